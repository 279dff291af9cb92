"""The approved report's other forms: PDF, Word, e-mail, and the table on its page."""

import datetime as dt
import io
import subprocess
import sys
import zipfile
from itertools import pairwise
from pathlib import Path
from typing import Any

import page as pdf_validator
import pikepdf
import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from docx import Document
from docx.oxml.ns import qn
from wagtail.models import PageLogEntry

from policy.models import QuarterlyReportPage, SealedReport
from policy.report_files import report_bytes
from policy.report_html import report_html
from policy.report_reading import read
from tests.forms import form_fields
from tests.policy.approved import FOREWORD
from tests.policy.test_history import at, rewrite
from tests.policy.test_reports import judge, the

pytestmark = pytest.mark.any_database

LANGUAGES = ["sv", "en"]


def failures(pdf: bytes) -> list[str]:
    checked = pdf_validator.validate_pdf_bytes(pdf, profile="ua1")
    return [f"{failure.rule_id}: {failure.message}" for failure in checked.failures]


def elements(pdf: pikepdf.Pdf) -> list[Any]:
    """The structure elements in reading order."""
    found: list[Any] = []

    def walk(kid: Any) -> None:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found.append(kid)
            for inner in kid.get("/K", []):
                walk(inner)

    for kid in pdf.Root.StructTreeRoot.K:
        walk(kid)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pdf_is_valid_pdf_ua(sealed: SealedReport, language: str) -> None:
    made = read(sealed, language)
    assert failures(report_bytes(made, "pdf")) == []
    from weasyprint import HTML

    untagged = HTML(string=report_html(made)).write_pdf()
    assert failures(untagged), "the validator would let anything pass"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pdf_says_what_a_screen_reader_needs(sealed: SealedReport, language: str) -> None:
    made = read(sealed, language)
    pdf = pikepdf.open(io.BytesIO(report_bytes(made, "pdf")))
    assert pdf.Root.MarkInfo.Marked is True
    assert str(pdf.Root.Lang) == language
    assert pdf.Root.ViewerPreferences.DisplayDocTitle is True
    with pdf.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"
        assert about["dc:title"] == str(made.title)
    tags = elements(pdf)
    levels = [int(str(tag.S)[2]) for tag in tags if str(tag.S) in ("/H1", "/H2", "/H3", "/H4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    headers = [tag for tag in tags if str(tag.S) == "/TH"]
    scopes = [str(tag.A.Scope) for tag in headers]
    # A table that goes on overleaf has its headers there again.
    assert scopes.count("/Column") in range(6, 60, 4)
    assert scopes.count("/Row") >= len(made.activities)
    named = {str(tag.ID) for tag in headers}
    assert named == set(map(str, pdf.Root.StructTreeRoot.IDTree.Kids[0].Names[::2]))
    for cell in (tag for tag in tags if str(tag.S) == "/TD"):
        assert {str(name) for name in cell.A.Headers} <= named
        assert len(cell.A.Headers) == 2
    links = [note for sheet in pdf.pages for note in sheet.get("/Annots", [])]
    assert links
    assert all(str(link.Contents) for link in links)
    swedish = [tag for tag in tags if str(tag.get("/Lang", "")) == "sv"]
    assert bool(swedish) == (language == "en"), "only what is not in the document's language"
    assert len(pdf.pages) > 1
    for sheet in pdf.pages:
        assert [float(edge) for edge in sheet.MediaBox][2:] == pytest.approx([595, 842], abs=1)
    in_tree = [kid for tag in tags for kid in tag.K if isinstance(kid, int)]
    in_pages = [
        operands[1].MCID
        for sheet in pdf.pages
        for operands, operator in pikepdf.parse_content_stream(sheet)
        if str(operator) == "BDC"
    ]
    assert sorted(in_tree) == sorted(in_pages), "text is in the tree or an artifact"


@pytest.mark.parametrize("kind", ["pdf", "docx", "csv", "json", "zip"])
def test_a_file_is_the_same_bytes_after_all_edits(sealed: SealedReport, kind: str) -> None:
    page = sealed.report
    address = f"{page.url}{'arkiv' if kind == 'zip' else 'rapport'}.{kind}"
    before = Client().get(address)
    assert before.status_code == 200
    assert before["X-Report-SHA256"] == sealed.sha256
    rewrite(the("P3"), at(2006, 2, 1), title="En helt annan rubrik")
    judge(the("P4"), "done", 2006, 2, 1)
    # Not by the form, which asks for a correction.
    type(page).objects.filter(pk=page.pk).update(title="En annan rubrik på sidan")
    # Also where it is made anew.
    cache.clear()
    sealed.pdfs.all().delete()
    assert Client().get(address).content == before.content
    assert Client().get(address, {"version": "1"}).content == before.content
    assert Client().get(address, {"version": "2"}).status_code == 404


def test_the_pdf_is_the_same_bytes_in_another_process(sealed: SealedReport) -> None:
    html = report_html(read(sealed, "sv"))
    code = (
        "import hashlib, sys; from weasyprint import HTML; from policy.pdf_tags import finish;"
        "print(hashlib.sha256(HTML(string=sys.stdin.read()).write_pdf(pdf_variant='pdf/ua-1',"
        "pdf_identifier=b'x', finisher=finish)).hexdigest())"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", code],
            input=html,
            text=True,
            capture_output=True,
            check=True,
            cwd=settings.ROOT,
            env={
                "PYTHONPATH": f"{settings.ROOT}:{settings.SITE}",
                "PYTHONHASHSEED": seed,
                "DJANGO_SETTINGS_MODULE": "config.settings.test",
            },
        ).stdout
        for seed in ("1", "2")
    }
    assert len(made) == 1


def test_without_its_library_the_pdf_is_excused_and_the_rest_is_there(
    report: QuarterlyReportPage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "weasyprint").mkdir()
    failing = 'import ctypes\nctypes.CDLL("libpango-that-is-not-installed.so.0")\n'
    (tmp_path / "weasyprint" / "__init__.py").write_text(failing)
    for name in [name for name in sys.modules if name.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.syspath_prepend(tmp_path)
    for name in ("rapport.pdf", "arkiv.zip"):
        answer = Client().get(f"{report.url}{name}")
        assert answer.status_code == 503
        assert "PDF-filen kan inte göras just nu" in answer.content.decode()
    assert Client().get(f"{report.url}rapport.docx").status_code == 200
    assert Client().get(report.url).status_code == 200


def test_the_site_starts_without_loading_the_library() -> None:
    code = (
        "import django; django.setup(); import config.urls, sys; print('weasyprint' in sys.modules)"
    )
    env = {
        "PYTHONPATH": f"{settings.ROOT}:{settings.SITE}",
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
    }
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env
    )
    assert done.stdout.strip() == "False"


def test_the_word_document_has_headings_a_header_row_and_its_language(
    sealed: SealedReport,
) -> None:
    for language, locale in (("sv", "sv-SE"), ("en", "en-GB")):
        made = read(sealed, language)
        content = report_bytes(made, "docx")
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            days = {dt.date(*part.date_time[:3]) for part in parts.infolist()}
        assert days == {made.approved_on}
        assert {part.date_time[3:] for part in parts.infolist()} == {(0, 0, 0)}
        document = Document(io.BytesIO(content))
        styles = [paragraph.style.name for paragraph in document.paragraphs]
        assert styles.count("Heading 1") == 1
        assert styles.count("Heading 2") >= 4
        texts = [paragraph.text for paragraph in document.paragraphs]
        assert FOREWORD in texts
        assert any("Yttrandet är klart." in text for text in texts)
        assert document.core_properties.title == str(made.title)
        spoken = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
        assert spoken.get(qn("w:val")) == locale
        statuses = document.tables[1]
        assert len(statuses.rows) == len(made.activities) + 1
        assert statuses.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        first = made.activities[0]
        assert statuses.rows[1].cells[0].text == f"{first['reference']} {first['title']}"
        assert statuses.rows[1].cells[2].text == first["status"].label or language != "sv"
        marks = {mark.get(qn("w:val")) for mark in document.element.body.iter(qn("w:lang"))}
        assert ("sv-SE" in marks) == (language == "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_activity_stands_before_and_after_on_the_page(
    sealed: SealedReport,
    language: str,
) -> None:
    soup = BeautifulSoup(report_html(read(sealed, language)), "html.parser")
    if language == "sv":
        public = Client().get(sealed.report.url).content
        soup = BeautifulSoup(public, "html.parser")
    table = soup.select_one(".table--folding")
    assert table is not None
    rows = {
        cells[0].get_text(" ", strip=True).split()[0]: [
            cell.get_text(" ", strip=True).rsplit("  ")[-1] for cell in cells[1:]
        ]
        for row in table.select("tbody tr")
        if (cells := row.select("th[scope=row], td"))
    }
    made = read(sealed, language)
    assert set(rows) == {entry["reference"] for entry in made.content["activities"]}
    words = {"sv": ("Planerad", "Genomförd", "Ja"), "en": ("Planned", "Done", "Yes")}[language]
    assert [word in cell for word, cell in zip(words, rows["P3"], strict=True)][1:] == [True, True]
    assert rows["P1"][2].endswith({"sv": "Nej", "en": "No"}[language]) == (
        rows["P1"][0].split()[1:] == rows["P1"][1].split()[1:]
    )
    assert [cell["scope"] for cell in table.select("thead th")] == ["col"] * 4


def test_the_office_sends_the_report_and_it_is_noted(
    report: QuarterlyReportPage,
    log_in: Any,
) -> None:
    office = log_in("stadsledning")
    edit = reverse("wagtailadmin_pages:edit", args=[report.pk])
    address = reverse("send_report", args=[report.pk])
    assert address in office.get(edit).content.decode()
    fields = form_fields(office.get(address).content.decode(), f'form[action="{address}"]')
    wrong = office.post(address, {**fields, "to": "ingen adress"})
    assert wrong.status_code == 400
    assert mail.outbox == []
    office.post(address, {**fields, "to": "sekreterare@example.se"})
    (message,) = mail.outbox
    assert message.to == ["sekreterare@example.se"]
    assert report.title in message.subject
    assert FOREWORD in message.body
    assert "Yttrandet är klart." in message.body
    html, kind = message.alternatives[0]
    assert kind == "text/html"
    assert "&lt;b&gt;inte fetstil" in html
    name, content, kind = message.attachments[0]
    assert (name.endswith(".pdf"), kind) == (True, "application/pdf")
    assert failures(content) == []
    entry = PageLogEntry.objects.get(page=report.pk, action="policy.report_sent")
    assert entry.user.get_username() == "stadsledning"
    assert entry.message == "Version 1 skickad till sekreterare@example.se"


@pytest.mark.parametrize("username", ["rapportor", "oversattare", "skribent"])
def test_who_may_not_approve_may_not_send(
    report: QuarterlyReportPage,
    log_in: Any,
    username: str,
) -> None:
    client = log_in(username)
    address = reverse("send_report", args=[report.pk])
    assert client.get(address).status_code == 302
    client.post(address, {"to": "sekreterare@example.se", "language": "sv"})
    assert mail.outbox == []


def test_the_report_is_sent_from_the_command_line(report: QuarterlyReportPage) -> None:
    out = io.StringIO()
    call_command("send_report", 2006, 1, to="a@example.se", language="en", stdout=out)
    (message,) = mail.outbox
    assert "Quarterly report" in message.body
    assert "a@example.se" in out.getvalue()
    for given, code in (
        ({"to": "ingen adress"}, 2),
        ({}, 2),
        ({"to": "a@example.se", "plan": "finns-inte"}, 1),
    ):
        with pytest.raises(CommandError) as refused:
            call_command("send_report", 2006, 1, **given)
        assert refused.value.returncode == code
    with pytest.raises(CommandError) as refused:
        call_command("send_report", 2006, 2, to="a@example.se")
    assert refused.value.returncode == 1
    assert len(mail.outbox) == 1
