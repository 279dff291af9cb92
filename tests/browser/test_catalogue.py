"""A catalogue in Chromium: quicker with the script, the same without it."""

from playwright.sync_api import Browser, Page, expect


def test_a_choice_shows_its_hits_at_once_and_keeps_the_focus_and_the_way_back(page: Page) -> None:
    page.goto("/projekt/")
    page.evaluate("window.sameDocument = true")
    country = page.locator("#by-country")
    country.focus()
    # As the keyboard does it: the first letters of the country.
    page.keyboard.type("Estl")
    page.wait_for_url("**/projekt/?country=ee")
    count = page.locator("#catalogue-count")
    expect(count).to_have_text("2 träffar")
    expect(count).to_have_attribute("role", "status")
    expect(country).to_be_focused()
    expect(country).to_have_value("ee")
    expect(page.locator(".catalogue__chosen")).to_contain_text("Estland")
    expect(page.locator(".site-header .languages__link")).to_have_attribute(
        "href", "/en/projects/?country=ee"
    )
    for name in ("link[rel=canonical]", "meta[property='og:url']"):
        told = page.locator(name).evaluate("part => part.href || part.content")
        assert told.endswith("/projekt/?country=ee")
    assert "/projekt/?country=ee" in (page.locator(".page-foot").text_content() or "")
    page.locator("#q").fill("finnsinte")
    page.keyboard.press("Enter")
    expect(count).to_have_text("0 träffar")
    page.go_back()
    expect(count).to_have_text("2 träffar")
    expect(page.locator("#q")).to_have_value("")
    page.go_back()
    expect(count).to_have_text("4 träffar")
    expect(country).to_have_value("")
    assert page.evaluate("window.sameDocument")


def test_without_the_script_the_button_does_the_same(chromium: Browser, server: str) -> None:
    context = chromium.new_context(base_url=server, java_script_enabled=False)
    page = context.new_page()
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/en/projects/")
    page.get_by_text("Choose by more").click()
    page.get_by_label("Partner's country").select_option("ee")
    page.get_by_role("button", name="Show").click()
    assert page.url.endswith("/en/projects/?country=ee")
    assert page.get_by_role("status").inner_text() == "2 hits"
    context.close()
