"""For the public: refuses to start without a secret of its own."""

from django.core.exceptions import ImproperlyConfigured

from config.settings.base import *  # noqa: F403
from config.settings.base import DEVELOPMENT_SECRET_KEY, SECRET_KEY, env

if SECRET_KEY == DEVELOPMENT_SECRET_KEY:
    raise ImproperlyConfigured(
        "Set SECRET_KEY to a long random value: production does not start with the development "
        "secret. One way: python -c 'import secrets; print(secrets.token_urlsafe(50))'"
    )

# Off only where the site is served on loopback without TLS (`make run`).
HTTPS_ONLY = env.bool("HTTPS_ONLY", default=True)
# Only a proxy that sets this header itself may be trusted with it.
if env.bool("BEHIND_PROXY", default=HTTPS_ONLY):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = HTTPS_ONLY
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=31_536_000 if HTTPS_ONLY else 0)
SESSION_COOKIE_SECURE = HTTPS_ONLY
CSRF_COOKIE_SECURE = HTTPS_ONLY
