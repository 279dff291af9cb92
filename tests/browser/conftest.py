"""A real server with a database of its own, and a real Chromium that reads it."""

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(settings.ROOT)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def own_database(folder: Path) -> str:
    """The DATABASE_URL of a new database beside the tests' own, on the same server; on SQLite it
    has the demo content already.
    """
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(folder / "db.sqlite3")) as file:
            connection.connection.backup(file)
        return f"sqlite:///{folder / 'db.sqlite3'}"
    parameters = connection.get_connection_params()
    name = f"{connection.settings_dict['NAME']}_browser"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}"')
    user, password = (quote(parameters.get(key) or "") for key in ("user", "password"))
    host, port = quote(str(parameters.get("host") or ""), safe=""), parameters.get("port") or ""
    return f"postgres://{user}:{password}@{host}:{port}/{name}"


@pytest.fixture(scope="session")
def server(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of a running site with the demo content."""
    folder = tmp_path_factory.mktemp("browser")
    with django_db_blocker.unblock():
        database = own_database(folder)
    environ = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "DATABASE_URL": database,
        "DEMO_PASSWORD": "demo-password-for-tests",
        "VAR_DIR": str(folder),
    }
    manage = [sys.executable, "manage.py"]
    subprocess.run([*manage, "set_up_site"], cwd=ROOT, env=environ, check=True, capture_output=True)
    port = free_port()
    log = (folder / "server.log").open("w")
    process = subprocess.Popen(
        [*manage, "runserver", "--noreload", f"127.0.0.1:{port}"],
        cwd=ROOT,
        env=environ,
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
