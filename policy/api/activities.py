"""Activities: lists that are filtered as the matrix is, and one with all that has happened."""

import datetime as dt
import uuid
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from blocks.channels import Channel, render
from core.api import (
    SOURCE,
    ListChoice,
    Listed,
    MovedError,
    Reference,
    Text,
    Versions,
    one_of,
    pages_by_id,
    part_of,
    record_of,
    rows_of,
    text_of,
)
from core.cards import cards_as_of
from policy.api.day import Day, DayChoice
from policy.api.describing import described, items, labels
from policy.api.reading import activities_on, activity_on, in_languages, plans_on
from policy.api.reports import reports_telling_of
from policy.api.shapes import Activity, FullActivity, Judgement, Link, Milestone, Note
from policy.dimensions import DIMENSIONS, NONE, linked_ids
from policy.history import open_to_all
from policy.matrix import MatrixForm
from policy.models import ActivityPage, Statement
from policy.past_choices import key_today
from policy.record_history import records_on
from policy.status import ActivityStatus
from records.leading_on import code_today
from records.models import Contact, Operation

router = Router(tags=["Activities"])


class ActivityChoice(ListChoice):
    """Filters as the matrix has them; `none` finds what has none."""

    as_of: Day = None
    plan: uuid.UUID | None = None
    statement: str = Field("", description="A reference: I1; “none”.")
    operation: str = Field("", description="The code of an operation; “none”.")
    area: str = Field("", description="An area's reference in lower case; “none”.")
    focus_area: str = Field("", alias="focus-area", description="The code of a focus area; “none”.")
    method: str = Field("", description="A reference: M1; “none”.")
    contact: str = Field("", description="The code of a contact; “none”.")
    participating: str = Field("", description="The code of an operation taking part; “none”.")
    quarter: str = Field("", description="For example 2026-Q3; “before”, “after”; “none”.")
    status: ActivityStatus | None = None

    def wanted(self) -> dict[str, str]:
        """By dimension, what was asked for."""
        names = (*DIMENSIONS, *BESIDE)
        chosen = {name: getattr(self, name.replace("-", "_")) for name in names}
        return {name: str(value) for name, value in chosen.items() if value}


@router.get("", response=Listed[Activity], summary="Activities of the action plans")
def list_activities(request: HttpRequest, choice: Query[ActivityChoice]) -> Any:
    day = choice.as_of
    plans = plans_on(day)
    if choice.plan:
        plans = {choice.plan: one_of(plans, choice.plan)}
    found: list[ActivityPage] = []
    for plan in plans.values():
        own = activities_on([plan])
        filters = choice.wanted()
        if filters:
            form = MatrixForm({}, plan[SOURCE], own)
        for name, wanted in filters.items():
            keys = BESIDE[name](own) if name in BESIDE else form.keys(name)
            own = [a for a in own if wanted in (keys.get(a.pk) or [NONE])]
        found += own
    if not found:
        _lead_on(request, choice, list(plans.values()))
    part, following = part_of(found, choice, request)
    return Listed[Activity](count=len(found), next=following, items=items(part, day))


def _lead_on(request: HttpRequest, choice: ActivityChoice, plans: list[Versions]) -> None:
    """Leads on from a code or reference that is another today. Raises MovedError."""
    query = request.GET.copy()
    for name, wanted in choice.wanted().items():
        # Each plan has areas of its own.
        for plan in plans if choice.plan or name != "area" else ():
            if today := key_today(name, wanted, plan[SOURCE]):
                query[name] = today
    for name, model in {"contact": Contact, "participating": Operation}.items():
        if today := code_today(model, choice.wanted().get(name, NONE)):
            query[name] = today
    if query != request.GET:
        raise MovedError(f"{request.path}?{query.urlencode()}")


def _participating(activities: list[ActivityPage]) -> dict[int, list[str]]:
    """By activity, the codes of the operations that take part."""
    day = activities[0].as_of if activities else None
    operations = records_on(Operation, day) if day else Operation.objects.in_bulk()
    links = linked_ids(activities, "participating")
    return {
        pk: [operations[other].code for other in ids if other in operations]
        for pk, ids in links.items()
    }


def _contact(activities: list[ActivityPage]) -> dict[int, list[str]]:
    """By activity, the code of its contact."""
    codes = dict(Contact.objects.values_list("pk", "code"))
    return {a.pk: [codes[a.contact_id]] for a in activities if a.contact_id in codes}


def _statements(activities: list[ActivityPage]) -> dict[int, list[str]]:
    """By activity, the references of its statements."""
    names = dict(Statement.objects.values_list("pk", "reference"))
    links = linked_ids(activities, "statements")
    return {pk: [names[other] for other in ids if other in names] for pk, ids in links.items()}


# What the matrix has no columns for.
BESIDE = {"statement": _statements, "contact": _contact, "participating": _participating}


@router.get("/{uuid:key}", response=FullActivity, summary="One activity")
def get_activity(request: HttpRequest, key: uuid.UUID, choice: Query[DayChoice]) -> Any:
    day = choice.as_of
    activity = activity_on(key, day)
    versions = in_languages([activity], day)[key]
    return FullActivity(
        **described([activity], day)[0],
        continues=_continues(activity, day),
        body=_body(versions),
        aim=text_of(versions, "aim"),
        outcome=text_of(versions, "outcome"),
        judgements=[
            Judgement(on=row.on, status=labels()[row.status], reason=text_of(rows, "reason"))
            for row, rows in sourced(versions, "judgements")
            if row.on <= activity.day
        ],
        milestones=[
            Milestone(title=text_of(rows, "title"), due_on=row.due_on, done_on=row.done_on)
            for row, rows in sourced(versions, "milestones")
        ],
        notes=[
            Note(on=row.on, text=text_of(rows, "text"))
            for row, rows in sourced(versions, "notes")
            if row.on <= activity.day
        ],
        links=_links(request, versions),
        reports=reports_telling_of(activity, day),
    )


def sourced(versions: Versions, relation: str) -> list[tuple[Any, Versions]]:
    """The Swedish rows, which hold the facts, each with its versions, which hold the words."""
    return [(rows[SOURCE], rows) for rows in rows_of(versions, relation)]


def _continues(activity: ActivityPage, day: dt.date | None) -> list[Reference]:
    if day:
        then = open_to_all(day).filter(model=activity._meta.label, language=SOURCE)
        ids = then.filter(content__continued_in=activity.pk).values_list("page_id", flat=True)
    else:
        ids = ActivityPage.objects.filter(continued_in=activity.pk).values_list("pk", flat=True)
    return list(pages_by_id(ids).values())


def _body(versions: Versions) -> Text:
    """Its blocks as plain text, with the cards of the day."""
    words = {}
    for code, page in versions.items():
        with cards_as_of(page.cards_day):
            words[code] = render(page.body, Channel.TEXT, code) or None
    return Text(**words)


def _links(request: HttpRequest, versions: Versions) -> list[Link]:
    rows = sourced(versions, "links")
    # What an earlier version refers to may be gone since: then it is None.
    prefetch_related_objects([row for row, _own in rows], "document", "indicator")
    pages = pages_by_id([row.page_link_id for row, _own in rows if row.page_link_id])
    found = []
    for row, own in rows:
        page, file = pages.get(row.page_link_id), row.document.url if row.document else ""
        found.append(
            Link(
                title=text_of(own, "title"),
                is_evidence=row.is_evidence,
                page=page,
                indicator=record_of(row.indicator) if row.indicator else None,
                url=row.web_address
                or (page and page.url.sv)
                or (request.build_absolute_uri(file) if file else None),
            )
        )
    return found
