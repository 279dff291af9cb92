"""A database that cannot be used gets one line, not a traceback."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import CommandError
from django.db import OperationalError, ProgrammingError


@contextmanager
def usable_database() -> Iterator[None]:
    """Raises CommandError with exit code 2 when the database or its tables are not there."""
    try:
        yield
    except (OperationalError, ProgrammingError) as error:
        raise CommandError(
            f"The database cannot be used ({str(error).splitlines()[0]}): "
            "check DATABASE_URL and VAR_DIR, and run manage.py migrate first.",
            returncode=2,
        ) from error
