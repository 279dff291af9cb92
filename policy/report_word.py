"""A report as a Word document for the diary: real headings, tables with headers, its language."""

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup, Tag
from django.utils import translation
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from core.zips import zip_of
from policy.report_html import report_html

if TYPE_CHECKING:
    from policy.report_reading import ReadReport

LOCALES = {"sv": "sv-SE", "en": "en-GB"}
A4 = Cm(21), Cm(29.7)


def report_docx(report: "ReadReport") -> bytes:
    """The same document as the PDF, from the same HTML; the same bytes each time."""
    on = report.approved_on or report.as_of
    soup = BeautifulSoup(report_html(report, with_images=False), "html.parser")
    document = Document()
    _set_up(document, report, on)
    for element in soup.select("body > *"):
        _add(document, element)
    return _with_fixed_times(document, on)


def _set_up(document: Any, report: "ReadReport", on: dt.date) -> None:
    """Paper, language, and what the file says of itself."""
    section = document.sections[0]
    section.page_width, section.page_height = A4
    section.left_margin = section.right_margin = Cm(2.2)
    section.header.paragraphs[0].text = "Västerås stad"
    _add_page_number(section.footer.paragraphs[0], report.language)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(10.5)
    defaults = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    language = defaults.find(qn("w:lang"))
    language.set(qn("w:val"), LOCALES[report.language])
    about = document.core_properties
    about.title, about.author = str(report.title), "Västerås stad"
    about.language, about.comments = LOCALES[report.language], ""
    about.created = about.modified = dt.datetime(on.year, on.month, on.day)
    about.last_modified_by, about.revision = "Västerås stad", 1
    if report.sealed:
        about.identifier = f"sha256:{report.sealed.sha256}"
        about.version = str(report.sealed.version)


def _add_page_number(paragraph: Any, language: str) -> None:
    with translation.override(language):
        paragraph.add_run(translation.pgettext("of a document", "Page") + " ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _add(document: Any, element: Tag, language: str = "") -> None:
    """A heading, paragraph, list or table; of anything else, what is in it."""
    language = str(element.get("lang", language))
    name = element.name
    if name in ("h1", "h2", "h3", "h4", "h5"):
        _write(document.add_heading("", int(name[1])), element, language)
    elif name in ("p", "figcaption"):
        _write(document.add_paragraph(), element, language)
    elif name == "li":
        _write(document.add_paragraph(style="List Bullet"), element, language)
    elif name == "table":
        _add_table(document, element)
    else:
        loose = [str(part) for part in element.children if not isinstance(part, Tag)]
        if "".join(loose).strip():
            _write(document.add_paragraph(), element, language)
            return
        for child in element.children:
            if isinstance(child, Tag):
                _add(document, child, language)


def _add_table(document: Any, element: Tag) -> None:
    if caption := element.find("caption"):
        _write(document.add_paragraph(style="Caption"), caption)
    rows = element.select("tr")
    table = document.add_table(len(rows), len(rows[0].select("th, td")), style="Table Grid")
    for row, found in zip(table.rows, rows, strict=True):
        for cell, source in zip(row.cells, found.select("th, td"), strict=True):
            for label in source.select(".table__label"):
                label.extract()
            _write(cell.paragraphs[0], source)
    head = table.rows[0]._tr.get_or_add_trPr()
    # Repeated on each page, and read out as the columns' headers.
    head.append(OxmlElement("w:tblHeader"))
    for cell in table.rows[0].cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True


def _write(paragraph: Any, element: Tag, language: str = "") -> None:
    """The element's words, each in its language."""
    runs: list[list[str]] = []
    for text in element.find_all(string=True):
        own = text.find_parent(lambda tag: tag.has_attr("lang"))
        inside = own is not None and own.name != "html"
        spoken = str(own["lang"]) if inside and own else language
        if runs and runs[-1][1] == spoken:
            runs[-1][0] += str(text)
        else:
            runs.append([str(text), spoken])
    for place, (passage, spoken) in enumerate(runs):
        words = " ".join(passage.split())
        before = " " if passage[:1].isspace() and place else ""
        after = " " if passage[-1:].isspace() and place < len(runs) - 1 else ""
        if not words:
            words, after = (" ", "") if place and place < len(runs) - 1 else ("", "")
            before = ""
        run = paragraph.add_run(f"{before}{words}{after}")
        if spoken:
            mark = OxmlElement("w:lang")
            mark.set(qn("w:val"), LOCALES.get(spoken, spoken))
            run._r.get_or_add_rPr().append(mark)


def _with_fixed_times(document: Any, on: dt.date) -> bytes:
    """The file's parts dated by the report, not by the clock."""
    out = io.BytesIO()
    document.save(out)
    with zipfile.ZipFile(out) as parts:
        files = [(name, parts.read(name)) for name in parts.namelist()]
    return zip_of(files, on, compressed=True)
