"""The tests run on the demo content: it is loaded once, and each test rolls its changes back."""

import os
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client

# Playwright keeps an event loop running in the thread that the tests use the database from.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The test database with the demo content and one log-in for each role."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setenv("DEMO_PASSWORD", "demo-password-for-tests")
        call_command("load_seed", stdout=StringIO())
        call_command("demo_logins", stdout=StringIO())


@pytest.fixture(autouse=True)
def _database(db: None) -> None:
    """Nearly every test reads pages, and none what another one has left in the cache."""
    cache.clear()


@pytest.fixture
def log_in() -> Callable[[str], Client]:
    """Gives a browser (without a screen) logged in under a demo user name."""

    def as_user(username: str) -> Client:
        client = Client()
        client.force_login(User.objects.get(username=username))
        return client

    return as_user


@pytest.fixture
def admin(log_in: Callable[[str], Client]) -> Client:
    """A logged-in administrator."""
    return log_in("admin")
