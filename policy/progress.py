"""What has happened to activities, loaded for many at once.

Rows are those of the Swedish page in both languages: a status may not wait for a translator. Their
words are in the reader's language where they have been translated.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.db.models import F

from core.languages import read_references, shown
from policy.history import page_on
from policy.status import ActivityStatus, judgement_at, overdue, status_of

if TYPE_CHECKING:
    from policy.models import ActivityPage

MODELS = {
    "judgements": "policy.Judgement",
    "milestones": "policy.Milestone",
    "notes": "policy.ProgressNote",
    "links": "policy.ActivityLink",
}
# What a row's template reads besides.
ALONG = {"policy.ActivityLink": ("page_link", "document", "indicator")}
# The rows that a status follows from.
STATUS_ROWS = ("judgements", "milestones")


@dataclass
class Progress:
    """An activity's own facts, and the rows of its Swedish page, that its status follows from."""

    start: dt.date | None
    end: dt.date | None
    continued_on: dt.date | None
    plan_end: dt.date | None = None
    judgements: list[Any] = field(default_factory=list)
    milestones: list[Any] = field(default_factory=list)

    def status_at(self, at: dt.date) -> ActivityStatus:
        """The status on the day `at`."""
        if self.continued_on is not None and self.continued_on <= at:
            return ActivityStatus.REPLACED
        judgement = judgement_at(self.judgements, at)
        return status_of(
            start=self.start,
            end=self.end,
            plan_end=self.plan_end,
            judged=judgement.status if judgement else None,
            has_overdue=bool(overdue(self.milestones, at)),
            at=at,
        )


def load_progress(activities: "Iterable[ActivityPage]", plan: Any = None) -> None:
    """Sets `progress` on activities of the public site of today that have none yet.

    Two queries, however many activities, one for their plans unless `plan` is given, and one if any
    of them is continued in another.
    """
    found = [activity for activity in activities if "progress" not in vars(activity)]
    rows = {name: _source_rows(MODELS[name], found) for name in STATUS_ROWS}
    ends = {} if plan else _plan_ends(found)
    public = _public(activity.continued_in_id for activity in found)
    for activity in found:
        plan_end = plan.ends_on if plan else ends.get(_parent_path(activity))
        own = {name: by_key[activity.translation_key] for name, by_key in rows.items()}
        set_progress(activity, plan_end, own, activity.continued_in_id in public)


def _public(ids: "Iterable[int | None]") -> set[int]:
    """Those of the pages that the public can follow. A query if there are any."""
    given = {pk for pk in ids if pk}
    pages = shown(apps.get_model("wagtailcore", "Page").objects.filter(pk__in=given))
    return set(pages.values_list("pk", flat=True)) if given else set()


def set_progress(
    activity: "ActivityPage",
    plan_end: dt.date | None,
    rows: dict[str, list[Any]],
    leads_on: bool = True,
) -> None:
    """Sets `progress` of one activity from the rows of its Swedish page, by relation.

    Not `leads_on`: what it is continued in is not public, so that it still counts itself.
    """
    activity.progress = Progress(
        activity.starts_on,
        activity.ends_on,
        activity.continued_on if activity.continued_in_id and leads_on else None,
        plan_end,
        **{name: rows[name] for name in STATUS_ROWS},
    )


def _source_rows(label: str, activities: "Sequence[ActivityPage]") -> dict[Any, list[Any]]:
    by_key: dict[Any, list[Any]] = defaultdict(list)
    if activities:
        keys = [activity.translation_key for activity in activities]
        rows = apps.get_model(label)._default_manager.filter(
            page__translation_key__in=keys, page__locale__language_code=settings.LANGUAGE_CODE
        )
        for row in rows.annotate(activity=F("page__translation_key")).order_by("sort_order"):
            by_key[row.activity].append(row)
    return by_key


def read_rows(activity: "ActivityPage") -> dict[str, list[Any]]:
    """All rows of one activity by relation, each in the reader's language, or in Swedish with its
    `locale`. One query a relation; as the public saw them, for an activity of an earlier day.
    """
    if activity.as_of is None:
        return {name: _overlaid(_rows_in_both(label, activity)) for name, label in MODELS.items()}
    own = activity
    source = own if _is_source(own) else page_on(_source(own), activity.as_of)
    versions = [source, own] if source is not None and source is not own else [own]
    rows: dict[str, list[Any]] = {name: [] for name in MODELS}
    for version in versions:
        for name, found in rows.items():
            found += [_with_locale(row, version) for row in getattr(version, name).all()]
    return {name: _overlaid(found) for name, found in rows.items()}


def _is_source(activity: "ActivityPage") -> bool:
    return bool(activity.locale.language_code == settings.LANGUAGE_CODE)


def _source(activity: "ActivityPage") -> Any:
    """A stand-in for the Swedish page, of which history needs only key and language."""
    locale = apps.get_model("wagtailcore", "Locale").objects.get(
        language_code=settings.LANGUAGE_CODE
    )
    return type(activity)(translation_key=activity.translation_key, locale=locale)


def _with_locale(row: Any, page: "ActivityPage") -> Any:
    row.locale = page.locale
    return row


def _rows_in_both(label: str, activity: "ActivityPage") -> list[Any]:
    languages = {settings.LANGUAGE_CODE, activity.locale.language_code}
    rows = apps.get_model(label)._default_manager.filter(
        page__translation_key=activity.translation_key, locale__language_code__in=languages
    )
    return list(rows.select_related("locale", *ALONG.get(label, ())).order_by("sort_order"))


def set_targets(links: list[Any]) -> None:
    """Gives each link that leads to a page its `target`, that page in the reader's language; None
    if it is not public. One query at the most.
    """
    sources = [link.page_link for link in links if link.page_link]
    pages = {page.translation_key: page for page in read_references(sources)}
    for link in links:
        link.target = pages.get(link.page_link.translation_key) if link.page_link else None


def _overlaid(rows: list[Any]) -> list[Any]:
    """The Swedish rows in their order, each in the other language where there is such a row."""
    translated = {
        row.translation_key: row
        for row in rows
        if row.locale.language_code != settings.LANGUAGE_CODE
    }
    return [
        translated.get(row.translation_key, row)
        for row in rows
        if row.locale.language_code == settings.LANGUAGE_CODE
    ]


def _parent_path(activity: "ActivityPage") -> str:
    return str(activity.path)[: -activity.steplen]


def _plan_ends(activities: "Sequence[ActivityPage]") -> dict[str, dt.date | None]:
    plans = apps.get_model("policy", "ActionPlanPage").objects
    paths = {_parent_path(activity) for activity in activities}
    return dict(plans.filter(path__in=paths).values_list("path", "ends_on"))
