"""The communications officer's day, in Swedish, in a real browser."""

import re

from playwright.sync_api import Page, expect


def log_in(page: Page, username: str) -> None:
    page.goto("/admin/")
    page.get_by_label(re.compile("Användarnamn", re.I)).fill(username)
    page.get_by_label(re.compile("Lösenord", re.I)).fill("demo-password-for-tests")
    page.get_by_role("button", name=re.compile("Logga in", re.I)).click()
    expect(page).to_have_url(re.compile(r"/admin/$"))


def test_news_is_written_published_translated_and_read(page: Page) -> None:
    log_in(page, "godkannare")
    assert page.locator("html").get_attribute("lang") == "sv"

    page.goto("/nyheter/")
    page.goto("/admin/pages/")
    home_id = page.evaluate(
        "fetch('/admin/api/main/pages/?type=home.NewsIndexPage&locale=sv')"
        ".then(r => r.json()).then(d => d.items[0].id)"
    )
    page.goto(f"/admin/pages/add/home/newspage/{home_id}/")
    page.get_by_label("Titel").first.fill("Besök från Pärnu")
    page.get_by_label("Inledning").first.fill("En delegation från Pärnu län besöker staden.")
    page.get_by_role("button", name=re.compile("Fler åtgärder|More actions|Åtgärder")).first.click()
    page.get_by_role("button", name="Publicera", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("Besök från Pärnu")

    page.goto("/nyheter/")
    page.get_by_role("link", name="Besök från Pärnu").click()
    expect(page.locator("h1")).to_have_text("Besök från Pärnu")
    expect(page.get_by_text("Finns inte på engelska ännu")).to_be_visible()
