"""WCAG 2.2 AA in a real Chromium: axe's rules, narrow screens, keyboard."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from wagtail.models import Page as WagtailPage

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OTHER_ADDRESSES = [
    "/sok/?q=Kassel",
    "/en/search/?q=%22",
    "/finns-inte/",
    "/en/not-there/",
    "/internationell-policy/versioner/jamfor/?a=2005&b=in-force",
    "/en/international-policy/versions/compare/?a=2005&b=in-force",
    "/en/international-policy/trace/",
    "/fokusomraden/",
    "/verksamheter/development-academy/",
    "/en/contacts/international-coordinator/",
    "/en/keywords/",
    "/en/keywords/hamnomraden/",
    "/en/projects/?country=ee&status=closed",
    "/projekt/?q=finnsinte&country=ee",
    "/lander/",
    "/en/countries/ee/",
    "/vanorter/karta/?lines=1",
    "/en/twin-towns/map/?view=world&kind=partner",
    "/en/twin-towns/history/",
    "/prenumerera/",
    "/en/subscribe/",
    "/en/subscribe/thanks/",
    "/prenumeration/finnsinte/",
]


@pytest.fixture(scope="session")
def addresses(django_db_setup: None, django_db_blocker: object) -> list[str]:
    """One page of each type in each language, and the pages that are no Wagtail pages."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        kinds = {
            (page.content_type_id, page.locale_id): page.url
            for page in WagtailPage.objects.live()
            .filter(depth__gt=1)
            .select_related("locale")
            .order_by("-path")
        }
        plan = WagtailPage.objects.get(slug="2006-2007", locale__language_code="sv").specific
        return [*kinds.values(), plan.matrix_url, *OTHER_ADDRESSES]


RULES: dict[Any, dict[str, Any]] = {
    "light": {"type": "tag", "values": TAGS},
    # In the dark only colours are other ones.
    "dark": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
}


def test_axe_finds_nothing_on_any_page_type(page: Page, addresses: list[str]) -> None:
    axe, found = Axe(), []
    for address in addresses:
        page.goto(address)
        for scheme, rules in RULES.items():
            page.emulate_media(color_scheme=scheme)
            results = axe.run(page, options={"runOnly": rules})
            found += [
                (address, scheme, violation["id"], [n["target"] for n in violation["nodes"]][:3])
                for violation in results.response["violations"]
            ]
    assert not found


def test_no_page_scrolls_sideways_fails_or_asks_a_third_party(
    page: Page, addresses: list[str]
) -> None:
    """WCAG 2.2, 1.4.10 Reflow and 1.4.4 Resize text; the matrix may scroll in its own region."""
    asked: set[str] = set()
    errors: list[str] = []
    page.on("request", lambda request: asked.add(request.url.split("/")[2]))
    page.on(
        "console", lambda message: errors.append(message.text) if message.type == "error" else None
    )
    page.on("pageerror", lambda error: errors.append(str(error)))
    wide = []
    for address in addresses:
        page.goto(address)
        for width, size in ((1280, "100%"), (768, "100%"), (320, "100%"), (640, "200%")):
            page.set_viewport_size({"width": width, "height": 700})
            page.evaluate("size => { document.documentElement.style.fontSize = size }", size)
            if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                wide.append((address, width))
    assert not wide
    assert len(asked) == 1
    # The error pages themselves are reported as failed loads.
    assert [error for error in errors if "404" not in error] == []


def test_the_keyboard_reaches_content_by_the_skip_link_and_focus_is_seen(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    link = page.locator(":focus")
    assert link.inner_text().strip() == "Hoppa till innehållet"
    assert link.bounding_box()["y"] >= 0
    assert link.evaluate("e => getComputedStyle(e).outlineStyle") != "none"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_the_menu_works_without_javascript_on_a_phone(chromium: Browser, server: str) -> None:
    context = chromium.new_context(
        base_url=server, java_script_enabled=False, viewport={"width": 320, "height": 640}
    )
    phone = context.new_page()
    phone.goto("/")
    link = phone.locator(".main-nav").get_by_role("link", name="Nätverk", exact=True)
    assert not link.is_visible()
    phone.get_by_text("Meny", exact=True).click()
    assert link.is_visible()
    link.click()
    assert phone.url.endswith("/natverk/")
    context.close()
