"""Who waits in vain for the database is told to try again, and not that something is broken."""

import sqlite3
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

pytestmark = [
    pytest.mark.urls(__name__),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite alone lets one write"),
]


def _write(request: HttpRequest) -> HttpResponse:
    """Writes where another one is at it, or, with `?table=`, where there is nothing to write to."""
    file = Path(settings.MEDIA_ROOT) / "busy.sqlite3"
    file.parent.mkdir(parents=True, exist_ok=True)
    with sqlite3.connect(file, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        own = sqlite3.connect(file, isolation_level=None, timeout=0)
        with connection.wrap_database_errors:
            own.execute("DROP TABLE nothing" if "table" in request.GET else "BEGIN IMMEDIATE")
    return HttpResponse()


urlpatterns = [path("skriv/", _write), path("en/write/", _write)]
handler500 = "core.errors.server_error"


@pytest.mark.parametrize(
    ("address", "language", "words"),
    [("/skriv/", "sv", "försök igen"), ("/en/write/", "en", "try again")],
)
def test_it_is_said_in_the_readers_language(address: str, language: str, words: str) -> None:
    answer = Client(raise_request_exception=False).post(address)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "60"
    html = answer.content.decode()
    assert f'<html lang="{language}"' in html
    assert words in html


def test_another_fault_of_the_database_is_a_fault() -> None:
    answer = Client(raise_request_exception=False).post("/skriv/?table=1")
    assert answer.status_code == 500
    assert "Retry-After" not in answer.headers
