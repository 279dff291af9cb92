"""A page's way through the roles, each with a browser of their own and the Swedish interface."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.editing import (
    open_awaiting,
    press_in_footer,
    save_lead,
    start_news,
    translate_the_open_tab,
    window_of,
)

SUBMIT = "Lämna in till Granskning av svenska sidor"
NOTE = "The Swedish original has changed since."
TITLE, ENGLISH_TITLE = "Studiebesök i Lahti", "Study visit to Lahti"
SWEDISH, ENGLISH = "/nyheter/studiebesok-i-lahti/", "/en/news/study-visit-to-lahti/"


@dataclass
class People:
    writer: Page
    translator: Page
    approver: Page
    reader: Page


@pytest.fixture
def people(chromium: Browser, server: str, page: Page) -> Iterator[People]:
    with (
        window_of(chromium, server, "skribent") as writer,
        window_of(chromium, server, "oversattare") as translator,
        window_of(chromium, server, "godkannare") as approver,
    ):
        yield People(writer, translator, approver, page)


def approve_swedish(approver: Page) -> None:
    open_awaiting(approver, TITLE)
    press_in_footer(approver, "Godkänn och Publicera")
    expect(approver.locator(".messages")).to_contain_text("har blivit uppdaterad")


def approve_english(approver: Page) -> None:
    open_awaiting(approver, ENGLISH_TITLE)
    approver.get_by_role("button", name="Godkänn", exact=True).click()
    expect(approver.locator(".messages")).to_contain_text(f"”{ENGLISH_TITLE}” är godkänd")


def submit_english(translator: Page) -> None:
    translator.get_by_role("button", name="Skicka översättningen till godkännande").click()
    expect(translator.locator(".messages")).to_contain_text("skickades till godkännande")


def find_in_the_report(window: Page, state: str) -> None:
    """Opens the page's screen from Rapporter › Språk, where its state stands."""
    window.goto("/admin/")
    window.get_by_role("button", name="Rapporter").click()
    window.get_by_role("link", name="Språk", exact=True).click()
    expect(window).to_have_url(re.compile("/reports/languages/$"))
    # Those that were published last come first.
    window.goto(f"{window.url}?ordering=-last_published_at")
    row = window.get_by_role("row").filter(has=window.get_by_role("link", name=TITLE, exact=True))
    expect(row).to_contain_text(state)
    row.get_by_role("link", name=TITLE, exact=True).click()


def write_translate_and_publish(people: People) -> None:
    start_news(people.writer, TITLE, "Vi har besökt Lahti.")
    press_in_footer(people.writer, SUBMIT)
    expect(people.writer.locator(".messages")).to_contain_text("inlämnad för moderering")
    assert people.reader.goto(SWEDISH).status == 404
    approve_swedish(people.approver)
    assert people.reader.goto(SWEDISH).status == 200

    find_in_the_report(people.translator, "Saknas")
    people.translator.get_by_role("link", name="Översätt sidan").click()
    people.translator.get_by_label("Engelska").check()
    people.translator.get_by_role("button", name="Skicka").click()
    translate_the_open_tab(people.translator, [ENGLISH_TITLE, "We have visited Lahti."])
    submit_english(people.translator)
    assert people.reader.goto(ENGLISH).status == 404
    approve_english(people.approver)
    people.reader.goto(ENGLISH)
    expect(people.reader.locator(".lead")).to_have_text("We have visited Lahti.")
    expect(people.reader.get_by_text(NOTE)).to_have_count(0)


def change_and_repair(people: People) -> None:
    save_lead(people.writer, SWEDISH, "Vi har besökt Lahti två gånger.", SUBMIT)
    people.reader.goto(ENGLISH)
    expect(people.reader.get_by_text(NOTE)).to_have_count(0)
    approve_swedish(people.approver)
    people.reader.reload()
    expect(people.reader.get_by_text(NOTE)).to_be_visible()
    expect(people.reader.locator(".lead")).to_have_text("We have visited Lahti.")

    find_in_the_report(people.translator, "Ändrad sedan (1)")
    expect(people.translator.locator("main")).to_contain_text("Vi har besökt Lahti två gånger.")
    people.translator.get_by_role("link", name="Till översättningen").click()
    translate_the_open_tab(people.translator, ["We have visited Lahti twice."])
    submit_english(people.translator)
    people.reader.reload()
    expect(people.reader.get_by_text(NOTE)).to_be_visible()
    approve_english(people.approver)
    people.reader.reload()
    expect(people.reader.locator(".lead")).to_have_text("We have visited Lahti twice.")
    expect(people.reader.get_by_text(NOTE)).to_have_count(0)


def correct_the_spelling(people: People) -> None:
    save_lead(people.approver, SWEDISH, "Vi har besökt Lahtis två gånger.", "Publicera")
    people.reader.reload()
    expect(people.reader.get_by_text(NOTE)).to_be_visible()
    people.approver.get_by_role("link", name="Visa, eller ange att betydelsen är densamma").click()
    people.approver.get_by_label("Motivering").fill("Stavning")
    people.approver.get_by_role("button", name="Ändrar inte betydelsen").click()
    expect(people.approver.locator(".messages")).to_contain_text("rör inte betydelsen")
    people.reader.reload()
    expect(people.reader.get_by_text(NOTE)).to_have_count(0)
    expect(people.reader.locator(".lead")).to_have_text("We have visited Lahti twice.")
    find_in_the_report(people.approver, "Aktuell")


def test_written_approved_translated_changed_repaired_and_corrected(people: People) -> None:
    write_translate_and_publish(people)
    change_and_repair(people)
    correct_the_spelling(people)
