"""What shows that an activity is done, as reporters give it."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.translation import override
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction
from wagtail.users.models import UserProfile

from home.models import EventPage, NewsIndexPage, NewsPage
from networks.models import NetworkPage, ProjectPage
from policy.evidence import target_of
from policy.follow_up import follow_up
from policy.models import (
    ActionPlanPage,
    ActivityLink,
    ActivityPage,
    DecisionPage,
    Indicator,
    IndicatorValue,
    InternalNote,
    Judgement,
    Method,
    PolicyPage,
)
from policy.tracing import trace_of
from records.models import Operation
from tests.bilingual.test_traps import english
from tests.forms import get_form
from tests.policy.reporting import TODAY, add, report_for, running_plan, the
from tests.policy.short_forms import draft, errors, send

pytestmark = pytest.mark.any_database


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


NOT_HERE = "Webbplatsen har ingen publik sida"


@pytest.mark.parametrize(
    "address",
    [
        "/admin/",
        "/admin/reports/follow-up/",
        "http://testserver/admin/",
        "HTTP://TestServer./admin/",
        "http://someone@testserver:8000/admin/",
        "http://127.0.0.1:8000/admin/",
        "/en/admin/",
        "/health/ready",
        "/preview/abc/",
        "/media/original_images/x.jpg",
        "/api/data/v1/",
        "/sok/",
        "/lander/zz/",
        "/lander/se/",
        "/verksamheter/finns-inte/",
        "/finns/inte.csv",
        "/documents/999999/x.pdf",
    ],
)
def test_what_is_no_page_for_readers_is_no_evidence(reporter: Client, address: str) -> None:
    (found,) = errors(send(reporter, evidence_title="x", evidence_address=address))
    assert NOT_HERE in found
    assert not draft().links.exists()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_nor_is_what_the_plan_says_itself(reporter: Client, language: str) -> None:
    activity = ActivityPage.objects.get(reference="P1", locale__language_code=language)
    for page in (activity, activity.get_parent()):
        found = errors(send(reporter, evidence_title="x", evidence_address=page.url))
        assert "inget underlag" in found[0]
        assert not draft().links.exists()


def test_nor_is_what_only_some_may_read(reporter: Client, admin: Client) -> None:
    news = NewsPage.objects.filter(locale__language_code="sv").live().first()
    assert news is not None
    PageViewRestriction.objects.create(page=news, restriction_type="login")
    document = get_document_model().objects.create(
        title="Hemligt", file=SimpleUploadedFile("hemligt.txt", b"x")
    )
    closed = Collection.get_first_root_node().add_child(name="Stängd")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    get_document_model().objects.update(collection=closed)
    for address in (news.url, english(news).url, document.url):
        (found,) = errors(send(reporter, evidence_title="x", evidence_address=address))
        assert NOT_HERE in found
    # Nor in the editor's form, row by row; a link that is no evidence may wait for its page.
    url = reverse("wagtailadmin_pages:edit", args=[the("P1").pk])
    base = {"links-TOTAL_FORMS": "1", "links-0-title": "x", "links-0-ORDER": "1"}
    targets = {
        "page_link": str(news.pk),
        "document": str(document.pk),
        "web_address": "http://127.0.0.1:8000/admin/",
    }
    for name, value in targets.items():
        empty = {f"links-0-{other}": "" for other in targets}
        sent = {**get_form(admin, url), **base, **empty, f"links-0-{name}": value}
        sent.pop("links-0-is_evidence", None)
        answer = admin.post(url, {**sent, "links-0-is_evidence": "on"})
        assert answer.status_code == 200, name
        (row,) = answer.context["form"].formsets["links"].forms
        assert list(row.errors) == [name]
        assert admin.post(url, sent).status_code == (200 if name == "web_address" else 302)


def _in_the_form(admin: Client, reference: str, **targets: str) -> Any:
    """The editor's form with one link, which is evidence."""
    url = reverse("wagtailadmin_pages:edit", args=[the(reference).pk])
    row = {"links-TOTAL_FORMS": "1", "links-0-title": "x", "links-0-ORDER": "1"}
    empty = {f"links-0-{name}": "" for name in ActivityLink.TARGETS}
    given = {f"links-0-{name}": value for name, value in targets.items()}
    sent = {**get_form(admin, url), **row, **empty, "links-0-is_evidence": "on", **given}
    return admin.post(url, sent)


def _row_errors(answer: Any) -> dict[str, Any]:
    assert answer.status_code == 200
    (row,) = answer.context["form"].formsets["links"].forms
    return dict(row.errors)


