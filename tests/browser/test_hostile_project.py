"""A hostile project in Chromium: nothing runs, and no page is wider than a phone."""

import re
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Dialog, Page

from tests.browser.editing import window_of
from tests.forms import Fields, form_fields
from tests.networks.hostile import TITLE, enter

PAGES = (
    "/projekt/hostile/",
    "/projekt/",
    "/en/projects/?country=ee",
    "/lander/ee/",
    "/en/countries/ee/",
    "/vanorter/historia/",
    "/vanorter/karta/?lines=1",
    "/nyheter/",
    "/nyheter/hostile/",
    "/sok/?q=alert",
)
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
def hostile(chromium: Browser, server: str) -> Iterator[None]:
    """The project, entered by the forms, and taken away again: other tests share the server."""
    with window_of(chromium, server, "admin") as editor:

        def get(url: str) -> str:
            return editor.request.get(url).text()

        def post(url: str, fields: Fields) -> str:
            data = urlencode(fields, doseq=True)
            return editor.request.post(url, data=data, headers=FORM).text()

        enter(get, post)
        yield
        for url in ("/nyheter/hostile/", "/projekt/hostile/"):
            number = re.search(r"/admin/pages/(\d+)/edit/", get(url))
            assert number
            delete = f"/admin/pages/{number[1]}/delete/"
            post(delete, form_fields(get(delete), "main form[method=POST]"))
            assert editor.request.get(url).status == 410


def test_nothing_runs_and_no_page_is_wider_than_a_phone(page: Page, hostile: None) -> None:
    alerts: list[str] = []

    def note(dialog: Dialog) -> None:
        alerts.append(page.url)
        dialog.dismiss()

    page.on("dialog", note)
    page.set_viewport_size({"width": 320, "height": 640})
    for url in PAGES:
        response = page.goto(url)
        assert response
        assert response.status == 200, url
        assert TITLE in page.locator("main").inner_text(), url
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 320, (url, width)
    assert alerts == []
