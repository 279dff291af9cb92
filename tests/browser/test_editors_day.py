"""The communications officer's day, with the Swedish interface, in a real browser."""

import re

from playwright.sync_api import Page, expect


def log_in(page: Page, username: str) -> None:
    page.goto("/admin/")
    page.get_by_label("Användarnamn").fill(username)
    page.get_by_label("Lösenord").fill("demo-password-for-tests")
    page.get_by_role("button", name="Logga in").click()
    expect(page).to_have_url(re.compile(r"/admin/$"))


def translate_the_open_tab(page: Page, words: list[str]) -> None:
    """Gives each untranslated segment of the translation editor's open tab its English words."""
    for english in words:
        page.get_by_role("button", name="Översätt", exact=True).first.click()
        page.locator("textarea:visible, [contenteditable=true]:visible").first.fill(english)
        page.get_by_role("button", name="Spara", exact=True).click()
        expect(page.get_by_text(english, exact=True)).to_be_visible()


def test_news_is_written_published_translated_and_read(page: Page) -> None:
    log_in(page, "godkannare")
    assert page.locator("html").get_attribute("lang") == "sv"

    # From the public page, by the editor's button, to a new page below it.
    page.goto("/nyheter/")
    page.locator("#wagtail-userbar-trigger").click()
    page.get_by_role("menuitem", name="Lägg till en undersida").click()
    page.get_by_role("textbox", name="Rubrik").fill("Besök från Pärnu")
    page.get_by_label("Ingress").fill("En delegation från Pärnu län besöker staden.")
    page.get_by_role("button", name="Fler åtgärder").click()
    page.get_by_role("button", name="Publicera").click()
    expect(page.locator(".messages")).to_contain_text("skapad och publicerad")

    page.goto("/nyheter/")
    page.get_by_role("link", name="Besök från Pärnu").click()
    expect(page.locator("h1")).to_have_text("Besök från Pärnu")
    expect(page.get_by_text("Finns inte på engelska ännu").first).to_be_visible()

    page.locator("#wagtail-userbar-trigger").click()
    page.get_by_role("menuitem", name="Redigera denna sida").click()
    page.get_by_role("button", name="Handlingar").click()
    page.get_by_role("link", name="Översätt den här sidan").click()
    page.get_by_label("Engelska").check()
    page.get_by_role("button", name="Skicka").click()
    expect(page.locator(".messages")).to_contain_text("skickas för översättning")

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
