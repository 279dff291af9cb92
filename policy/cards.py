"""What cards of activities, decisions, statements, methods and indicators say."""

from collections import Counter
from typing import Any

from django.db.models import Exists, OuterRef, prefetch_related_objects
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.card_rules import CardRule
from core.cards import Card, CardKind, facts, foreign, page_card, said_by
from core.languages import preferred_pages, shown
from core.said import Said
from core.templatetags.writing import date_text, day, number
from policy.card_rules import coming, ended_this_quarter, running
from policy.models import ActivityPage
from policy.progress import load_progress


def activity_card(page: Any) -> Card:
    return page_card(
        page,
        reference=page.reference,
        when=capfirst(page.period),
        status=page.status,
        facts=facts((_("Responsible operation"), page.operation)),
    )


def decision_card(page: Any) -> Card:
    return page_card(
        page,
        kind=str(page.get_kind_display()),
        when=day(page.decided_on),
        dates=(page.decided_on, page.decided_on),
        text=said_by(page, page.introduction or page.decision_text),
        facts=facts((_("Deciding body"), page.deciding_body), (_("Paragraph"), page.paragraph)),
    )


def point_card(point: Any) -> Card:
    """A statement or method, word for word, with how many activities carry it out."""
    code = point.locale.language_code
    count = point.carrying
    activities = ngettext("%(number)s activity", "%(number)s activities", count)
    return Card(
        kind=capfirst(str(point._meta.verbose_name)),
        reference=point.reference,
        title=Said(point.text, foreign(code)),
        address=point.url,
        page_language=foreign(code),
        facts=facts((_("Carried out by"), activities % {"number": count} if count else "")),
    )


def _count(relation: str) -> Any:
    def count(points: list[Any]) -> None:
        """Sets `carrying`, the number of public activities, on the points. One query."""
        key = f"{relation}__translation_key"
        keys = [point.translation_key for point in points]
        found = preferred_pages(ActivityPage.objects.filter(**{f"{key}__in": keys}).distinct())
        pairs = ActivityPage.objects.filter(pk__in=found.values("pk"), **{f"{key}__in": keys})
        numbers = Counter(pairs.order_by().values_list(key, flat=True))
        for point in points:
            point.carrying = numbers[point.translation_key]

    return count


def indicator_card(indicator: Any) -> Card:
    """The latest value, and where it shall be."""
    # One of an earlier day has what was known by then.
    known = vars(indicator).get("known_values")
    found = indicator.values.all() if known is None else known
    values = [(value.on, value.value) for value in found]
    latest = max(values, default=(None, None))
    return Card(
        kind=capfirst(str(indicator._meta.verbose_name)),
        title=Said(indicator.name, ""),
        facts=facts(
            (_("Latest value"), _measured(indicator, *latest)),
            (_("Baseline"), _measured(indicator, indicator.baseline_on, indicator.baseline)),
            (_("Target"), _measured(indicator, indicator.target_on, indicator.target)),
        ),
    )


def _measured(indicator: Any, on: Any, value: Any) -> str:
    if on is None or value is None:
        return ""
    return f"{number(value)} {indicator.unit} ({date_text(on)})"


def _load_values(indicators: list[Any]) -> None:
    prefetch_related_objects(indicators, "values")


def _measuring(indicators: Any) -> Any:
    """One that no public activity is measured by is nobody's business yet."""
    activities = ActivityPage.objects.filter(indicators=OuterRef("pk"))
    return indicators.filter(Exists(shown(activities)))


CARDS = [
    CardKind("policy.ActivityPage", activity_card, ("operation",), load_progress),
    CardKind("policy.DecisionPage", decision_card, ("deciding_body",)),
    CardKind("policy.Statement", point_card, ("page__locale",), _count("statements")),
    CardKind("policy.Method", point_card, ("page__locale",), _count("methods")),
    CardKind("policy.Indicator", indicator_card, (), _load_values, _measuring),
]
RULES = [
    CardRule(
        "activities-running", gettext_lazy("Ongoing activities"), "policy.ActivityPage", running
    ),
    CardRule("activities-coming", gettext_lazy("Coming activities"), "policy.ActivityPage", coming),
    CardRule(
        "activities-ended-this-quarter",
        gettext_lazy("Activities that ended this quarter"),
        "policy.ActivityPage",
        ended_this_quarter,
    ),
]
