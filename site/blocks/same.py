"""Blocks that wagtail-localize copies as they are."""

from typing import Any


class SameInBothLanguages:
    """A block that stands on the English page as it does on the Swedish one."""

    def get_translatable_segments(self, value: Any) -> list[Any]:
        """Nothing for the translator (read by wagtail-localize)."""
        return []

    def restore_translated_segments(self, value: Any, segments: Any) -> Any:
        """As it stands on the Swedish page (called by wagtail-localize)."""
        return value
