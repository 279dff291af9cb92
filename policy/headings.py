"""A value by which a plan's activities are ordered, as a column or a choice of the matrix."""

from dataclasses import dataclass
from typing import Any

from core.languages import reading_language


@dataclass(frozen=True)
class Heading:
    """A value of a dimension: its key in addresses, its title, and what it stands for."""

    key: str
    title: str
    item: Any = None

    @property
    def language(self) -> str:
        """The language of the title where it is not the reader's, for `lang`; else ""."""
        locale = getattr(self.item, "locale", None)
        code = locale.language_code if locale else reading_language()
        return "" if code == reading_language() else code
