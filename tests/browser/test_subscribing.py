"""To subscribe, and to see to one's subscription, in a real Chromium: by keyboard, on a narrow
screen, and by axe's rules.
"""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FOCUSED = "document.activeElement.labels?.[0]?.innerText ?? document.activeElement.textContent"


def accessible(page: Page) -> None:
    """Nothing is found by axe, and nothing lies beside the screen."""
    width = page.evaluate("innerWidth")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
    assert results.violations_count == 0, results.generate_report()


def reach(page: Page, name: str) -> list[str]:
    """Presses Tab until the field or button has the focus; gives what was passed."""
    passed: list[str] = []
    while not passed or passed[-1] != name:
        page.keyboard.press("Tab")
        passed.append(" ".join(str(page.evaluate(FOCUSED)).split()))
        assert len(passed) < 80, passed
    return passed


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_reader_subscribes_by_keyboard_on_a_narrow_screen(page: Page, scheme: Any) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.emulate_media(color_scheme=scheme)
    # From the newsletter's own page, with nothing but an address; first a slip of the pen.
    page.goto("/en/newsletter/")
    accessible(page)
    reach(page, "E-mail address")
    page.keyboard.type("anna@example")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/subscribe/")
    expect(page).to_have_title(
        "Error: Subscribe to the newsletter – Västerås international affairs"
    )
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    accessible(page)
    reach(page, "Give an e-mail address like name@example.org.")
    page.keyboard.press("Enter")
    field = page.get_by_label("E-mail address")
    expect(field).to_be_focused()
    expect(field).to_have_value("anna@example")
    expect(field).to_have_accessible_description(
        "Error: Give an e-mail address like name@example.org."
    )
    page.keyboard.press("End")
    page.keyboard.type(f".{scheme}.org")
    passed = reach(page, "Employment")
    # The robots' field is nobody's way.
    assert not any("empty" in name for name in passed)
    page.keyboard.press("Space")
    assert not any("empty" in name for name in reach(page, "Subscribe"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/subscribe/thanks/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Look in your mailbox")
    accessible(page)
    assert page.context.cookies() == []


def test_links_that_lead_nowhere_say_so(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    for address in ("/prenumeration/x/", "/en/subscription/confirm/x/", "/prenumeration/raderad/"):
        page.goto(address)
        accessible(page)
