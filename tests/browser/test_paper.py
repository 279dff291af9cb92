"""On paper a page is laid out as on a narrow screen, however large the sheets are."""

import io

import pikepdf
import pytest
from playwright.sync_api import Page

ADDRESSES = [
    "/internationell-policy/uppfoljning/",
    "/en/international-policy/trace/",
    "/internationell-policy/metod/",
    "/handlingsplan/2006-2007/",
    "/handlingsplan/2006-2007/matris/",
    "/vanorter/",
]


def sheets(page: Page, size: str, *, landscape: bool = False) -> int:
    paper = io.BytesIO(page.pdf(format=size, landscape=landscape))
    return len(pikepdf.open(paper).pages)


@pytest.mark.parametrize("address", ADDRESSES)
def test_large_sheets_are_no_more_than_small_ones(page: Page, address: str) -> None:
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 200
    small = sheets(page, "A4")
    assert sheets(page, "A3") <= small
    assert sheets(page, "A3", landscape=True) <= small


def test_the_matrix_is_printed_without_what_else_its_page_tells(page: Page) -> None:
    page.goto("/handlingsplan/2006-2007/matris/")
    assert sheets(page, "A3", landscape=True) == 1
    assert sheets(page, "A4", landscape=True) == 2
