"""The page that readers see when the server fails."""

from typing import Any

import pytest
from django.test import RequestFactory

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
