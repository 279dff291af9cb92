"""Rules choose their cards when the page is read, and show readers nothing where they find none."""

import datetime as dt
import json
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.utils import timezone

from blocks.channels import Channel, data, render
from blocks.mail import mail_html
from core import card_rules
from core.card_rules import CardRule, cards_by_rule, register_rules
from core.periods import Precision, first_day
from home.models import EventPage
from networks.models import ProjectPage
from policy.models import ActivityPage, Judgement, Milestone
from policy.progress import load_progress
from policy.status import ActivityStatus
from records.models import FocusArea, Keyword
from tests.bilingual.translating import new_news
from tests.blocks.cards import body, by_rule, public, rules

TODAY = timezone.localdate()
QUARTER = first_day(TODAY, Precision.QUARTER)


def titles(rule: str, number: int = 12, **narrowed: Any) -> list[str]:
    found = data(body(by_rule(rule, number, **narrowed)))
    return [card["title"]["text"] for card in found[0]["value"]["cards"]] if found else []


def test_every_rule_is_rendered_in_every_channel_and_language() -> None:
    assert len(rules()) >= 9
    stream = body(*(by_rule(rule) for rule in rules()))
    for language in ("sv", "en"):
        told = json.loads(render(stream, Channel.JSON, language))
        assert {entry["value"]["rule"] for entry in told} >= {"news-latest", "projects-running"}
        for channel in Channel:
            made = mail_html("x", stream, language) if channel is Channel.MAIL else None
            made = made or render(stream, channel, language)
            for entry in told:
                for card in entry["value"]["cards"]:
                    assert card["address"].rsplit("/", 2)[-2] in made, (channel, card["address"])


def test_the_latest_news_on_a_topic_is_followed_as_it_is_published() -> None:
    area = FocusArea.objects.get(code="sustainable-development")
    word = Keyword.objects.create(name="Solel", name_en="Solar power")
    page = new_news(slug="sida", title="Sida", date="2001-01-01", body=[by_rule("news-latest", 2)])
    latest = list(public("home.NewsPage").order_by("-date", "path")[:2])
    seen = Client().get(page.url).content.decode()
    assert all(news.url in seen for news in latest)

    new = new_news(slug="ny", title="Solel i Pärnu", date=TODAY, focus_areas=[area])
    new.keywords.add(word)
    new.save()
    assert "Solel i Pärnu" in Client().get(page.url).content.decode()
    assert titles("news-latest", 1) == ["Solel i Pärnu"]
    assert titles("news-latest", keyword=word.pk) == ["Solel i Pärnu"]
    on_area = public("home.NewsPage").filter(focus_areas=area).order_by("-date", "path")
    assert titles("news-latest", focus_area=area.pk) == [news.title for news in on_area]
    assert titles("news-latest", focus_area=area.pk, keyword=word.pk) == ["Solel i Pärnu"]

    # A topic that is deleted does not let everything in.
    pk = word.pk
    word.delete()
    assert titles("news-latest", keyword=pk) == []
    assert titles("a-rule-of-yesterday") == []


def test_events_and_projects_are_chosen_by_their_dates() -> None:
    coming = [e for e in public("home.EventPage") if not e.is_past]
    assert titles("events-coming") == [
        e.title for e in sorted(coming, key=lambda event: event.next_times[0])
    ]
    held = [e for e in public("home.EventPage") if e.is_past]
    assert set(titles("events-held")) == {e.title for e in held}
    for rule, state in (("projects-running", "running"), ("projects-coming", "granted")):
        found = titles(rule)
        wanted = [p for p in public("networks.ProjectPage") if p.status == state]
        if state == "granted":
            wanted = [p for p in wanted if p.starts_on]
        assert set(found) == {p.title for p in wanted}
    project = public("networks.ProjectPage").filter(state="granted").first()
    assert project is not None
    ProjectPage.objects.filter(pk=project.pk).update(
        starts_on=dt.date(2020, 1, 1), ends_on=TODAY - dt.timedelta(days=1), precision="day"
    )
    ended = titles("projects-ended-this-quarter")
    assert (project.title in ended) == (TODAY != QUARTER)
    EventPage.objects.all().delete()
    assert render(body(by_rule("events-coming")), Channel.WEB, "sv") == ""
    assert render(body(by_rule("events-coming")), Channel.TEXT, "sv") == ""


