"""For developers: DEBUG, static files straight from the source folders."""

from config.settings.base import *  # noqa: F403
from config.settings.base import STORAGES

DEBUG = True
SERVE_MEDIA = True
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 0
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Without a worker beside it: what is queued is done at once.
TASKS = {**TASKS, "mail": TASKS["default"]}
