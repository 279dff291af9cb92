"""The communications officer's day, with the Swedish interface, in a real browser."""

import re

from playwright.sync_api import Page, expect

from tests.browser.editing import (
    edit_public_page,
    log_in,
    publish_news,
    send_to_translation,
    translate_the_open_tab,
)


def test_news_is_written_published_translated_and_read(page: Page) -> None:
    log_in(page, "godkannare")
    assert page.locator("html").get_attribute("lang") == "sv"

    publish_news(page, "Besök från Pärnu", "En delegation från Pärnu län besöker staden.")

    page.goto("/nyheter/")
    page.get_by_role("link", name="Besök från Pärnu").click()
    expect(page.locator("h1")).to_have_text("Besök från Pärnu")
    expect(page.get_by_text("Finns inte på engelska ännu").first).to_be_visible()

    edit_public_page(page, page.url)
    send_to_translation(page)
    translate_the_open_tab(
        page, ["Visit from Pärnu", "A delegation from Pärnu County visits the city."]
    )
    page.get_by_role("tab", name="Marknadsför").click()
    translate_the_open_tab(page, ["visit-from-parnu"])
    page.get_by_role("button", name=re.compile("Publicera på")).click()
    expect(page.locator(".messages")).to_contain_text("Publicerade")

    page.goto("/nyheter/besok-fran-parnu/")
    page.get_by_role("link", name="English").first.click()
    expect(page).to_have_url(re.compile("/en/news/visit-from-parnu/$"))
    assert page.locator("html").get_attribute("lang") == "en"
    expect(page.locator("h1")).to_have_text("Visit from Pärnu")
    expect(page.locator(".lead")).to_have_text("A delegation from Pärnu County visits the city.")
