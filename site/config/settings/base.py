"""Settings that all environments share. Imports no app; reads the environment with safe defaults.

Every variable stands in the table in `docs/operations/settings.md`.
"""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

SITE = Path(__file__).resolve().parents[2]
ROOT = SITE.parent

env = environ.Env()

# Files that the running site writes: database, uploads, collected static files.
VAR = Path(env.str("VAR_DIR", default=str(ROOT / "var")))

DEBUG = False
# Good enough to develop with; `production` refuses it.
DEVELOPMENT_SECRET_KEY = "development-only-not-a-secret"
SECRET_KEY = env.str("SECRET_KEY", default=DEVELOPMENT_SECRET_KEY)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    # The lower layers first: what `bilingual` does on publishing is done when areas hear of it.
    "core",
    "records",
    "blocks",
    "bilingual",
    "networks",
    "policy",
    "home",
    "newsletter",
    "search",
    "seed",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "django_tasks_db",
    "anymail",
    "django_filters",
    "modelcluster",
    "taggit",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    # WhiteNoise serves static files under runserver too, as in production.
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Pages are small but many lines are slow; Django hides secrets in them from BREACH by itself.
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "core.middleware.LanguageFromAddressMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "core.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SITE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.context.site_frame",
            ],
        },
    },
]

# --- Data ---------------------------------------------------------------------------------

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        # Writers queue up for 20 s instead of failing; readers never wait (WAL).
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
        "PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("DATABASE_CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://")}

# --- Languages: Swedish is the source at `/`, English the translation at `/en/` -------------

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", _("Swedish")), ("en", _("English"))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [ROOT / "locale"]
USE_I18N = True
WAGTAIL_I18N_ENABLED = True
# A translation never goes live because its source is live: somebody publishes it.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
# Off unless named, as wagtail-localize wants it: {"CLASS": "…", "OPTIONS": {…}}.
if MACHINE_TRANSLATOR := env.json("MACHINE_TRANSLATOR", default=None):
    WAGTAILLOCALIZE_MACHINE_TRANSLATOR = MACHINE_TRANSLATOR

TIME_ZONE = "Europe/Stockholm"
USE_TZ = True

# --- Files --------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [SITE / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
# Uploaded images through Django itself, where no web server or object store serves them.
SERVE_MEDIA = env.bool("SERVE_MEDIA", default=False)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600

# --- Wagtail ------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Västerås internationellt"
# Only for trials: whether `check_links` may ask the machine that it runs on.
LINKS_MAY_BE_LOCAL = env.bool("LINKS_MAY_BE_LOCAL", default=False)
WAGTAILADMIN_BASE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000")
WAGTAILIMAGES_IMAGE_MODEL = "records.CreditedImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "core.image_form.KeptPictureForm"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILDOCS_DOCUMENT_FORM_BASE = "core.document_form.KeptFileForm"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "pptx", "txt", "xlsx", "zip"]
# Addresses that can be read out and typed on any keyboard: besok-fran-parnu, not besök-från-pärnu.
WAGTAIL_ALLOW_UNICODE_SLUGS = False
# What is typed as a keyword is the one that there is, whatever its capitals and spaces.
TAGGIT_TAGS_FROM_STRING = "records.typed_keywords.typed_keywords"
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# No avatar is asked for from a third party.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []

# --- Log-in, security ---------------------------------------------------------------------

WAGTAILADMIN_USER_LOGIN_FORM = "core.login.LoginForm"
LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
# Where to report a vulnerability: mailto:… or https://… (RFC 9116).
SECURITY_CONTACT = env.str("SECURITY_CONTACT", default="")
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    # The editor needs inline styles and scripts of Wagtail's own.
    "EXCLUDE_URL_PREFIXES": ("/admin/",),
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [SELF],
    },
}

# --- E-mail, log --------------------------------------------------------------------------

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
globals().update(EMAIL_CONFIG)
# Seconds that a mail server may be silent; without an end it could hold the site up for ever.
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=60)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="webmaster@localhost")
# An e-mail service instead of SMTP, as django-anymail names it ("brevo" …), with what it needs.
if EMAIL_SERVICE := env.str("EMAIL_SERVICE", default=""):
    EMAIL_BACKEND = f"anymail.backends.{EMAIL_SERVICE}.EmailBackend"
ANYMAIL = env.json("ANYMAIL", default={})
# Where mail that cannot be delivered comes back to (empty: the sender), and its mailbox there.
NEWSLETTER_BOUNCE_ADDRESS = env.str("NEWSLETTER_BOUNCE_ADDRESS", default="")
NEWSLETTER_BOUNCE_MAILBOX = env.str("NEWSLETTER_BOUNCE_MAILBOX", default="")
NEWSLETTER_FROM_EMAIL = env.str("NEWSLETTER_FROM_EMAIL", default=DEFAULT_FROM_EMAIL)
# As many mails as the mail server takes; 0 for as fast as it answers.
NEWSLETTER_PER_MINUTE = env.int("NEWSLETTER_PER_MINUTE", default=600)
# Work that waits for `manage.py worker`; Wagtail's own ("default") is done at once.
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "mail": {"BACKEND": "django_tasks_db.DatabaseBackend"},
}
# To whom approved quarterly reports are sent, unless the sender says otherwise.
BOARD_SECRETARY_EMAIL = env.str("BOARD_SECRETARY_EMAIL", default="")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    # Whoever has a reader's own address may act for them.
    "filters": {"tokens": {"()": "core.log_tokens.HideTokens"}},
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["tokens"]}
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
    # It warns of each HEAD that Django answers like GET, though it drops the body itself.
    "loggers": {"gunicorn.http.wsgi": {"level": "ERROR"}},
}
