"""The plan with text twice as large, on a screen (WCAG 1.4.4) and on a phone (past 1.4.10)."""

import pytest
from playwright.sync_api import Page

PAGES = [
    "/",
    "/en/",
    "/handlingsplan/2006-2007/",
    "/en/action-plan/2006-2007/",
    "/handlingsplan/2006-2007/matris/",
    "/handlingsplan/exempel-2026-2027/matris/",
    "/handlingsplan/exempel-2026-2027/rapport-2026-3/",
    "/internationell-policy/",
    "/internationell-policy/uppfoljning/",
    "/en/international-policy/trace/",
]


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("address", PAGES)
def test_nothing_is_wider_than_the_screen(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 200
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
