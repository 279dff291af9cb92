"""A page's texts as XLIFF 2.1 (OASIS standard, 13 February 2018), for translation agencies."""

from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree

from bs4 import BeautifulSoup, NavigableString
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.strings import StringValue, validate_translation_links

from bilingual.faults import fault_of_text
from bilingual.segments import segments_in

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
LARGEST = 2_000_000
EMPTY_ELEMENTS = ("br",)
# Bold in a link in a passage is three; a file that goes on and on is no translator's.
DEEPEST = 20


class XliffError(Exception):
    """What is wrong with an uploaded file, in the editor's language."""


@dataclass
class Outcome:
    """How many texts were taken over, and those left out because Swedish has changed since."""

    taken: int = 0
    changed_since: list[str] = field(default_factory=list)


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _append_text(parent: ElementTree.Element, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def _fill(parent: ElementTree.Element, nodes: Any, number: list[int]) -> None:
    """Writes HTML as inline codes: `<b>` as `pc`, `<br>` as `ph`; a link keeps its own id."""
    for node in nodes:
        if isinstance(node, NavigableString):
            _append_text(parent, str(node))
            continue
        number[0] += 1
        empty = node.name in EMPTY_ELEMENTS
        code = ElementTree.SubElement(parent, _tag("ph" if empty else "pc"))
        code.set("id", node.get("id") or f"c{number[0]}")
        code.set("type", "link" if node.name == "a" else "fmt")
        code.set("subType", f"html:{node.name}")
        _fill(code, node.children, number)


def _html(element: ElementTree.Element) -> str:
    """The inline codes as HTML again."""
    soup = BeautifulSoup("", "html.parser")

    def read(source: ElementTree.Element, target: Any, depth: int) -> None:
        if depth > DEEPEST:
            raise XliffError(_("This is not an XLIFF file, or it is damaged."))
        target.append(source.text or "")
        for code in source:
            node = soup.new_tag(code.get("subType", "").removeprefix("html:") or "span")
            if node.name == "a":
                node["id"] = code.get("id", "")
            target.append(node)
            read(code, node, depth + 1)
            target.append(code.tail or "")

    read(element, soup, 0)
    return str(soup)


def write_xliff(translation: Translation) -> bytes:
    """All texts of the page, with the translations there are."""
    ElementTree.register_namespace("", NAMESPACE)
    root = ElementTree.Element(_tag("xliff"), version="2.1")
    root.set("srcLang", translation.source.locale.language_code)
    root.set("trgLang", translation.target_locale.language_code)
    file = ElementTree.SubElement(root, _tag("file"), id=f"t{translation.uuid}")
    file.set("original", translation.source.object_repr)
    for row in segments_in(translation):
        unit = ElementTree.SubElement(file, _tag("unit"), id=f"s{row.pk}", name=row.context.path)
        segment = ElementTree.SubElement(unit, _tag("segment"))
        segment.set("state", "translated" if row.translation else "initial")
        for name, html in (("source", row.string.data), ("target", row.translation)):
            if html:
                element = ElementTree.SubElement(segment, _tag(name))
                _fill(element, BeautifulSoup(html, "html.parser").children, [0])
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _parsed(content: bytes, translation: Translation) -> ElementTree.Element:
    if len(content) > LARGEST:
        raise XliffError(_("The file is too large to be the XLIFF file of one page."))
    try:
        root = fromstring(content)
    except (ElementTree.ParseError, DefusedXmlException, ValueError, LookupError) as error:
        # LookupError: an encoding that there is none of, or that is none of texts.
        raise XliffError(_("This is not an XLIFF file, or it is damaged.")) from error
    if root.tag != _tag("xliff"):
        raise XliffError(_("This is not an XLIFF 2 file."))
    file = root.find(_tag("file"))
    if file is None or file.get("id") != f"t{translation.uuid}":
        raise XliffError(_("The file belongs to another page."))
    return file


@transaction.atomic
def read_xliff(content: bytes, translation: Translation, user: Any) -> Outcome:
    """Takes the translated texts over; nothing is published. Raises XliffError, and then
    changes nothing.
    """
    file = _parsed(content, translation)
    rows = {f"s{row.pk}": row for row in segments_in(translation)}
    outcome = Outcome()
    for unit in file.iter(_tag("unit")):
        source, target = unit.find(f".//{_tag('source')}"), unit.find(f".//{_tag('target')}")
        if target is None or not "".join(target.itertext()).strip():
            continue
        row = rows.get(unit.get("id", ""))
        before = _html(source) if source is not None else ""
        if row is None or before != str(BeautifulSoup(row.string.data, "html.parser")):
            outcome.changed_since.append(strip_tags(before))
            continue
        html = _html(target)
        if html == row.translation:
            continue
        try:
            value = StringValue.from_translated_html(html)
            validate_translation_links(row.string.data, value.data)
        except (ValueError, ValidationError) as error:
            raise XliffError(
                _("The codes for links and bold text in “%(text)s” are not as they were.")
                % {"text": strip_tags(html)[:60]}
            ) from error
        if fault := fault_of_text(translation.source, row.context.path, value.data):
            raise XliffError(fault)
        StringTranslation.objects.update_or_create(
            translation_of=row.string,
            locale=translation.target_locale,
            context=row.context,
            defaults={
                "data": value.data,
                "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                "tool_name": "XLIFF 2.1",
                "last_translated_by": user,
                "has_error": False,
            },
        )
        outcome.taken += 1
    return outcome