def test_a_list_shows_nothing(reporter: Client, admin: Client) -> None:
    home = Page.objects.get(depth=2, locale__language_code="sv").specific
    lists = [
        home,
        *(m.objects.get(locale__language_code="sv") for m in (NewsIndexPage, PolicyPage)),
    ]
    for page in lists:
        (found,) = errors(send(reporter, evidence_title="x", evidence_address=page.url))
        assert "visar inget" in found
        assert "visar inget" in str(_row_errors(_in_the_form(admin, "P1", page_link=str(page.pk))))
    country = "http://127.0.0.1:8000/lander/ee/"
    (found,) = errors(send(reporter, evidence_title="x", evidence_address=country))
    assert "visar inget" in found
    for model in (DecisionPage, NewsPage, EventPage, ProjectPage, NetworkPage):
        page = model.objects.filter(locale__language_code="sv").live().first()
        assert page is not None
        assert _in_the_form(admin, "P1", page_link=str(page.pk)).status_code == 302, page


def test_an_indicator_shows_something_once_it_has_a_value(reporter: Client, admin: Client) -> None:
    words = {"name_sv": "Båtar", "name_en": "Boats", "unit_sv": "båtar", "unit_en": "boats"}
    indicator = Indicator.objects.create(code="boats", **words)
    given = {"indicator": str(indicator.pk)}
    assert "inget värde" in str(_row_errors(_in_the_form(admin, "P1", **given)))
    IndicatorValue.objects.create(indicator=indicator, on=TODAY, value=1)
    assert _in_the_form(admin, "P1", **given).status_code == 302


def test_what_has_been_unpublished_shows_nothing_any_more_and_is_named(
    reporter: Client, admin: Client
) -> None:
    news = NewsPage.objects.filter(locale__language_code="sv").live().first()
    assert news is not None
    page = the("P1")
    add(page, Judgement, on=TODAY, status="done", reason="Klart.")
    add(page, ActivityLink, title="Nyheten", is_evidence=True, page_link=news)

    def asked() -> list[Any]:
        plan = ActionPlanPage.objects.parent_of(page)
        return next(s.concerns for s in follow_up(plan) if s.activity.pk == page.pk)

    def counted() -> int:
        (own,) = [c for c in trace_of(policy, {})["methods"] if c.point == method]
        return own.evidenced

    method = Method.objects.get(reference="M1", locale=page.locale)
    page.methods = [method]
    page.save()
    policy = PolicyPage.objects.get(locale=page.locale)
    before = counted()
    assert asked() == []
    news.unpublish()
    assert asked() == ["unproven"]
    assert counted() == before - 1
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = admin.post(url, {**get_form(admin, url), "action-publish": "1"})
    assert news.title in str(_row_errors(answer)["page_link"])
    # Who says in the short form that it is done is asked for something that can be read.
    (found,) = errors(send(reporter, status="done", reason="Allt är gjort."))
    assert "vad som visar" in found


def test_a_file_is_what_its_name_says(reporter: Client) -> None:
    for name in ("beslut.pdf", "beslut.docx", "bild.png", "bild.jpg"):
        file = SimpleUploadedFile(name, b"not a pdf")
        found = errors(send(reporter, evidence_title="x", evidence_file=file))
        assert any("något annat" in error for error in found), (name, found)
    assert not get_document_model().objects.filter(title="x").exists()
    file = SimpleUploadedFile("beslut.pdf", b"\n%PDF-1.7 ")
    assert send(reporter, evidence_title="x", evidence_file=file).status_code == 200


@pytest.mark.parametrize("language", ["sv", "en"])
def test_pages_outside_the_tree_are_found(reporter: Client, language: str) -> None:
    user = User.objects.get(username="rapportor")
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})
    request = RequestFactory(headers={"host": "localhost"}).get("/admin/report/1/")
    for address in (
        "/lander/",
        "/lander/ee/",
        "/en/countries/ee/",
        "/verksamheter/",
        f"/verksamheter/{Operation.objects.exclude(code='harbour').first().code}/",  # type: ignore[union-attr]
    ):
        with override(language):
            found = target_of(address, request)
        assert found == {"web_address": f"http://localhost{address}"}


def test_news_in_english_alone_is_named_by_its_address() -> None:
    index = NewsPage.objects.filter(locale__language_code="en").live().first()
    assert index is not None
    news = NewsPage(title="For partners", slug="for-partners", locale=index.locale, date=TODAY)
    index.get_parent().add_child(instance=news)
    request = RequestFactory(headers={"host": "localhost"}).get("/admin/report/1/")
    assert target_of(news.url, request) == {"web_address": f"http://localhost{news.url}"}
