"""The matrix in Chromium: no word is cut in two without a hyphen, on no screen and no paper."""

import pytest
from playwright.sync_api import Page

MATRICES = {"sv": "/handlingsplan/2006-2007/matris/", "en": "/en/action-plan/2006-2007/matrix/"}
# A telephone, the narrowest and a usual screen with a table, A4 and A3 on their sides.
WIDTHS = [(320, "screen"), (1024, "screen"), (1280, "screen"), (1017, "print"), (1481, "print")]
# The words that stand on more than one line, hyphens and slashes apart, and cells that overflow.
CUT = """() => {
  const table = document.querySelector(".matrix");
  const isTable = getComputedStyle(table).display === "table";
  const walker = document.createTreeWalker(table, NodeFilter.SHOW_TEXT);
  const cut = new Set();
  const line = (node, at) => {
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    return Math.round([...range.getClientRects()].at(-1)?.top);
  };
  for (let node; (node = walker.nextNode()); ) {
    const parent = node.parentElement;
    const isHidden = parent.closest(".visually-hidden") || (!isTable && parent.closest("thead"));
    if (isHidden || !parent.checkVisibility()) continue;
    for (const piece of node.data.matchAll(/[^\\s\\u00ad\\u200b–-]{2,}/g)) {
      const lines = [...piece[0]].map((_, at) => line(node, piece.index + at));
      if (new Set(lines).size > 1) cut.add(piece[0]);
    }
  }
  const over = [...table.querySelectorAll("th, td")].filter(
    (cell) => isTable && cell.scrollWidth > cell.clientWidth + 1
  );
  return [...cut, ...over.map((cell) => cell.textContent.trim())];
}"""


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("columns", ["area", "focus-area", "method", "quarter"])
def test_no_word_is_cut(page: Page, language: str, columns: str) -> None:
    for width, media in WIDTHS:
        page.emulate_media(media=media)  # type: ignore[arg-type]
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{MATRICES[language]}?columns={columns}")
        assert page.evaluate(CUT) == [], (width, media)
        # The page itself never scrolls sideways.
        assert page.evaluate("document.documentElement.scrollWidth") <= width
