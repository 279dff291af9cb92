"""Words that may be in another language than their reader's."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Said:
    """Words with the language that they are in, where it is not the reader's."""

    words: str
    language: str

    def __str__(self) -> str:
        return self.words

    def __bool__(self) -> bool:
        return bool(self.words)
