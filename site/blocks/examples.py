"""What blocks show in the editor's list and in the gallery: real content, in both languages."""

from functools import partial
from typing import Any

from core.languages import reading_language


def in_both(swedish: Any, english: Any) -> "partial[Any]":
    """A `preview_value` in the language of whoever looks at it."""
    return partial(_of_language, {"sv": swedish, "en": english})


def _of_language(examples: dict[str, Any]) -> Any:
    return examples[reading_language()]