def test_activities_are_chosen_by_their_status_as_people_have_judged_it() -> None:
    activities = list(public("policy.ActivityPage").order_by("path"))
    day, locale = dt.timedelta(days=1), activities[0].locale
    cases: list[tuple[Any, Any, str, dt.date | None]] = [
        (TODAY - day, TODAY + day, "", None),
        (TODAY - day, None, "paused", TODAY),
        (TODAY - day, TODAY + day, "done", QUARTER),
        (TODAY - day, TODAY + day, "done", QUARTER - day),
        (TODAY + day, TODAY + 9 * day, "", None),
        (TODAY + day, TODAY + 9 * day, "ongoing", TODAY),
        (TODAY + day, TODAY + 9 * day, "cancelled", TODAY),
        (None, TODAY + day, "", None),
        (None, None, "paused", TODAY - day),
        (TODAY - 9 * day, TODAY - day, "", None),
        (TODAY - 9 * day, TODAY - day, "paused", TODAY),
        (TODAY - day, TODAY + day, "late-step", None),
    ]
    for activity, (start, end, judged, on) in zip(activities, cases, strict=False):
        dates = {"starts_on": start, "ends_on": end, "precision": "day"}
        ActivityPage.objects.filter(translation_key=activity.translation_key).update(**dates)
        Judgement.objects.filter(page=activity).delete()
        Milestone.objects.filter(page=activity).delete()
        if judged == "late-step":
            Milestone.objects.create(
                page=activity, locale=activity.locale, title="x", due_on=TODAY - day
            )
        elif judged:
            Judgement.objects.create(
                page=activity, locale=activity.locale, status=judged, on=on, reason="x"
            )
    # What was judged last counts, and of one day the later row.
    for on, status in ((TODAY - 5 * day, "paused"), (TODAY - day, "ongoing")):
        Judgement.objects.create(
            page=activities[8], locale=locale, status=status, on=on, reason="x", sort_order=9
        )
    every = list(public("policy.ActivityPage"))
    load_progress(every)
    for rule, status in (
        ("activities-running", ActivityStatus.ONGOING),
        ("activities-coming", ActivityStatus.PLANNED),
    ):
        found, wanted = all_of(rule), {a.title for a in every if a.status is status}
        assert (set(found), len(found)) == (wanted, len(wanted)), rule
        assert {activities[0].title, activities[4].title} & wanted
    ended = all_of("activities-ended-this-quarter")
    assert activities[2].title in ended
    assert not {activities[n].title for n in (1, 3, 6, 10)} & set(ended)
    wanted = {activity.title for activity in every if _has_ended(activity)}
    assert (set(ended), len(ended)) == (wanted, len(wanted))


def _has_ended(activity: Any) -> bool:
    if activity.status is ActivityStatus.DONE:
        return max(row.on for row in activity.progress.judgements) >= QUARTER
    is_over = activity.status is ActivityStatus.ENDED
    return is_over and QUARTER <= activity.ends_on < TODAY


def all_of(rule: str) -> list[str]:
    """A block shows twelve at most: here all are asked for."""
    return [card.title.words for card in cards_by_rule(rule, 1000)]


@pytest.mark.any_database
def test_a_wrong_rule_is_refused_at_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(card_rules, "_rules", {})

    def none(pages: Any) -> Any:
        return pages.none()

    register_rules(CardRule("news-latest", "Latest", "home.NewsPage", none))
    for wrong, message in (
        (CardRule("news-latest", "Latest", "home.EventPage", none), "already"),
        (CardRule("x", "x", "home.StandardPage", none), "StandardPage"),
        (CardRule("y", "y", "policy.DecisionPage", none), "focus_areas"),
    ):
        with pytest.raises(ImproperlyConfigured, match=message):
            register_rules(wrong)
    assert titles("news-latest") == []
