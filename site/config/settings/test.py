"""For the tests: as production, but nothing is kept and passwords are cheap to hash."""

import os
import tempfile
from pathlib import Path

from config.settings.base import *  # noqa: F403
from config.settings.base import STORAGES, TASKS

SECRET_KEY = "test-only"
ALLOWED_HOSTS = ["*"]
SERVE_MEDIA = True
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MEDIA_ROOT = Path(tempfile.gettempdir()) / "vasteras-test-media"
if "VAR_DIR" not in os.environ:
    # Not where `make run` keeps its password.
    VAR = Path(tempfile.gettempdir()) / "vasteras-test-var"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Done at once; the tests of the worker choose the queue.
TASKS = {**TASKS, "mail": TASKS["default"]}
NEWSLETTER_PER_MINUTE = 0
