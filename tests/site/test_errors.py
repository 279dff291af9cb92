"""The page that readers see when the server fails."""

from typing import Any

import pytest
from django.test import Client, RequestFactory

from core.errors import server_error

pytestmark = pytest.mark.any_database


@pytest.mark.parametrize(
    ("path", "language", "words"),
    [("/natverk/", "sv", "Något gick fel"), ("/en/networks/", "en", "Something went wrong")],
)
def test_it_speaks_the_readers_language_and_asks_no_database(
    path: str, language: str, words: str, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        response = server_error(RequestFactory().get(path))
    html = response.content.decode()
    assert response.status_code == 500
    assert f'<html lang="{language}"' in html
    assert words in html


@pytest.mark.parametrize(
    ("path", "language", "words"),
    [
        ("/prenumerera/", "sv", "Det var mer än webbplatsen tar emot"),
        ("/en/subscribe/", "en", "More was sent than the site takes"),
    ],
)
def test_too_large_a_form_gets_the_sites_own_page(path: str, language: str, words: str) -> None:
    many = {f"field-{number}": "x" for number in range(2000)}
    for sent in ({"email": "x" * 3_000_000}, many):
        answer = Client().post(path, sent)
        html = answer.content.decode()
        assert answer.status_code == 413
        assert f'<html lang="{language}"' in html
        assert words in html
        assert answer["Content-Language"] == language


def test_what_cannot_be_read_gets_the_sites_own_page_whatever_is_wrong_with_it() -> None:
    broken = Client().post("/prenumerera/", b"x", content_type="multipart/form-data")
    elsewhere = Client(headers={"host": "not a host"}).get("/en/subscribe/")
    for answer, words in ((broken, "kan inte läsas"), (elsewhere, "cannot be read")):
        assert answer.status_code == 400
        assert words in answer.content.decode()
        assert "<h1>" in answer.content.decode()


@pytest.mark.parametrize(("language", "words"), [("sv", "mer än"), ("en", "than the site takes")])
def test_programs_get_a_line(language: str, words: str) -> None:
    many = "&".join(f"x{number}=1" for number in range(2000))
    address = f"/api/data/v1/newsletter?{many}"
    answer = Client().get(address, headers={"Accept-Language": language})
    assert answer.status_code == 413
    assert words in answer.json()["detail"]
