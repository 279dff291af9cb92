"""A report becomes blocks of an issue, in both languages, and stays as it was approved."""

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry, PageViewRestriction
from wagtail.test.utils.form_data import nested_form_data, streamfield

from blocks.channels import Channel, render
from blocks.mail import mail_html
from blocks.report_part import ReportPartBlock
from newsletter.models import NewsletterIndexPage, NewsletterIssuePage
from policy.models import ActivityPage, ProgressNote, QuarterlyReportPage
from tests.bilingual.test_traps import english, press_publish, public
from tests.bilingual.translating import publish_in_bulk, submit, translate
from tests.forms import errors_in, form_fields, get_form

pytestmark = pytest.mark.any_database

PARTS = ["title", "figures", "foreword", "started", "notes"]
SWEDISH = "Städerna har valt två arbetssätt att pröva."
ENGLISH = "The cities have chosen two ways of working to try."


@pytest.fixture
def report() -> QuarterlyReportPage:
    """The approved report of the demo content."""
    return QuarterlyReportPage.objects.get(locale__language_code="sv")


@pytest.fixture
def screen(report: QuarterlyReportPage) -> str:
    return reverse("newsletter_report", args=[report.pk])


@pytest.fixture
def editor(log_in: Any) -> Client:
    return log_in("nyhetsbrev")


def draft_of(issue: NewsletterIssuePage) -> Any:
    return NewsletterIssuePage.objects.get(pk=issue.pk).get_latest_revision_as_object()


def use(client: Client, screen: str, **chosen: Any) -> tuple[NewsletterIssuePage, str]:
    """Sends the screen's form as it was given, with changes; gives the issue, and what is told."""
    fields = form_fields(client.get(screen).content.decode(), f"form[action='{screen}']")
    fields.setdefault("issue", ["new"])
    answer = client.post(screen, {**fields, **chosen}, follow=True)
    assert answer.status_code == 200, errors_in(answer.content.decode())
    pk = int(answer.redirect_chain[-1][0].rstrip("/").split("/")[-2])
    told = BeautifulSoup(answer.content, "html.parser").select_one(".messages")
    return NewsletterIssuePage.objects.get(pk=pk), told.get_text(" ", strip=True) if told else ""


def test_a_report_is_used_in_both_languages_and_stays_as_it_was(
    editor: Client,
    admin: Client,
    report: QuarterlyReportPage,
    screen: str,
    django_capture_on_commit_callbacks: Any,
) -> None:
    listed = editor.get(reverse("newsletter_reports")).content.decode()
    assert screen in listed
    with django_capture_on_commit_callbacks(execute=True):
        issue, told = use(editor, screen)
        assert "Inget har publicerats" in told
        assert not issue.live
        body = draft_of(issue).body
        assert [(b.value["part"], b.value["version"]) for b in body] == [(p, 1) for p in PARTS]
        # A second time names what is there, and adds what is not.
        draft = draft_of(issue)
        del draft.body[1]
        draft.save_revision()
        before = issue.revisions.count()
        issue, told = use(editor, screen, issue=str(issue.pk))
        assert "Rapporten i korthet" in told
        assert "Förord (version 1)" in told
        assert [b.value["part"] for b in draft_of(issue).body] == [
            "title", "foreword", "started", "notes", "figures",
        ]  # fmt: skip
        issue, told = use(editor, screen, issue=str(issue.pk))
        assert issue.revisions.count() == before + 1
        actions = PageLogEntry.objects.filter(page=issue.pk, user__username="nyhetsbrev")
        assert set(actions.values_list("action", flat=True)) == {"wagtail.create", "wagtail.edit"}
        # English: only the issue's own texts are to be translated.
        publish_in_bulk(admin, issue)
        submit(admin, issue)
        translate(admin, issue)
        press_publish(admin, english(issue))
    issue = NewsletterIssuePage.objects.get(pk=issue.pk)
    swedish, translated = public(issue), public(english(issue))
    assert SWEDISH in swedish
    assert "Godkänd " in swedish
    assert ENGLISH in translated
    assert SWEDISH not in translated
    assert "The report in brief" in translated
    assert "The trainee places in Brussels" in translated
    assert "Praktikplatserna" not in translated
    for page in ActivityPage.objects.filter(reference="EX3"):
        link = f'href="{page.url}"'
        assert link in (swedish if page.locale.language_code == "sv" else translated)
        page.title = f"Ändrad {page.pk}"
        page.save_revision().publish()
    ProgressNote.objects.update(text="En annan anteckning")
    assert [public(issue), public(english(issue))] == [swedish, translated]
    ActivityPage.objects.get(reference="EX3", locale__language_code="en").unpublish()
    assert ENGLISH in public(english(issue)), "without its page the row is no link, but there"
    # In the other channels too.
    for code, words in (("sv", SWEDISH), ("en", ENGLISH)):
        for channel in Channel:
            assert words in render(issue.body, channel, code)
        mail = BeautifulSoup(mail_html("Brev", issue.body, code), "html.parser")
        assert words in mail.get_text()
        assert all(str(link["href"]).startswith("http://") for link in mail.select("a"))
    # What is no longer public is not shown by way of the newsletter.
    PageViewRestriction.objects.create(page=report.get_parent(), restriction_type="login")
    assert SWEDISH not in public(issue)
    again = NewsletterIssuePage.objects.get(pk=issue.pk)
    assert render(again.body, Channel.JSON, "sv") == "[]"


