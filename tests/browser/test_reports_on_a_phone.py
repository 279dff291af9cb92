"""The editors' reports, on a phone and at a desk."""

import pytest
from playwright.sync_api import Browser, expect

from policy.models import ActivityPage
from tests.browser.editing import press_in_footer, window_of


@pytest.mark.parametrize("width", [320, 768, 1152, 1280])
def test_the_follow_up_fits_the_window(chromium: Browser, server: str, width: int) -> None:
    with window_of(chromium, server, "samordnare") as page:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto("/admin/reports/follow-up/")
        table = page.locator("table.listing")
        expect(table).to_contain_text("EX2")
        box = table.bounding_box()
        assert box
        assert box["x"] + box["width"] <= width
        # Where the headings are not above them, the cells say what they hold.
        label = table.get_by_text("Ska vara klart:").first
        assert label.is_visible() == (width < 1153)
        # What the list is sorted by can be chosen on a phone too.
        expect(table.get_by_role("link", name="Vem du kan fråga")).to_be_visible()


def test_the_report_on_languages_fits_a_phone(chromium: Browser, server: str) -> None:
    with window_of(chromium, server, "admin") as page:
        page.set_viewport_size({"width": 320, "height": 900})
        page.goto("/admin/reports/languages/")
        table = page.locator("table.listing")
        box = table.bounding_box()
        assert box
        assert box["x"] + box["width"] <= 320
        expect(table.get_by_text("Engelska:").first).to_be_visible()
        # Nothing that is said hangs out of the window.
        wide = "cells => cells.filter(cell => cell.scrollWidth > cell.clientWidth + 1).length"
        assert table.locator("td:visible").evaluate_all(wide) == 0


def test_a_word_without_end_fits_the_short_form(chromium: Browser, server: str) -> None:
    activity = ActivityPage.objects.filter(
        locale__language_code="sv", operation__isnull=False
    ).first()
    assert activity is not None
    address = f"/admin/report/{activity.pk}/"
    with window_of(chromium, server, "admin") as page:
        page.goto(f"/admin/snippets/records/operation/edit/{activity.operation_id}/")
        page.get_by_label("rapportor").check()
        press_in_footer(page, "Spara")
        expect(page.locator(".messages")).to_be_visible()
    with window_of(chromium, server, "rapportor") as page:
        page.set_viewport_size({"width": 320, "height": 900})
        page.goto(address)
        page.get_by_label("Vad har hänt?").fill("Ordutanslut" * 20)
        page.get_by_role("button", name="Skicka").click()
        expect(page.locator(".messages")).to_contain_text("Tack")
        page.goto(address)
        word = page.locator("main p", has_text="Ordutanslut").first
        expect(word).to_be_visible()
        assert word.evaluate("word => word.scrollWidth <= word.clientWidth + 1")
