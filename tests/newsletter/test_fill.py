"""“Fill from the site”: what is proposed for an issue, and what comes into it, in two clicks."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, PageViewRestriction

from blocks.models import SharedContent
from home.models import EventIndexPage, EventPage, NewsPage
from networks.models import ProjectPage
from newsletter.models import NewsletterIssuePage
from newsletter.proposals import MOST
from policy.history import backdate
from policy.models import ActivityPage, Judgement, Milestone, ProgressNote
from tests.bilingual.translating import new_news
from tests.forms import errors_in, form_fields
from tests.newsletter.issues import issue_in, new_issue

TODAY = timezone.localdate()
LONG_AGO = TODAY - dt.timedelta(days=200)


@pytest.fixture(autouse=True)
def _last_issue() -> None:
    """The demo issue came out ten days ago; all that there is was public long before."""
    day = TODAY - dt.timedelta(days=10)
    NewsletterIssuePage.objects.update(issue_date=day)
    long_ago = timezone.make_aware(dt.datetime.combine(LONG_AGO, dt.time()))
    Page.objects.update(first_published_at=long_ago)
    moment = timezone.make_aware(dt.datetime.combine(day, dt.time(12)))
    NewsletterIssuePage.objects.update(first_published_at=moment)
    for model in (ActivityPage, ProjectPage):
        for key in model.objects.values_list("translation_key", flat=True):
            backdate(key, LONG_AGO)


@pytest.fixture
def editor(log_in: Any) -> Client:
    return log_in("nyhetsbrev")


@pytest.fixture
def draft() -> Any:
    return new_issue(live=False, issue_date=TODAY)


def screen(issue: Any) -> str:
    return reverse("newsletter_fill", args=[issue.pk])


def read(client: Client, issue: Any) -> BeautifulSoup:
    answer = client.get(screen(issue))
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def rows(client: Client, issue: Any) -> dict[str, str]:
    """What is proposed, with what is said of it; each of them is ticked."""
    found: dict[str, str] = {}
    for row in _rows(read(client, issue)):
        assert row.input is not None
        assert row.input.has_attr("checked")
        assert row.label is not None
        assert row.p is not None
        found[row.label.get_text(strip=True)] = " ".join(row.p.get_text(" ").split())
    return found


def _rows(page: BeautifulSoup) -> Iterator[Tag]:
    yield from page.select("form.fill li")


def send(client: Client, issue: Any, **changes: Any) -> tuple[Any, str]:
    """Sends the form as it was given, with changes: the answer, and what is told above it."""
    fields = form_fields(str(read(client, issue)), "form.fill")
    answer = client.post(screen(issue), {**fields, **changes}, follow=True)
    told = BeautifulSoup(answer.content, "html.parser").select_one(".messages")
    return answer, " ".join(told.get_text(" ").split()) if told else ""


def body_of(issue: Any) -> list[tuple[str, str]]:
    draft = NewsletterIssuePage.objects.get(pk=issue.pk).get_latest_revision_as_object()
    return [(bound.block_type, str(bound.value)) for bound in draft.body]


def new_event(title: str, **fields: Any) -> EventPage:
    index = EventIndexPage.objects.get(locale__language_code="sv")
    start = timezone.now() + dt.timedelta(days=3)
    fields = {"starts_at": start, "ends_at": start + dt.timedelta(hours=2)} | fields
    event = EventPage(title=title, place="Här", live=False, locale=index.locale, **fields)
    index.add_child(instance=event)
    event.save_revision().publish()
    return event


def test_two_clicks_fill_an_issue_and_two_more_add_nothing(editor: Client, draft: Any) -> None:
    EventPage.objects.update(is_cancelled=True)
    edit = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    form = BeautifulSoup(editor.get(edit).content, "html.parser")
    # In the form itself, so that it is two clicks, and in the menu.
    assert len(form.select(f'a[href="{screen(draft)}"]')) == 2
    assert form.select_one(f'#page-edit-form a[href="{screen(draft)}"]')
    new_news(title="Nytt avtal")
    new_news(title="Ett utkast", slug="utkast", live=False)
    closed = new_news(title="Bara för oss", slug="for-oss")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    new_event("Öppet möte")
    new_event("Inställt möte", is_cancelled=True)
    past = timezone.now() - dt.timedelta(days=2)
    new_event("Mötet som var", starts_at=past, ends_at=past)
    found = rows(editor, draft)
    assert list(found) == ["Nytt avtal", "Öppet möte"]
    assert "Publicerat" in found["Nytt avtal"]
    assert "Kommande" in found["Öppet möte"]
    assert all("Finns inte på engelska" in said for said in found.values())
    answer, told = send(editor, draft)
    assert answer.redirect_chain == [(edit, 302)]
    assert "Nyheter (1), evenemang (1)" in told
    assert "Inget har publicerats" in told
    filled = [
        ("heading", "Nyheter"),
        ("news_card", "Nytt avtal"),
        ("heading", "Evenemang"),
        ("event_card", "Öppet möte"),
    ]
    assert body_of(draft) == filled
    entry = PageLogEntry.objects.filter(page=draft.pk).order_by("-pk").first()
    assert entry is not None
    assert (entry.action, entry.user.username) == ("wagtail.edit", "nyhetsbrev")
    assert not NewsletterIssuePage.objects.get(pk=draft.pk).live
    # Once more, from the screen and with the form of before.
    assert rows(editor, draft) == {}
    assert "inget nytt" in read(editor, draft).get_text()
    keys = [f"news_card:{NewsPage.objects.get(title='Nytt avtal').pk}"]
    answer = editor.post(screen(draft), {"chosen": keys}, follow=True)
    assert "Finns redan i numret" in answer.content.decode()
    assert body_of(draft) == filled
    # What is new since stands with its kind.
    new_news(title="Ännu ett avtal", slug="annu-ett")
    send(editor, draft)
    assert body_of(draft) == [*filled[:2], ("news_card", "Ännu ett avtal"), *filled[2:]]


def test_what_stands_in_an_issue_is_not_proposed_for_another(editor: Client, draft: Any) -> None:
    EventPage.objects.update(is_cancelled=True)
    names = ("kort", "relaterad", "lank", "delad", "eget", "knapp", "ny")
    news = {name: new_news(title=name, slug=name) for name in names}
    shared = SharedContent.objects.create(
        name="Delat", body_sv=[("news_card", news["delad"])], body_en=[("heading", "x")]
    )
    new_issue(
        ("news_card", news["kort"].pk),
        ("related", {"pages": [news["relaterad"].pk]}),
        ("text", f'<p><a linktype="page" id="{news["lank"].pk}">länk</a></p>'),
        ("shared", shared.pk),
        slug="tidigare",
        issue_date=TODAY - dt.timedelta(days=1),
    )
    # What another draft has may come out first in this one.
    new_issue(("news_card", news["ny"].pk), slug="ett-utkast", live=False)
    Page.objects.filter(slug__in=names).update(first_published_at=timezone.now())
    draft.body.append(("related", {"pages": [news["eget"]]}))
    draft.body.append(("call_to_action", {"text": "", "label": "Gör", "page": news["knapp"]}))
    draft.save_revision()
    assert list(rows(editor, draft)) == ["ny"]


def test_activities_and_projects_are_told_by_what_the_public_saw(
    editor: Client, draft: Any
) -> None:
    EventPage.objects.update(is_cancelled=True)
    # What is put on the site today of a plan that is over is no news.
    for activity in ActivityPage.objects.filter(url_path__contains="/2006-2007/"):
        backdate(activity.translation_key, TODAY)
    assert rows(editor, draft) == {}
    # One gets a note, one is done, one is paused: not news; and one is public for the first time.
    found = {
        reference: ActivityPage.objects.get(reference=reference, locale__language_code="sv")
        for reference in ("EX2", "EX3", "EX4")
    }
    for activity in found.values():
        activity.judgements.all().delete()
        activity.ends_on = TODAY + dt.timedelta(days=365)
        plan = activity.get_parent().specific
        plan.ends_on = activity.ends_on
        plan.save()
        activity.save_revision().publish()
        backdate(activity.translation_key, LONG_AGO)
    found["EX2"].notes.add(ProgressNote(on=TODAY, by="A", text="Det går framåt."))
    found["EX3"].judgements.add(Judgement(on=TODAY, by="A", status="done", reason="Klart."))
    found["EX4"].judgements.add(Judgement(on=TODAY, by="A", status="paused", reason="Vila."))
    for activity in found.values():
        activity.save_revision().publish()
    parent = found["EX2"].get_parent()
    new = ActivityPage(title="Helt ny", slug="helt-ny", reference="EX9", live=False)
    new.starts_on, new.ends_on = TODAY, TODAY
    new.locale, new.area = parent.locale, found["EX2"].area
    parent.add_child(instance=new)
    new.save_revision().publish()
    project = ProjectPage.objects.filter(locale__language_code="sv").first()
    assert project is not None
    project.starts_on, project.ends_on = LONG_AGO, TODAY + dt.timedelta(days=1)
    project.precision = "day"
    project.save_revision().publish()
    backdate(project.translation_key, LONG_AGO)
    assert project.title not in rows(editor, draft)
    project.ends_on = TODAY - dt.timedelta(days=1)
    project.save_revision().publish()
    told = rows(editor, draft)
    assert list(told) == [found["EX2"].title, found["EX3"].title, "Helt ny", project.title]
    for title, why in (
        (found["EX2"].title, "Vad som har hänt"),
        (found["EX3"].title, "Genomförd"),
        ("Helt ny", "Ny, Påbörjad"),
        (project.title, "Perioden är slut"),
    ):
        assert why in told[title]
    assert "Finns inte på engelska" not in told[found["EX2"].title]
    _answer, message = send(editor, draft)
    assert "Aktiviteter (3), projekt (1)" in message
    assert [block for block, _words in body_of(draft)] == [
        "heading", "activity_card", "activity_card", "activity_card", "heading", "project_card",
    ]  # fmt: skip


def test_without_an_issue_before_it_is_the_last_three_months(editor: Client, draft: Any) -> None:
    EventPage.objects.update(is_cancelled=True)
    ProgressNote.objects.all().delete()
    Milestone.objects.all().delete()
    issue_in("sv").unpublish()
    for days, slug in ((80, "nyss"), (100, "da")):
        news = new_news(title=slug, slug=slug)
        moment = timezone.now() - dt.timedelta(days=days)
        NewsPage.objects.filter(pk=news.pk).update(first_published_at=moment)
    assert list(rows(editor, draft)) == ["nyss"]


def test_what_is_too_much_to_choose_among_is_counted(editor: Client, draft: Any) -> None:
    EventPage.objects.update(is_cancelled=True)
    for number in range(MOST + 2):
        new_news(title=f"Nyhet {number}", slug=f"nyhet-{number}")
    page = read(editor, draft)
    assert len(list(_rows(page))) == MOST
    assert "2 till visas inte" in page.get_text()


def test_a_wrong_choice_is_told_and_changes_nothing(editor: Client, draft: Any) -> None:
    new_news(title="Nytt avtal")
    old = NewsPage.objects.filter(locale__language_code="sv").order_by("pk").first()
    assert old is not None
    for chosen in ([], ["x\x00"], [f"news_card:{old.pk}"], ["news_card:999999"], ["text:1"]):
        answer = editor.post(screen(draft), {"chosen": chosen})
        assert answer.status_code == 400
        assert errors_in(answer.content.decode())
    assert "Välj minst en" in editor.post(screen(draft)).content.decode()
    assert body_of(draft) == []


def test_only_drafts_and_only_for_those_who_edit_them(
    editor: Client, log_in: Any, draft: Any
) -> None:
    for username in ("oversattare", "samordnare", "rapportor"):
        assert log_in(username).get(screen(draft)).status_code == 302, "sent away by the editor"
        assert log_in(username).post(screen(draft), {"chosen": "x"}).status_code == 302
    listed = reverse("wagtailadmin_explore", args=[draft.get_parent().pk])
    assert screen(draft) in editor.get(listed).content.decode()
    public = issue_in("sv")
    assert screen(public) not in editor.get(listed).content.decode()
    assert "är publicerat eller låst" in editor.get(screen(public), follow=True).content.decode()
    assert editor.get(screen(issue_in("en"))).status_code == 404
    assert editor.get(reverse("newsletter_fill", args=[99999])).status_code == 404
    NewsletterIssuePage.objects.filter(pk=draft.pk).update(locked=True)
    answer = editor.post(screen(draft), {"chosen": "x"}, follow=True)
    assert "är publicerat eller låst" in answer.content.decode()
    assert screen(draft) not in editor.get(listed).content.decode()
