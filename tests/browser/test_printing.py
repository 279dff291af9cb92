"""What readers print from their browser says what the blocks' print channel says."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders
from playwright.sync_api import Page

from blocks.channels import Channel, render
from blocks.gallery import STYLES, blocks_of_the_library, example_of

# The words that are seen, and what the style sheet writes behind them.
SEEN = """() => [document.body.innerText, ...[...document.querySelectorAll('a')].map(
    link => getComputedStyle(link, '::after').content)].join(' ')"""


def web_page(name: str, language: str) -> str:
    files = [finders.find(f"css/{css}.css") for css in (*STYLES, "print")]
    styles = "\n".join(Path(str(file)).read_text(encoding="utf-8") for file in files)
    # Linked with media="print" by the pages.
    styles = styles.replace("@layer print {", "@media print { @layer print {") + "}"
    made = render(example_of(name, language), Channel.WEB, language)
    return f'<!doctype html><style>{styles}</style><main class="prose">{made}</main>'


def words_of(html: str) -> set[str]:
    soup = BeautifulSoup(html, "html.parser")
    # The drawing's own words are the same drawing's.
    for part in soup.select("svg, link"):
        part.decompose()
    return {word.strip(":") for word in soup.get_text(" ").split()}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_block_is_printed_whole(page: Page, language: str) -> None:
    page.emulate_media(media="print")
    missing = {}
    for name in blocks_of_the_library():
        page.set_content(web_page(name, language))
        seen = str(page.evaluate(SEEN))
        printed = words_of(render(example_of(name, language), Channel.PRINT, language))
        if gone := {word for word in printed if word not in seen}:
            missing[name] = gone
    assert missing == {}
