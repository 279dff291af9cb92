"""WCAG 2.2 AA in a real Chromium: axe's rules, narrow screens, keyboard."""

from collections.abc import Iterator

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


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def window(chromium: Browser, server: str, scheme: str) -> Iterator[Page]:
    context = chromium.new_context(base_url=server, color_scheme=scheme)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


def test_axe_finds_nothing_on_any_page_type(window: Page, addresses: list[str]) -> None:
    axe, found = Axe(), []
    for address in addresses:
        window.goto(address)
        results = axe.run(window, options={"runOnly": {"type": "tag", "values": TAGS}})
        found += [
            f"{address}: {violation['id']} {[n['target'] for n in violation['nodes']][:3]}"
            for violation in results.response["violations"]
        ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_no_page_scrolls_sideways(page: Page, addresses: list[str], width: int) -> None:
    """WCAG 2.2, 1.4.10 Reflow; the matrix's table may scroll inside its own region."""
    page.set_viewport_size({"width": width, "height": 700})
    wide = []
    for address in addresses:
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            wide.append(address)
    assert not wide


def test_no_page_scrolls_sideways_with_text_twice_as_large(
    page: Page, addresses: list[str]
) -> None:
    """WCAG 2.2, 1.4.4 Resize text."""
    page.set_viewport_size({"width": 640, "height": 700})
    wide = []
    for address in addresses:
        page.goto(address)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            wide.append(address)
    assert not wide


def test_nothing_fails_and_no_third_party_is_asked(page: Page, addresses: list[str]) -> None:
    asked: set[str] = set()
    errors: list[str] = []
    page.on("request", lambda request: asked.add(request.url.split("/")[2]))
    page.on(
        "console", lambda message: errors.append(message.text) if message.type == "error" else None
    )
    page.on("pageerror", lambda error: errors.append(str(error)))
    for address in addresses:
        page.goto(address)
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
