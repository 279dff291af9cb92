"""Gives a page in memory what a row says."""

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_date
from django.utils.text import slugify
from django.utils.translation import gettext as _

from policy.models import ActivityPage, ActivityProject, Judgement
from policy.models.activity_form import signature_of
from policy.sheets.columns import BY_NAME, JUDGEMENT, Kind
from policy.sheets.state import SEPARATOR, Cells
from policy.sheets.vocabularies import REFERRED, Vocabulary
from policy.status import judgement_at

if TYPE_CHECKING:
    from policy.models import ActionPlanPage

Faults = list[tuple[str, str]]


def new_activity(plan: "ActionPlanPage", cells: Cells, taken: set[str], user: Any) -> ActivityPage:
    """An activity that the plan does not have yet, with an address that is free."""
    base = slugify(cells.get("title_sv", ""))[:240] or slugify(cells.get("reference", ""))
    slug, number = base, 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return ActivityPage(locale=plan.locale, owner=user, live=False, slug=slug)


def apply(
    page: ActivityPage, names: list[str], cells: Cells, known: dict[str, Vocabulary], user: Any
) -> Faults:
    """Sets the named columns on the page, unsaved. Gives what is wrong with its judgement."""
    for name in names:
        column, text = BY_NAME[name], cells[name]
        match column.kind:
            case Kind.TEXT | Kind.CHOICE:
                setattr(page, column.field, text)
            case Kind.DATE:
                setattr(page, column.field, parse_date(text) if text else None)
            case Kind.CODE:
                setattr(page, f"{name}_id", known[name].key(text) if text else None)
            case Kind.CODES:
                keys = [known[name].key(code) for code in text.split(SEPARATOR) if code]
                _refer(page, name, keys)
    if any(column.name in names for column in JUDGEMENT):
        return _judge(page, cells, user)
    return []


def _refer(page: ActivityPage, name: str, keys: list[int]) -> None:
    if name == "projects":
        rows = [ActivityProject(project_id=key, sort_order=n) for n, key in enumerate(keys)]
        page.projects.set(rows)
        return
    manager: Any = apps.get_model(REFERRED[name][0])._default_manager
    setattr(page, name, list(manager.filter(pk__in=keys)))


def _judge(page: ActivityPage, cells: Cells, user: Any) -> Faults:
    """Adds a judgement; only the words of the latest one are changed where it stands."""
    status, on, reason = (cells.get(column.name, "") for column in JUDGEMENT)
    rows = list(page.judgements.all())
    if not (status or on or reason):
        return [("status", _("A judgement is part of the history: remove it on the page itself."))]
    day = parse_date(on) if on else None
    latest = judgement_at(rows, max(row.on for row in rows)) if rows else None
    if latest and (latest.status, latest.on) == (status, day):
        row = latest
        row.reason = reason
    else:
        row = Judgement(
            locale=page.locale,
            status=status,
            on=day,
            reason=reason,
            by=signature_of(user),
            sort_order=max((row.sort_order or 0 for row in rows), default=-1) + 1,
        )
        rows.append(row)
    page.judgements.set(rows)
    return _judgement_faults(row)


def _judgement_faults(row: Judgement) -> Faults:
    try:
        row.full_clean(exclude=["page", "translation_key", "locale"])
    except ValidationError as error:
        names = {column.field: column.name for column in JUDGEMENT}
        return [
            (names.get(name, ""), message)
            for name, messages in error.message_dict.items()
            for message in messages
        ]
    return []
