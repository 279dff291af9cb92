"""The text of a policy, paragraph by paragraph: as a version has it, and as it is in force."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup

from policy.text_diff import Paragraph

if TYPE_CHECKING:
    from policy.models import MethodPage, PolicyPage, PolicyVersionPage, VisionPage

# “I1 We shall …”, “M2. Take part …”: a reference that the text itself bears.
REFERENCE = re.compile(r"([A-ZÅÄÖ]{1,3}\d{1,3})[.:)]?\s+(?=\S)")


def text_of_version(version: "PolicyVersionPage") -> list[Paragraph]:
    """The version's own text; empty where the site has only remarks about it."""
    return list(_blocks(version.body, version.locale.language_code))


def text_in_force(
    policy: "PolicyPage", vision: "VisionPage | None", method: "MethodPage | None"
) -> list[Paragraph]:
    """The policy as its pages have it today: direction, vision, method."""
    language = policy.locale.language_code
    found = [_heading(policy.title)]
    if policy.direction_heading:
        found.append(_heading(policy.direction_heading))
    found += [Paragraph(one_line(row.text), row.reference) for row in policy.statements.all()]
    found += _blocks(policy.body, language)
    if vision:
        found += [_heading(vision.title), *_paragraphs(vision.vision)]
        found += _blocks(vision.body, language)
    if method:
        found.append(_heading(method.title))
        found += [Paragraph(one_line(row.text), row.reference) for row in method.methods.all()]
        found += _blocks(method.body, language)
    return found


def _blocks(body: Any, language: str) -> Iterator[Paragraph]:
    """All but the editor's notes: what the website says about a document is no part of it."""
    for block in body:
        match block.block_type:
            case "heading":
                yield _heading(block.value)
            case "text":
                yield from _rich_text(block.value.source)
            case "quote":
                yield from _paragraphs(f"{block.value['quote']}\n\n{block.value['source'] or ''}")
            case "figure":
                yield from _paragraphs(block.value["caption"] or "")
            case "one_language" if block.value["language"] == language:
                yield from _blocks(block.value["content"], language)


def _rich_text(html: str) -> Iterator[Paragraph]:
    for element in BeautifulSoup(html, "html.parser").find_all(["p", "li"]):
        for inner in element.find_all(["ul", "ol"]):
            # Its items are met by themselves.
            inner.extract()
        for line_break in element.find_all("br"):
            line_break.replace_with(" ")
        yield from _paragraphs(element.get_text())


def _paragraphs(text: str) -> Iterator[Paragraph]:
    for part in re.split(r"\n\s*\n", text):
        line = one_line(part)
        if not line:
            continue
        found = REFERENCE.match(line)
        yield Paragraph(line[found.end() :], found[1]) if found else Paragraph(line)


def _heading(text: str) -> Paragraph:
    return Paragraph(one_line(text), is_heading=True)


def one_line(text: str) -> str:
    """The text with single spaces only: as paragraphs are compared."""
    return " ".join(text.split())
