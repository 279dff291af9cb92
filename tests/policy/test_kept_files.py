"""A file that something was decided on is neither exchanged nor deleted."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.models import ReferenceIndex

from policy.models import DecisionPage, PolicyVersionPage
from policy.models.decision import DecisionDocument
from tests.forms import errors_in, get_form

KEPT, OTHER = b"What was decided on.", b"Something else."


@pytest.fixture(params=["annex", "decision"])
def document(request: Any) -> Document:
    """A file of an adopted version's annex, or of a decision."""
    made: Document = Document.objects.create(title="Bilaga", file=ContentFile(KEPT, "bilaga.txt"))
    if request.param == "annex":
        version = PolicyVersionPage.objects.filter(locale__language_code="sv", annexes__gt=0)[0]
        version.annexes.update(document=made)
        ReferenceIndex.create_or_update_for_object(version)
    else:
        decision = DecisionPage.objects.filter(locale__language_code="sv")[0]
        DecisionDocument.objects.create(page=decision, document=made)
        ReferenceIndex.create_or_update_for_object(decision)
    return made


def content(document: Document) -> bytes:
    with Document.objects.get(pk=document.pk).open_file() as file:
        found: bytes = file.read()
        return found


def test_its_file_is_not_exchanged_and_its_title_may_be(admin: Client, document: Document) -> None:
    url = reverse("wagtaildocs:edit", args=[document.pk])
    form = {**get_form(admin, url), "title": "Bilagan"}
    answer = admin.post(url, {**form, "file": ContentFile(OTHER, "annan.txt")})
    assert any("bevaras som den är" in error for error in errors_in(answer.content.decode()))
    assert content(document) == KEPT
    assert admin.post(url, form).status_code == 302
    assert Document.objects.get(pk=document.pk).title == "Bilagan"
    assert content(document) == KEPT


def test_it_is_not_deleted_alone_or_with_others(admin: Client, document: Document) -> None:
    admin.post(reverse("wagtaildocs:delete", args=[document.pk]))
    bulk = reverse("wagtail_bulk_action", args=["wagtaildocs", "document", "delete"])
    admin.post(f"{bulk}?id={document.pk}")
    assert content(document) == KEPT


def test_any_other_file_can_be_exchanged_and_deleted(admin: Client) -> None:
    made = Document.objects.create(title="Fri", file=ContentFile(KEPT, "fri.txt"))
    url = reverse("wagtaildocs:edit", args=[made.pk])
    form = {**get_form(admin, url), "file": ContentFile(OTHER, "annan.txt")}
    assert admin.post(url, form).status_code == 302
    assert content(made) == OTHER
    admin.post(reverse("wagtaildocs:delete", args=[made.pk]))
    assert not Document.objects.filter(pk=made.pk).exists()
