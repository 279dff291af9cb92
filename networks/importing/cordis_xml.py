"""A project's XML from CORDIS as the two tables that its CSV files have."""

from typing import Any

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring
from django.utils.translation import gettext as _

from core.sheets.sheet import Row, Sheet, SheetError

# What an organisation's elements and attributes are called as columns.
ORGANISATION = {
    "type": "role",
    "id": "organisationID",
    "legalName": "name",
    "terminated": "endOfParticipation",
    "address/city": "city",
    "address/country": "country",
    "address/geolocation": "geolocation",
    "address/url": "organizationURL",
}


def sheets_of_xml(content: bytes) -> list[tuple[str, Sheet]]:
    """The projects and organisations of one project, or of several below one root."""
    try:
        root = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise SheetError(
            _("The file is no XML that is read here: save the project's XML from CORDIS again.")
        ) from error
    found = [root] if _tag(root) == "project" else [e for e in root.iter() if _tag(e) == "project"]
    if not found:
        raise SheetError(_("The file is XML, but has no project as CORDIS writes it."))
    projects, organisations = [], []
    try:
        for element in found:
            cells, partners = _project(element)
            projects.append(cells)
            organisations += partners
    except RecursionError as error:
        raise SheetError(_("The file is XML, but nested deeper than any project.")) from error
    return [("project", _sheet(projects)), ("organization", _sheet(organisations))]


def _tag(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _sheet(rows: list[dict[str, str]]) -> Sheet:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    notes = [_("Read as XML from CORDIS.")]
    return Sheet(columns, [Row(n, cells) for n, cells in enumerate(rows, start=1)], notes)


def _project(project: Any) -> tuple[dict[str, str], list[dict[str, str]]]:
    cells: dict[str, str] = {}
    partners: list[dict[str, str]] = []
    for child in project:
        if _tag(child) == "relations":
            _relations(child, cells, partners)
        else:
            _leaves(child, _tag(child), cells)
    return cells, [{"projectID": cells.get("id", "")} | partner for partner in partners]


def _relations(element: Any, cells: dict[str, str], partners: list[dict[str, str]]) -> None:
    for one in element:
        kind = _tag(one)
        if kind == "organization":
            partners.append(_organisation(one))
        elif kind == "call":
            name = "masterCall" if one.get("type") == "relatedMasterCall" else "subCall"
            _named(one, "identifier", name, cells)
        elif kind == "programme":
            is_framework = "Framework" in (one.get("type") or "")
            _named(one, "code", "frameworkProgramme" if is_framework else "legalBasis", cells)
        elif len(one):
            _relations(one, cells, partners)
        elif text := (one.text or "").strip():
            # No column of ours: kept under its element's name, so that it is told.
            cells.setdefault(f"relations/{kind}", text)


def _named(element: Any, child: str, name: str, cells: dict[str, str]) -> None:
    for inner in element:
        text = (inner.text or "").strip()
        if _tag(inner) == child and text:
            cells.setdefault(name, text)
        elif text:
            cells.setdefault(f"{_tag(element)}/{_tag(inner)}", text)


def _leaves(element: Any, path: str, cells: dict[str, str]) -> None:
    if len(element) == 0:
        if text := (element.text or "").strip():
            cells[path] = f"{cells[path]}; {text}" if path in cells else text
        return
    for child in element:
        _leaves(child, f"{path}/{_tag(child)}", cells)


def _organisation(element: Any) -> dict[str, str]:
    leaves: dict[str, str] = {}
    for child in element:
        _leaves(child, _tag(child), leaves)
    cells = {**dict(element.attrib), **leaves}
    return {ORGANISATION.get(name, name): text for name, text in cells.items()}
