"""Terms and earlier translations in each text of the translation editor, in a real browser."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.editing import (
    edit_public_page,
    publish_news,
    send_to_translation,
    window_of,
)

TITLE = "Vänorten Lahti på besök"
# Nearly the lead of a news page of the demo content, which is translated.
LEAD = (
    "En skolklass från vänorten Lahti har tillbringat en vecka hos jämnåriga i Västerås. "
    "Tillsammans undersökte de hur en stad kan bli grönare."
)


@pytest.fixture(scope="module")
def address(chromium: Browser, server: str) -> str:
    """The translation editor of a news page that nobody has translated yet."""
    with window_of(chromium, server, "godkannare") as page:
        publish_news(page, TITLE, LEAD)
        edit_public_page(page, "/nyheter/vanorten-lahti-pa-besok/")
        send_to_translation(page)
        return page.url


@pytest.fixture
def editor(chromium: Browser, server: str, address: str) -> Iterator[Page]:
    """The translator's browser on it."""
    with window_of(chromium, server, "oversattare") as page:
        page.goto(address)
        yield page


def help_for(page: Page, text: str) -> Locator:
    return page.get_by_role("group", name=f"Hjälp för texten: {text}")


def save(page: Page) -> None:
    page.get_by_role("button", name="Spara", exact=True).click()


def test_nothing_in_it_is_left_in_english(editor: Page) -> None:
    expect(editor.locator(".js-translation-editor h3").first).to_have_text(
        "Översättning från svenska till engelska"
    )
    toggles = editor.locator(".js-translation-editor .w-dropdown__toggle")
    expect(toggles.first).to_have_text("Fler åtgärder")


def test_each_text_has_its_terms_with_their_status_in_words(editor: Page) -> None:
    lines = help_for(editor, TITLE).get_by_role("listitem")
    expect(lines.filter(has_text="twin town")).to_contain_text("(Rekommenderad)")
    expect(lines.filter(has_text="sister city")).to_contain_text("(Förbjuden)")
    expect(help_for(editor, TITLE)).to_have_count(1)


def test_the_nearest_earlier_translation_is_used_by_keyboard_and_saved(editor: Page) -> None:
    group = help_for(editor, LEAD)
    expect(group).to_contain_text(re.compile(r"9\d %: A school class from the twin town of Kassel"))
    group.get_by_role("button", name="Använd den här").first.press("Enter")
    box = editor.locator("textarea:focus")
    expect(box).to_have_value(re.compile("^A school class from the twin town of Kassel"))
    description = box.get_attribute("aria-describedby")
    expect(editor.locator(f"#{description}")).to_contain_text("twin town")
    # React has taken the words over: what is typed comes after them, and is saved with them.
    editor.keyboard.press("End")
    editor.keyboard.type(" Once more.")
    save(editor)
    expect(editor.get_by_text("greener. Once more.")).to_be_visible()
    editor.reload()
    expect(editor.locator(".js-translation-editor")).to_contain_text("greener. Once more.")


def test_a_breach_is_told_when_the_text_is_saved_and_gone_when_it_is_repaired(editor: Page) -> None:
    told = help_for(editor, TITLE).get_by_role("status")
    expect(told).to_be_empty()
    segment = editor.locator("li.incomplete", has=help_for(editor, TITLE))
    segment.get_by_role("button", name="Översätt", exact=True).click()
    editor.locator("textarea:focus").fill("The sister city of Lahti visits")
    save(editor)
    expect(told).to_contain_text("”sister city” är förbjudet")
    editor.reload()
    expect(told).to_contain_text("”sister city” är förbjudet")
    segment = editor.locator("li.complete", has=help_for(editor, TITLE))
    segment.get_by_role("button", name="Redigera", exact=True).click()
    editor.locator("textarea:focus").fill("The twin town of Lahti visits")
    save(editor)
    expect(told).to_be_empty()


def test_axe_finds_nothing_in_the_help(editor: Page) -> None:
    expect(help_for(editor, TITLE)).to_be_visible()
    results = Axe().run(editor, context={"include": [[".translating-aid"], ["#translating-aids"]]})
    assert not results.response["violations"], results.generate_report()


def test_the_table_below_is_folded_by_the_script_and_whole_without_it(
    editor: Page, chromium: Browser, server: str
) -> None:
    row = editor.locator("#translating-aids tr", has_text=TITLE)
    expect(row).to_be_hidden()
    editor.get_by_text("Alla texter med termer och tidigare översättningar").click()
    expect(row).to_contain_text("twin town")

    context = chromium.new_context(
        base_url=server,
        java_script_enabled=False,
        storage_state=editor.context.storage_state(),
    )
    plain = context.new_page()
    plain.goto(editor.url)
    expect(plain.locator("#translating-aids tr", has_text=TITLE)).to_contain_text("twin town")
    expect(plain.get_by_role("button", name="Använd den här")).to_have_count(0)
    context.close()
