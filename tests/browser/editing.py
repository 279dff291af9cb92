"""What an editor does with the Swedish interface, in words that a test can be told in."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, expect

PASSWORD = "demo-password-for-tests"


def log_in(page: Page, username: str) -> None:
    page.goto("/admin/")
    page.get_by_label("Användarnamn").fill(username)
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in").click()
    expect(page).to_have_url(re.compile(r"/admin/$"))


@contextmanager
def window_of(chromium: Browser, server: str, username: str) -> Iterator[Page]:
    """A browser of somebody's own, logged in under a demo user name."""
    context = chromium.new_context(
        base_url=server, viewport={"width": 1280, "height": 900}, locale="sv-SE"
    )
    context.set_default_timeout(20_000)
    page = context.new_page()
    log_in(page, username)
    yield page
    context.close()


def press_in_footer(page: Page, name: str) -> None:
    """Presses one of the form's actions, which lie in a menu where they are not the first."""
    button = page.get_by_role("button", name=name, exact=True)
    if not button.is_visible():
        page.get_by_role("button", name="Fler åtgärder").click()
    button.click()


def start_news(page: Page, title: str, introduction: str) -> None:
    """Fills in a new news page, from the public list of news by the editor's button."""
    page.goto("/nyheter/")
    page.locator("#wagtail-userbar-trigger").click()
    page.get_by_role("menuitem", name="Lägg till en undersida").click()
    page.get_by_role("textbox", name="Rubrik").fill(title)
    page.get_by_label("Ingress").fill(introduction)


def publish_news(page: Page, title: str, introduction: str) -> None:
    start_news(page, title, introduction)
    press_in_footer(page, "Publicera")
    expect(page.locator(".messages")).to_contain_text("skapad och publicerad")


def edit_public_page(page: Page, address: str) -> None:
    """Opens the editor of a public page by the button on it."""
    page.goto(address)
    page.locator("#wagtail-userbar-trigger").click()
    page.get_by_role("menuitem", name="Redigera denna sida").click()


def send_to_translation(page: Page) -> None:
    """From the page's form: makes the English page and opens the translation editor."""
    page.get_by_role("button", name="Handlingar").click()
    page.get_by_role("link", name="Översätt den här sidan").click()
    page.get_by_label("Engelska").check()
    page.get_by_role("button", name="Skicka").click()
    expect(page.locator(".messages")).to_contain_text("skickas för översättning")


def translate_the_open_tab(page: Page, words: list[str]) -> None:
    """Gives each untranslated segment of the translation editor's open tab its English words."""
    for english in words:
        page.get_by_role("button", name="Översätt", exact=True).first.click()
        page.locator("textarea:visible, [contenteditable=true]:visible").first.fill(english)
        page.get_by_role("button", name="Spara", exact=True).click()
        saved = page.locator("li.complete:visible > div > p")
        expect(saved.filter(has_text=re.compile(f"^{re.escape(english)}$"))).to_be_visible()


def save_lead(page: Page, address: str, introduction: str, action: str) -> None:
    """Changes the lead of a public page and presses one of the form's actions."""
    edit_public_page(page, address)
    page.get_by_label("Ingress").fill(introduction)
    press_in_footer(page, action)
    expect(page.locator(".messages")).not_to_be_empty()


def open_awaiting(page: Page, title: str) -> None:
    """What awaits the approver stands on the start page."""
    page.goto("/admin/")
    panel = page.locator("section", has=page.get_by_role("heading", name="Inväntar din granskning"))
    panel.get_by_role("link", name=title, exact=True).click()
