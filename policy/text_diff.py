"""What differs between two texts: their paragraphs matched first, then the words inside them."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TypeAlias

# Words, white space, and each other sign by itself.
TOKENS = re.compile(r"\w+|\s+|[^\w\s]")
# Paragraphs that share less than this share of their words are two, not one that was changed.
ALIKE = 0.5
# The number of a paragraph in the one text, and of what became of it in the other.
Pairs: TypeAlias = list[tuple[int, int]]


class Mark(StrEnum):
    """What became of a piece of text, or of a paragraph."""

    SAME = "same"
    INSERTED = "inserted"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, list item or heading; `reference` where it bears one (“I1”)."""

    text: str
    reference: str = ""
    is_heading: bool = False


@dataclass(frozen=True)
class Piece:
    """A run of words that is in both texts, or in one of them."""

    mark: Mark
    text: str


@dataclass(frozen=True)
class Row:
    """A paragraph of the comparison, with what is the same and what is not."""

    mark: Mark
    paragraph: Paragraph
    pieces: list[Piece]
    is_moved: bool = False

    @property
    def is_difference(self) -> bool:
        """Whether the reader who looks for differences stops here."""
        return self.mark is not Mark.SAME or self.is_moved


def compare(
    before: Sequence[Paragraph],
    after: Sequence[Paragraph],
    pairs: Pairs | None = None,
) -> list[Row]:
    """The paragraphs of `after` in their order, and where they stood those of `before` that are
    gone. `pairs` says which became which where that is known already.
    """
    pairs = pairs_of(before, after) if pairs is None else pairs
    partner = {new: old for old, new in pairs}
    stayed = _in_order([partner[new] for new in sorted(partner)])
    gone = [old for old in range(len(before)) if old not in set(partner.values())]
    rows: list[Row] = []
    for new, paragraph in enumerate(after):
        # What went before the next paragraph that stayed is shown before what came there.
        ahead = (partner[n] for n in range(new, len(after)) if partner.get(n) in stayed)
        until = next(ahead, len(before))
        while gone and gone[0] < until:
            rows.append(_whole(Mark.REMOVED, before[gone.pop(0)]))
        old = partner.get(new)
        if old is None:
            rows.append(_whole(Mark.INSERTED, paragraph))
        else:
            rows.append(_row(before[old], paragraph, is_moved=old not in stayed))
    return rows + [_whole(Mark.REMOVED, before[old]) for old in gone]


def pieces_of(before: str, after: str) -> list[Piece]:
    """Word by word, what is in both, what was removed and what was inserted.

    What stands between two changes and is no word belongs to both: the reader meets phrases, not
    confetti.
    """
    old, new = TOKENS.findall(before), TOKENS.findall(after)
    operations = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    pieces: list[Piece] = []
    removed = inserted = ""
    for number, (tag, i1, i2, j1, j2) in enumerate(operations):
        same = "".join(old[i1:i2])
        is_between = 0 < number < len(operations) - 1
        if tag != "equal" or (is_between and not re.search(r"\w", same)):
            removed += same
            inserted += "".join(new[j1:j2])
            continue
        if same.startswith(" ") and pieces and _begin_with_space(removed, inserted):
            # “+alla ”, not “+ alla”: the space before the change is the one that was there.
            removed, inserted, same = _turned(removed), _turned(inserted), same[1:]
            pieces[-1] = Piece(Mark.SAME, pieces[-1].text + " ")
        pieces += _changed(removed, inserted)
        pieces.append(Piece(Mark.SAME, same))
        removed = inserted = ""
    return pieces + _changed(removed, inserted)


def _begin_with_space(*texts: str) -> bool:
    return any(texts) and all(text.startswith(" ") for text in texts if text)


def _turned(text: str) -> str:
    return text[1:] + " " if text else ""


def counts(rows: Iterable[Row]) -> Counter[str]:
    """How many paragraphs are the same, changed, inserted, removed; and how many have moved."""
    found: Counter[str] = Counter()
    for row in rows:
        found[row.mark] += 1
        found["moved"] += row.is_moved
    return found


def _changed(removed: str, inserted: str) -> list[Piece]:
    found = (Piece(Mark.REMOVED, removed), Piece(Mark.INSERTED, inserted))
    return [piece for piece in found if piece.text]


def _whole(mark: Mark, paragraph: Paragraph) -> Row:
    return Row(mark, paragraph, [Piece(mark, paragraph.text)])


def _row(before: Paragraph, after: Paragraph, *, is_moved: bool) -> Row:
    if before.text == after.text:
        return Row(Mark.SAME, after, [Piece(Mark.SAME, after.text)], is_moved)
    return Row(Mark.CHANGED, after, pieces_of(before.text, after.text), is_moved)


def pairs_of(before: Sequence[Paragraph], after: Sequence[Paragraph]) -> Pairs:
    """Which paragraph of `before` became which of `after`: by reference, then those that are the
    same, then the most alike; each at most once.
    """
    words = [[_words(paragraph.text) for paragraph in text] for text in (before, after)]
    candidates = []
    for old, was in enumerate(before):
        for new, becomes in enumerate(after):
            if was.is_heading != becomes.is_heading:
                continue
            both = bool(was.reference and becomes.reference)
            if both and was.reference != becomes.reference:
                continue
            alike = 1.0 if was.text == becomes.text else _alike(words[0][old], words[1][new])
            if both or alike >= ALIKE:
                # Of several that are the same, the one that stands nearest.
                candidates.append((not both, -alike, abs(old - new), old, new))
    pairs: Pairs = []
    taken: tuple[set[int], set[int]] = (set(), set())
    for *_order, old, new in sorted(candidates):
        if old not in taken[0] and new not in taken[1]:
            pairs.append((old, new))
            taken[0].add(old)
            taken[1].add(new)
    return pairs


def _words(text: str) -> Counter[str]:
    return Counter(token for token in TOKENS.findall(text.lower()) if not token.isspace())


def _alike(one: Counter[str], other: Counter[str]) -> float:
    """The share of their words that two paragraphs have in common; below 1."""
    sizes = one.total(), other.total()
    # So different in length that they cannot be alike: spares the counting.
    if 2 * min(sizes) < ALIKE * sum(sizes):
        return 0.0
    return min(2 * (one & other).total() / sum(sizes), 0.99) if all(sizes) else 0.0


def _in_order(numbers: Sequence[int]) -> set[int]:
    """The longest run of rising numbers among them: what stayed where it was."""
    runs: list[list[int]] = [[]]
    for number in numbers:
        longest = max((run for run in runs if not run or run[-1] < number), key=len)
        runs.append([*longest, number])
    longest = max(runs, key=len)
    return set(longest)
