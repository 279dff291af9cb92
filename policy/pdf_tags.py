"""What WeasyPrint leaves out of the tags of a PDF, put in before the file is written."""

import re
from typing import Any

import pydyf
from django.conf import settings

REFERENCE = re.compile(rb"(\d+) 0 R")


def finish(document: Any, pdf: Any) -> None:
    """WeasyPrint's `finisher`: headers' scope, passages in Swedish, page headers as artifacts."""
    elements = {
        thing.number: thing
        for thing in pdf.objects
        if isinstance(thing, pydyf.Dictionary) and thing.get("Type") == "/StructElem"
    }
    for element in elements.values():
        if element["S"] == "/TH":
            _give_scope(element, elements)
        elif element["S"] in ("/Link", "/Part"):
            _give_language(element, elements, pdf)
    _give_element_names(pdf, elements)
    _take_margins_out(pdf, elements)


def _number(reference: Any) -> int:
    match = REFERENCE.fullmatch(reference if isinstance(reference, bytes) else b"")
    return int(match[1]) if match else -1


def _give_scope(cell: Any, elements: dict[int, Any]) -> None:
    """A header in a table's head heads a column, any other one a row."""
    row = elements[_number(cell["P"])]
    in_head = elements[_number(row["P"])]["S"] == "/THead"
    cell["A"]["Scope"] = "/Column" if in_head else "/Row"


def _give_language(element: Any, elements: dict[int, Any], pdf: Any) -> None:
    """A “link” that leads nowhere, or a part, is a passage in Swedish."""
    kids = [_number(kid) for kid in element["K"]]
    leads = any(kid > 0 and pdf.objects[kid].get("Type") == "/OBJR" for kid in kids)
    if not leads:
        element["S"] = "/Span" if element["S"] == "/Link" else "/Sect"
        element["Lang"] = pydyf.String(settings.LANGUAGE_CODE)


def _give_element_names(pdf: Any, elements: dict[int, Any]) -> None:
    """The headers' names, by which a cell refers to them, in the order that a name tree has."""
    named = sorted(
        (element["ID"].string, element) for element in elements.values() if "ID" in element
    )
    if not named:
        return
    leaf = pydyf.Dictionary(
        {
            "Names": pydyf.Array(
                part for name, element in named for part in (pydyf.String(name), element.reference)
            ),
            "Limits": pydyf.Array([pydyf.String(named[0][0]), pydyf.String(named[-1][0])]),
        }
    )
    pdf.add_object(leaf)
    root = pdf.objects[_number(pdf.catalog["StructTreeRoot"])]
    root["IDTree"] = pydyf.Dictionary({"Kids": pydyf.Array([leaf.reference])})


def _take_margins_out(pdf: Any, elements: dict[int, Any]) -> None:
    """What stands in the margins of each page is no part of the text: an artifact."""
    root = pdf.objects[_number(pdf.catalog["StructTreeRoot"])]
    reached: set[int] = set()
    waiting = [_number(kid) for kid in root["K"]]
    while waiting:
        number = waiting.pop()
        if number in elements and number not in reached:
            reached.add(number)
            waiting += [_number(kid) for kid in elements[number]["K"]]
    parents = pdf.objects[_number(root["ParentTree"])]["Nums"]
    for number, element in elements.items():
        if number in reached:
            continue
        page = pdf.objects[_number(element["Pg"])]
        stream = pdf.objects[_number(page["Contents"])].stream
        for mcid in (kid for kid in element["K"] if isinstance(kid, int)):
            _call_artifact(stream, mcid)
            of_page = parents[parents.index(page["StructParents"]) + 1]
            of_page[mcid] = "null"


def _call_artifact(stream: list[Any], mcid: int) -> None:
    """Opens the marked content `mcid` as an artifact; pydyf writes tag, properties, operator."""
    for place, part in enumerate(stream):
        if isinstance(part, pydyf.Dictionary) and part.get("MCID") == mcid:
            stream[place - 1 : place + 2] = [b"/Artifact BMC"]
            return
