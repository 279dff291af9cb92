"""The tests run on the demo content, loaded once; each test rolls its changes back."""

import gc
import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client

from tests.demo_database import copied_demo_content

# Playwright keeps an event loop running in the thread that the tests use the database from.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
# Looking for garbage among all that Django and Wagtail keep takes a tenth of the tests' time.
gc.set_threshold(200_000, 20, 100)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None,
    django_db_blocker: Any,
    pytestconfig: pytest.Config,
    testrun_uid: str,
) -> Iterator[None]:
    """The test database begins with the demo content and one log-in for each role."""
    folder = pytestconfig.cache.mkdir("demo-content")  # type: ignore[union-attr]
    with django_db_blocker.unblock(), copied_demo_content(folder, testrun_uid):
        yield


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
