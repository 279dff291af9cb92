"""A real server on a copy of the test database, and a real Chromium that reads it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(settings.ROOT)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def copy_of_the_database(folder: Path) -> str:
    """Copies the loaded test database; gives the DATABASE_URL of the copy."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            path = folder / "db.sqlite3"
            cursor.execute("VACUUM INTO %s", [str(path)])
            return f"sqlite:///{path}"
    parameters = connection.get_connection_params()
    name = f"{connection.settings_dict['NAME']}_browser"
    source = connection.settings_dict["NAME"]
    connection.close()
    # A database can be copied only while nobody is connected to it.
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')
    user, password = parameters.get("user", ""), parameters.get("password", "")
    host = parameters.get("host", "")
    port = parameters.get("port", "")
    if str(host).startswith("/"):
        return f"postgres://{user}:{password}@{str(host).replace('/', '%2F')}:{port}/{name}"
    return f"postgres://{user}:{password}@{host}:{port}/{name}"


@pytest.fixture(scope="session")
def server(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of a running site with the demo content."""
    folder = tmp_path_factory.mktemp("browser")
    with django_db_blocker.unblock():
        database = copy_of_the_database(folder)
    port = free_port()
    log = (folder / "server.log").open("w")
    process = subprocess.Popen(
        [sys.executable, "manage.py", "runserver", "--noreload", f"127.0.0.1:{port}"],
        cwd=ROOT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "DATABASE_URL": database,
            "VAR_DIR": str(folder),
        },
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(150):
            try:
                urllib.request.urlopen(f"{address}/health/ready", timeout=5)  # noqa: S310
                break
            except OSError:
                assert process.poll() is None, (folder / "server.log").read_text()
                time.sleep(0.2)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=10)
        log.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium where there is one, else Playwright's own."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    # Chromium's sandbox does not start as root, which CI is.
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser, server: str) -> Iterator[Page]:
    """A new browser window on the site, 1280 px wide."""
    context = chromium.new_context(
        base_url=server, viewport={"width": 1280, "height": 900}, locale="sv-SE"
    )
    context.set_default_timeout(20_000)
    page = context.new_page()
    yield page
    context.close()