def test_who_may_not_and_what_is_not_approved(
    editor: Client, log_in: Any, report: QuarterlyReportPage, screen: str
) -> None:
    for username in ("oversattare", "samordnare", "rapportor"):
        for address in (screen, reverse("newsletter_reports")):
            assert log_in(username).get(address).status_code == 302, "sent away by the editor"
        assert log_in(username).post(screen, {"issue": "new", "parts": PARTS}).status_code == 302
    assert NewsletterIssuePage.objects.filter(live=False).count() == 0
    for chosen in ({"parts": []}, {"parts": ["late"]}, {"issue": "1"}, {"issue": "x\x00"}):
        answer = editor.post(screen, {"issue": "new", "parts": PARTS, **chosen})
        assert answer.status_code == 400
        assert errors_in(answer.content.decode())
    assert editor.get(f"{screen}?issue=x").status_code == 200
    draft = QuarterlyReportPage(title="Nytt", slug="nytt", year=2026, quarter=1, live=False)
    report.get_parent().add_child(instance=draft)
    answer = editor.get(reverse("newsletter_report", args=[draft.pk]), follow=True)
    assert "inte godkänd" in answer.content.decode()
    assert editor.get(reverse("newsletter_report", args=[99999])).status_code == 404
    assert NewsletterIssuePage.objects.filter(live=False).count() == 0


def test_the_button_stands_on_the_report_and_in_its_list(
    log_in: Any, report: QuarterlyReportPage, screen: str
) -> None:
    approver, coordinator = log_in("godkannare"), log_in("samordnare")
    pages = [
        reverse("wagtailadmin_pages:edit", args=[report.pk]),
        reverse("wagtailadmin_explore", args=[report.get_parent().pk]),
    ]
    for address in pages:
        assert screen in approver.get(address).content.decode()
        assert screen not in coordinator.get(address).content.decode()


def test_the_block_is_pinned_and_checked_when_it_is_saved(
    editor: Client, report: QuarterlyReportPage
) -> None:
    index = NewsletterIndexPage.objects.get(locale__language_code="sv")
    url = reverse("wagtailadmin_pages:add", args=["newsletter", "newsletterissuepage", index.pk])

    def save(**value: Any) -> Any:
        given = {"report": report.pk, "part": "foreword", "version": "", **value}
        body = nested_form_data({"body": streamfield([("report_part", given)])})
        facts = {"title": "Numret", "slug": "numret", "number": "9", "issue_date": "2026-12-01"}
        fields = {**get_form(editor, url), **facts, **body}
        return editor.post(
            url, {name: field for name, field in fields.items() if field is not None}
        )

    for value, told in (
        ({"version": "2"}, "Den har inte godkänts"),
        ({"part": "late"}, "Rapporten säger ingenting där"),
    ):
        answer = save(**value)
        assert answer.status_code == 200
        # The editor's script puts the block and its faults together from JSON.
        assert json.dumps(told)[1:-1] in answer.content.decode().replace("&quot;", '"')
    translated = english(report)
    assert save(report=translated.pk).status_code == 302
    (block,) = NewsletterIssuePage.objects.get(slug="numret").get_latest_revision_as_object().body
    assert block.value["version"] == 1
    assert block.value["report"] == report, "the Swedish page, which has what was approved"


def test_the_chooser_shows_the_block_with_real_values(admin: Client) -> None:
    block = ReportPartBlock()
    assert block.is_previewable
    html = render_preview(admin)
    assert "Rapporten i korthet" in html
    assert "Genomförda med underlag" in html


def render_preview(client: Client) -> str:
    stream = NewsletterIssuePage._meta.get_field("body").stream_block
    block = stream.child_blocks["report_part"]
    address = reverse("wagtailadmin_block_preview")
    return client.get(address, {"id": block.definition_prefix}).content.decode()
