"""The glossary: terms found, breaches reported, files in and out."""

from io import BytesIO
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation as languages
from wagtail.models import Page
from wagtail_localize.models import Translation

from bilingual.glossary import breaches, breaches_of
from bilingual.memory import matches
from bilingual.models import Term
from home.models import NewsIndexPage, NewsPage
from tests.bilingual.test_traps import english

pytestmark = pytest.mark.any_database

TERMS = [
    Term(swedish="vänort", english="twin town"),
    Term(swedish="vänort", english="sister city", status="forbidden"),
    Term(swedish="förvaltning", english="department"),
    Term(swedish="förvaltning", english="administration", status="admitted"),
]


@pytest.mark.parametrize(
    ("swedish", "said", "forbidden"),
    [
        ("Vänorterna", "The twin towns", []),
        ("Vänorterna", "The sister cities", [False]),
        ("Vänorten", "A sister city", [True, False]),
        ("Ingen ort", "A sister city", []),
        ("Förvaltningen", "The administration", []),
        ("Förvaltningen", "The office", [False]),
        ("En stadsförvaltning", "The office", []),
    ],
)
def test_what_breaks_with_the_glossary(swedish: str, said: str, forbidden: list[bool]) -> None:
    assert [breach.forbidden for breach in breaches(swedish, said, TERMS)] == forbidden


def test_it_starts_from_the_source_document_which_uses_no_forbidden_term(admin: Client) -> None:
    assert Term.objects.filter(swedish="vänort", english="twin town").exists()
    html = admin.get(reverse("glossary_report")).content.decode()
    assert "är förbjudet" not in html


def test_the_report_names_each_text_and_costs_the_same_with_more_pages(admin: Client) -> None:
    url = reverse("glossary_report")

    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            admin.get(url)
        return len(captured)

    # A word that all over the site is said otherwise than the glossary would have it.
    Term.objects.create(swedish="samarbet", english="collaboration")
    soup = BeautifulSoup(admin.get(url).content, "html.parser")
    shown = [
        (str(cells[0].a["href"]), cells[1].get_text(strip=True))
        for cells in (row.select("td") for row in soup.select("tbody tr"))
        if cells[0].a is not None
    ]
    english_pages = Page.objects.filter(locale__language_code="en", live=True)
    expected = []
    with languages.override("sv"):
        for translation in Translation.objects.filter(target_locale__language_code="en"):
            page = english_pages.get(translation_key=translation.source.object_id)
            address = reverse("wagtailadmin_pages:edit", args=[page.pk])
            expected += [(address, breach.message) for breach in breaches_of(translation)]
    assert len({address for address, _message in expected}) > 5
    assert sorted(shown) == sorted(expected)

    before = cost()
    english_pages.filter(depth=4).update(live=False)
    fewer = BeautifulSoup(admin.get(url).content, "html.parser").select("tbody tr")
    assert 0 < len(fewer) < len(shown)
    assert cost() == before


def upload(client: Client, content: bytes) -> Any:
    file = BytesIO(content)
    file.name = "glossary.csv"
    return client.post(reverse("glossary_import"), {"file": file})


def test_what_is_exported_can_be_imported(admin: Client) -> None:
    before = list(Term.objects.values_list("swedish", "english", "status", "domain", "note"))
    content = admin.get(reverse("glossary_export")).content
    Term.objects.all().delete()
    assert upload(admin, content).status_code == 302
    after = list(Term.objects.values_list("swedish", "english", "status", "domain", "note"))
    assert after == before
    assert len(after) > 10


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"swedish,english\nett,one\ntv\xe5,two\n", "UTF-8"),
        (b"a,b\n1,2\n", "swedish"),
        (b"swedish;english;status\nett;one;preferred\ntva;two;maybe\n", "Rad 3"),
        (b"swedish,english\nett,one\ntva,\n", "Rad 3"),
        (b"swedish,english\nett," + b"o" * 200 + b"\n", "Rad 2"),
        (b"\x00\x01\x02", "första raden"),
        (b"", "tom"),
        (b"swedish,english,note\nett,one," + b"x" * 140_000 + b"\n", "Rad 2"),
        (b"swedish,english\ne\x00tt,one\n", "Rad 2"),
    ],
)
def test_a_bad_file_says_what_is_wrong_and_changes_nothing(
    admin: Client, content: bytes, told: str
) -> None:
    before = Term.objects.count()
    reply = upload(admin, content)
    assert reply.status_code == 400
    assert told in reply.content.decode()
    assert Term.objects.count() == before


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_the_line_ends_of_each_system_are_read(admin: Client, end: bytes) -> None:
    content = end.join([b"swedish;english", b"ett;one", b"tva;two", b""])
    assert upload(admin, content).status_code == 302
    assert Term.objects.filter(swedish="tva", english="two").exists()


def test_only_who_keeps_the_glossary_changes_it(log_in: Any) -> None:
    before = Term.objects.count()
    assert upload(log_in("skribent"), b"swedish,english\nett,one\n").status_code == 302
    assert Term.objects.count() == before
    assert upload(log_in("oversattare"), b"swedish,english\nett,one\n").status_code == 302
    assert Term.objects.count() == before + 1


def test_the_translator_sees_terms_and_earlier_translations(admin: Client, log_in: Any) -> None:
    index = NewsIndexPage.objects.get(locale__language_code="sv")
    news = NewsPage.objects.filter(locale__language_code="sv").exclude(introduction="").first()
    assert news is not None
    page = NewsPage(title="Vänorterna möts", slug="motas", locale=index.locale)
    page.introduction = news.introduction + " Nu."
    index.add_child(instance=page)
    page.save_revision().publish()
    submit = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    admin.post(submit, {"locales": [english(index).locale_id]})
    url = reverse("wagtailadmin_pages:edit", args=[english(page).pk])
    html = log_in("oversattare").get(url).content.decode()
    assert "twin town" in html
    assert english(news).introduction[:60] in html
    translation = Translation.objects.get(source__object_id=page.translation_key)
    segment = translation.source.stringsegment_set.get(context__path="introduction")
    found = matches(segment.string, translation.target_locale)
    assert 60 <= found[0].percent < 100
    assert found[0].english == english(news).introduction
