"""What shows that an activity is done, as reporters give it."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from wagtail.documents import get_document_model

from home.models import NewsPage
from policy.evidence import target_of
from policy.models import InternalNote
from tests.bilingual.test_traps import english
from tests.policy.reporting import report_for, running_plan
from tests.policy.short_forms import draft, errors, send


@pytest.fixture
def reporter(log_in: Any) -> Client:
    """Reports on P1 of the running plan."""
    running_plan()
    report_for("rapportor", "P1")
    return log_in("rapportor")


def test_done_asks_for_its_evidence(reporter: Client) -> None:
    done = {"status": "done", "reason": "Allt är gjort."}
    assert errors(send(reporter, **done)) == [
        "Ange vad som visar att det är genomfört, eller kryssa i att det inte finns något "
        "underlag än."
    ]
    send(reporter, **done, evidence_missing="on")
    assert draft().judgements.get().status == "done"
    assert "inget underlag" in InternalNote.objects.get().text
    told = {"evidence_title": "Rapporten", "evidence_address": "example.org/rapport"}
    send(reporter, **done, **told)
    link = draft().links.get()
    assert (link.is_evidence, link.title) == (True, "Rapporten")
    assert link.web_address == "https://example.org/rapport"
    # What shows it is there already.
    assert send(reporter, **done).status_code == 200


def test_evidence_is_a_page_or_document_of_the_site_where_it_is_one(reporter: Client) -> None:
    news = NewsPage.objects.filter(locale__language_code="sv").live().first()
    assert news is not None
    told = send(reporter, evidence_title="Nyheten", evidence_address=news.url)
    assert told.status_code == 200, errors(told)
    file = SimpleUploadedFile("protokoll.txt", b"Vi beslutade.")
    send(reporter, evidence_title="Protokollet", evidence_file=file)
    document = get_document_model().objects.get(title="Protokollet")
    assert document.uploaded_by_user.username == "rapportor"
    send(reporter, evidence_title="Samma", evidence_address=f"http://testserver{document.url}")
    translated = english(news)
    told = send(reporter, evidence_title="Den engelska", evidence_address=translated.url)
    assert told.status_code == 200, errors(told)
    links = list(draft().links.all())
    assert [link.page_link_id for link in links] == [news.pk, None, None, news.pk]
    assert [link.document_id for link in links] == [None, document.pk, document.pk, None]
    # A country's page is none of the tree.
    request = RequestFactory(headers={"host": "localhost"}).get("/admin/report/1/")
    assert target_of("/lander/ee/", request) == {"web_address": "http://localhost/lander/ee/"}


def test_a_file_of_another_kind_is_refused(reporter: Client) -> None:
    file = SimpleUploadedFile("virus.exe", b"MZ")
    found = errors(send(reporter, evidence_title="x", evidence_file=file))
    assert any("exe" in error for error in found), found
    assert not get_document_model().objects.filter(title="x").exists()


def test_a_file_is_readable_for_everyone_once_the_activity_is_approved(reporter: Client) -> None:
    file = SimpleUploadedFile("protokoll.txt", b"Vi beslutade.")
    send(reporter, evidence_title="Protokollet", evidence_file=file)
    address = get_document_model().objects.get(title="Protokollet").url
    assert Client().get(address).status_code == 302
    draft().get_latest_revision().publish()
    assert Client().get(address).status_code == 200
