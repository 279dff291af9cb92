"""Characters that nobody sees are refused wherever a text is written, each at its field."""

from typing import Any

import pytest
from django import forms
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.admin.forms.tags import TagField
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from core.unseen import fault_in
from home.models import NewsPage
from policy.models import InternalNote
from tests.forms import form_fields, get_form
from tests.policy.reporting import report_for, running_plan
from tests.policy.sheets import NEW, as_csv, counts, hand_in
from tests.policy.short_forms import draft, send
from tests.site.test_page_types import ALL_TYPES, add_url

pytestmark = pytest.mark.any_database

TURNED = "a\u202eb"


def texts(fields: Any) -> set[str]:
    """The fields for words; the others refuse words by themselves."""
    kinds = (forms.CharField, TagField)
    return {name for name, field in fields.items() if isinstance(field, kinds)}


@pytest.mark.parametrize("label", ALL_TYPES)
def test_in_every_text_of_every_page_and_of_its_rows(admin: Client, label: str) -> None:
    url = add_url(label)
    form = admin.get(url).context["form"]
    sent: dict[str, Any] = get_form(admin, url) | dict.fromkeys(texts(form.fields), TURNED)
    rows = {formset.prefix: formset.empty_form for formset in form.formsets.values()}
    wanted = {prefix: texts(row.fields) for prefix, row in rows.items() if prefix != "comments"}
    for prefix, names in wanted.items():
        sent |= {f"{prefix}-TOTAL_FORMS": "1", f"{prefix}-0-ORDER": "1"}
        sent |= {f"{prefix}-0-{name}": TURNED for name in names}
    answer = admin.post(url, sent)
    assert answer.status_code == 200
    form = answer.context["form"]
    assert texts(form.fields) <= set(form.errors)
    assert "U+202E" in str(form.errors["title"])
    found = {f.prefix: set(f.forms[0].errors) for f in form.formsets.values() if f.forms}
    for prefix, names in wanted.items():
        assert names <= found.get(prefix, set()), prefix


@pytest.mark.parametrize(
    ("name", "value", "place"),
    [
        ("heading", TURNED, []),
        ("text", rich_text(f"<p>{TURNED}</p>"), []),
        ("note", rich_text(f"<p>Se <b>{TURNED}</b></p>"), []),
        ("quote", {"quote": "Ord", "source": TURNED}, ["source"]),
        (
            "one_language",
            {
                "language": "sv",
                "content": streamfield([("heading", "Rubrik"), ("heading", TURNED)]),
            },
            ["content", 1],
        ),
    ],
)
def test_in_every_block_where_it_stands(
    admin: Client, name: str, value: Any, place: list[Any]
) -> None:
    page = NewsPage.objects.filter(locale__language_code="sv").first()
    assert page is not None
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    body = nested_form_data({"body": streamfield([("heading", "Först"), (name, value)])})
    answer = admin.post(url, {**get_form(admin, url), **body})
    assert answer.status_code == 200
    (error,) = answer.context["form"].errors["body"].as_data()
    # Where there is no form, the words are told all the same.
    assert "U+202E" in error.message
    for step in [1, *place]:
        error = error.block_errors[step]
    assert "U+202E" in error.message
    assert "U+202E" in answer.content.decode()


@pytest.mark.parametrize("character", ["\u200b", "\u2060", "\ufeff"])
def test_what_has_no_width_is_refused_but_not_what_joins(character: str) -> None:
    assert f"U+{ord(character):04X}" in fault_in(f"a{character}b")
    assert fault_in("می\u200cخواهم 👩\u200d🎓 Väst\u00aderås") == ""


def test_in_the_alternative_text_of_a_picture(admin: Client) -> None:
    page = NewsPage.objects.filter(locale__language_code="sv").first()
    assert page is not None
    picture = get_image_model().objects.create(title="Bild", file=get_test_image_file())
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    value = {"image": {"image": str(picture.pk), "alt_text": TURNED}, "caption": "Bild"}
    body = nested_form_data({"body": streamfield([("figure", value)])})
    answer = admin.post(url, {**get_form(admin, url), **body})
    (error,) = answer.context["form"].errors["body"].as_data()
    assert "U+202E" in error.block_errors[0].block_errors["image"].block_errors["alt_text"].message


def test_in_records(admin: Client) -> None:
    for address in ("records/keyword", "bilingual/term"):
        url = f"/admin/snippets/{address}/add/"
        form = admin.get(url).context["form"]
        answer = admin.post(url, get_form(admin, url) | dict.fromkeys(texts(form.fields), TURNED))
        assert answer.status_code == 200, url
        assert texts(form.fields) <= set(answer.context["form"].errors), url


def test_in_the_reporters_short_form(log_in: Any) -> None:
    running_plan()
    report_for("rapportor", "P1")
    reporter = log_in("rapportor")
    words = ("text", "reason", "evidence_title", "evidence_address", "internal")
    answer = send(reporter, **dict.fromkeys(words, TURNED), status="ongoing")
    assert answer.status_code == 400
    assert set(words) <= set(answer.context["form"].errors)
    assert not InternalNote.objects.exists()
    # A name is not theirs to mend here, and may be longer than a row's.
    User.objects.filter(username="rapportor").update(first_name=TURNED, last_name="E" * 150)
    assert send(reporter, text="Klart.", internal="Hej.").status_code == 200
    assert draft().notes.get().by == f"ab {'E' * 117}"


def test_in_every_cell_of_a_spreadsheet(admin: Client) -> None:
    for name in NEW:
        answer = hand_in(admin, as_csv({**NEW, name: f"{NEW[name]}\u202e"}))
        assert counts(answer)["BAD"] == 1, name
        (row,) = answer.context["dry_run"].rows
        assert "U+202E" in dict(row.row.faults)[name], name


def test_in_the_title_of_a_document_and_of_a_copy(admin: Client) -> None:
    url = reverse("wagtaildocs:add")
    file = SimpleUploadedFile("protokoll.txt", b"Vi beslutade.")
    answer = admin.post(
        url,
        {
            **form_fields(admin.get(url).content.decode(), "form[action='/admin/documents/add/']"),
            "title": TURNED,
            "file": file,
        },
    )
    assert "U+202E" in str(answer.context["form"].errors["title"])
    page = NewsPage.objects.filter(locale__language_code="sv").first()
    assert page is not None
    url = reverse("wagtailadmin_pages:copy", args=[page.pk])
    fields = form_fields(admin.get(url).content.decode(), f"form[action='{url}']")
    answer = admin.post(url, {**fields, "new_title": TURNED, "new_slug": "kopia"})
    assert "U+202E" in str(answer.context["form"].errors["new_title"])
