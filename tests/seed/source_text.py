"""The source document's sentences, and what the Swedish site says, made comparable."""

import re
import tomllib
from pathlib import Path

from bs4 import BeautifulSoup

from seed.reading import DATA

SOURCE = Path(__file__).parents[1] / "data" / "source_document.txt"

# A full stop ends a sentence unless it belongs to an abbreviation of the document's.
_ABBREVIATIONS = ("t.ex.", "bl. a.", "bl a", "s.k.", "pga")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])")


def normal(text: str) -> str:
    """Text with single spaces, without the signs of layout."""
    return re.sub(
        r"\s+", " ", text.replace("*", "").replace("\u00ad", "").replace("\u00a0", " ")
    ).strip()


def corrections() -> list[tuple[str, str]]:
    """Soft errors of the scan with what stands for them on the site."""
    listed = tomllib.loads((DATA / "corrections.toml").read_text(encoding="utf-8"))
    return [(item["source"], item["corrected"]) for item in listed["correction"]]


def sentences() -> list[str]:
    """Each heading, bullet and sentence of the source document, soft errors corrected."""
    text = SOURCE.read_text(encoding="utf-8")
    for wrong, right in corrections():
        assert wrong in text, f"corrections.toml lists “{wrong}”, which the document does not have"
        text = text.replace(wrong, right)
    found = []
    for line in text.splitlines():
        if line.startswith("- "):
            # Some bullets of the document end with a full stop and some don't: that is layout.
            line = line.removeprefix("- ").rstrip(".")
        line = normal(line)
        protected = line
        for abbreviation in _ABBREVIATIONS:
            protected = protected.replace(f"{abbreviation} ", f"{abbreviation}\u0000")
        found += [part.replace("\u0000", " ") for part in _SENTENCE_END.split(protected) if part]
    return found


def visible_text(html: str) -> str:
    """What a page says to its readers in its main part."""
    main = BeautifulSoup(html, "html.parser").select_one("main")
    assert main is not None
    return normal(main.get_text(" "))
