"""The mail in a real Chromium, and the lengths that are shown while one writes."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from wagtail.blocks import StreamValue

from blocks.gallery import blocks_of_the_library, example_of
from blocks.streams import NewsletterBody
from newsletter.mail import mail_of
from newsletter.models import NewsletterIssuePage
from tests.browser.editing import log_in

RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


def mail_with_every_block(language: str) -> str:
    """The demo issue, and below it the example of every block."""
    issue: Any = NewsletterIssuePage.objects.get(locale__language_code=language)
    examples = [
        (bound.block_type, bound.value)
        for name in blocks_of_the_library()
        for bound in example_of(name, language)
    ]
    own = [(bound.block_type, bound.value) for bound in issue.body]
    issue.body = StreamValue(NewsletterBody(), [*own, *examples])
    return mail_of(issue).html


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_block_can_be_read_in_a_mail(page: Page, language: str, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_content(mail_with_every_block(language))
    for width in (320, 600):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    results = Axe().run(page, options={"runOnly": RULES})
    assert results.violations_count == 0, results.generate_report()


def test_the_length_is_said_while_one_writes(page: Page) -> None:
    log_in(page, "nyhetsbrev")
    issue = NewsletterIssuePage.objects.get(locale__language_code="sv")
    page.goto(f"/admin/pages/{issue.pk}/edit/")
    field = page.locator("input[name=subject]")
    said = field.locator("xpath=following-sibling::p[contains(@class, 'counted-field')]")
    heard = field.locator("xpath=following-sibling::p[@aria-live='polite']")
    expect(said).to_have_text("Längd: 47 tecken; omkring 60 visas.")
    field.fill("x" * 61)
    expect(said).to_have_text("Längd: 61 tecken; omkring 60 visas.")
    expect(heard).to_have_text("Längd: 61 tecken; omkring 60 visas.")
