"""The rules by which two texts are compared."""

import pytest

from policy.text_diff import Mark, Paragraph, Piece, compare, counts, pieces_of

pytestmark = pytest.mark.any_database

SAME, INSERTED, REMOVED, CHANGED = Mark.SAME, Mark.INSERTED, Mark.REMOVED, Mark.CHANGED


def text(*paragraphs: str) -> list[Paragraph]:
    return [Paragraph(words) for words in paragraphs]


def told(before: list[Paragraph], after: list[Paragraph]) -> list[tuple[str, str, bool]]:
    return [(r.mark, r.paragraph.text, r.is_moved) for r in compare(before, after)]


def test_words_are_compared_inside_a_paragraph() -> None:
    assert pieces_of("Delta i nätverk inom EU.", "Delta i alla nätverk inom EU.") == [
        Piece(SAME, "Delta i "),
        Piece(INSERTED, "alla "),
        Piece(SAME, "nätverk inom EU."),
    ]


def test_neighbouring_changes_are_one_phrase() -> None:
    assert pieces_of("Vi skall delta.", "Staden bör delta.") == [
        Piece(REMOVED, "Vi skall"),
        Piece(INSERTED, "Staden bör"),
        Piece(SAME, " delta."),
    ]


def test_no_word_is_lost() -> None:
    before, after = "Alfa, beta – gamma (delta)!", "Beta; alfa – delta: gamma?"
    pieces = pieces_of(before, after)
    assert "".join(p.text for p in pieces if p.mark is not INSERTED) == before
    assert "".join(p.text for p in pieces if p.mark is not REMOVED) == after


def test_a_paragraph_that_has_come_or_gone_stands_where_it_stood() -> None:
    before = text("Ett helt annat stycke.", "Två gamla saker sägs här.", "Tre slutar det.")
    after = text("Ett helt annat stycke.", "Något som är nytt.", "Tre slutar det.")
    assert told(before, after) == [
        (SAME, "Ett helt annat stycke.", False),
        (REMOVED, "Två gamla saker sägs här.", False),
        (INSERTED, "Något som är nytt.", False),
        (SAME, "Tre slutar det.", False),
    ]


def test_a_moved_paragraph_is_said_to_have_moved_once() -> None:
    before = text("Alfa först.", "Beta sedan.", "Gamma sist.")
    after = text("Gamma sist.", "Alfa först.", "Beta sedan.")
    rows = compare(before, after)
    assert [row.is_moved for row in rows] == [True, False, False]
    assert counts(rows) == {SAME: 3, "moved": 1}


def test_points_are_matched_by_their_reference_however_much_they_changed() -> None:
    before = [Paragraph("Delta i nätverk.", "M2"), Paragraph("Söka partner.", "M3")]
    after = [Paragraph("Söka partner.", "M2"), Paragraph("Något annat.", "M3")]
    rows = compare(before, after)
    assert [(row.mark, row.paragraph.reference) for row in rows] == [
        (CHANGED, "M2"),
        (CHANGED, "M3"),
    ]


def test_a_point_with_a_reference_is_matched_with_the_same_words_without_one() -> None:
    assert told(text("Delta i nätverk."), [Paragraph("Delta i nätverk.", "M2")]) == [
        (SAME, "Delta i nätverk.", False)
    ]


def test_a_heading_is_never_matched_with_a_paragraph() -> None:
    rows = compare([Paragraph("Metod", is_heading=True)], text("Metod"))
    assert {row.mark for row in rows} == {INSERTED, REMOVED}


def test_nothing_and_something() -> None:
    assert compare([], []) == []
    assert counts(compare([], text("a", "b"))) == {INSERTED: 2, "moved": 0}
    assert counts(compare(text("…", "–"), [])) == {REMOVED: 2, "moved": 0}


def test_of_equal_paragraphs_each_is_matched_once() -> None:
    assert counts(compare(text("Samma.", "Samma."), text("Samma."))) == {
        SAME: 1,
        REMOVED: 1,
        "moved": 0,
    }
