"""Texts of cells and headings in the form in which they are compared."""

import unicodedata
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import override
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE


def clean_text(text: Any) -> str:
    """A text as two are compared: no blanks around it, one kind of line end, composed letters."""
    lines = str(text or "").replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", ILLEGAL_CHARACTERS_RE.sub("", lines)).strip()


def folded(heading: str) -> str:
    """A heading without what people vary: case, blanks and underscores."""
    return " ".join(clean_text(heading).replace("_", " ").casefold().split())


def name_by_heading(heading: str, headings: Mapping[str, Any]) -> str | None:
    """The column's name of its name, or of its heading in Swedish or English; None if unknown."""
    wanted = folded(heading)
    for language, _name in settings.LANGUAGES:
        with override(language):
            for name, known in headings.items():
                if wanted in (folded(name), folded(str(known))):
                    return name
    return None
