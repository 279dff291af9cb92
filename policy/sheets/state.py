"""What the activities of a plan say now, as the cells of the spreadsheet."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.dateparse import parse_date
from wagtail_localize.models import StringTranslation

from bilingual.translating import plain
from core.periods import first_day, last_day
from core.sheets.words import clean_text
from core.tables import Table
from policy.models import ActivityPage
from policy.sheets.columns import BY_NAME, COLUMNS, ENGLISH, Kind, table_columns
from policy.sheets.vocabularies import Vocabulary, vocabularies
from policy.status import judgement_at

if TYPE_CHECKING:
    from policy.models import ActionPlanPage

SEPARATOR = "; "
Cells = dict[str, str]


@dataclass
class Known:
    """An activity that the plan has: its Swedish page, and its latest draft as cells."""

    page: ActivityPage
    cells: Cells


@dataclass(frozen=True)
class _Judged:
    on: Any
    status: str
    reason: str


def judged(content: dict[str, Any]) -> Any:
    """The latest judgement in a page's content; None if nobody has judged."""
    rows = [
        _Judged(parse_date(str(row["on"])), row["status"], row["reason"])
        for row in sorted(content.get("judgements", []), key=lambda row: row["sort_order"] or 0)
    ]
    return judgement_at(rows, max(row.on for row in rows)) if rows else None


def _periods(content: dict[str, Any]) -> Cells:
    # A draft has the dates as they were typed; the page widens them when it is saved.
    cells = {name: content.get(name) or "" for name in ("starts_on", "ends_on", "precision")}
    for name, widened in (("starts_on", first_day), ("ends_on", last_day)):
        day = parse_date(cells[name]) if cells[name] else None
        cells[name] = widened(day, cells["precision"]).isoformat() if day else ""
    return cells


def _referred(content: dict[str, Any], name: str, vocabulary: Vocabulary) -> str:
    if BY_NAME[name].kind is Kind.CODE:
        return vocabulary.code_of.get(content.get(name) or 0, "")
    if name == "projects":
        rows = sorted(content.get(name, []), key=lambda row: row["sort_order"] or 0)
        keys = [row["project"] for row in rows]
        return SEPARATOR.join(vocabulary.code_of[key] for key in keys if key in vocabulary.code_of)
    codes = [vocabulary.code_of[key] for key in content.get(name, []) if key in vocabulary.code_of]
    return SEPARATOR.join(sorted(codes))


def _swedish(content: dict[str, Any], known: dict[str, Vocabulary]) -> Cells:
    """The Swedish texts and the facts of a page's content."""
    latest = judged(content)
    cells = {}
    for column in COLUMNS:
        match column.kind:
            case Kind.CODE | Kind.CODES:
                cells[column.name] = _referred(content, column.name, known[column.name])
            case Kind.JUDGEMENT:
                cells[column.name] = clean_text(getattr(latest, column.field, ""))
            case Kind.ENGLISH:
                cells[column.name] = ""
            case _:
                cells[column.name] = clean_text(content.get(column.field))
    return cells | _periods(content)


def _translations(pages: list[ActivityPage]) -> dict[Any, str]:
    """The English of each text by page, field and Swedish words. One query."""
    rows = StringTranslation.objects.filter(
        locale__language_code="en",
        context__object_id__in=[page.translation_key for page in pages],
        context__path__in=[column.field for column in ENGLISH],
    ).values_list("context__object_id", "context__path", "translation_of__data", "data")
    return {
        (key, path, clean_text(plain(swedish))): clean_text(plain(english))
        for key, path, swedish, english in rows
    }


def _public_english(plan: "ActionPlanPage") -> dict[Any, Any]:
    """The public English pages by their key: what they say where Swedish has changed since."""
    english = plan.get_translations().filter(locale__language_code="en").first()
    if english is None:
        return {}
    pages = ActivityPage.objects.child_of(english).filter(live=True, alias_of=None)
    return {page.translation_key: page for page in pages}


def known_activities(plan: "ActionPlanPage") -> list[Known]:
    """The activities of a Swedish plan, public or not, in the plan's order.

    As many queries for many activities as for few.
    """
    known = vocabularies(plan)
    pages = list(
        ActivityPage.objects.child_of(plan).select_related("latest_revision").order_by("path")
    )
    translated, public = _translations(pages), _public_english(plan)
    found = []
    for page in pages:
        content = page.latest_revision.content if page.latest_revision else page.serializable_data()
        cells = _swedish(content, known)
        for column in ENGLISH:
            swedish = cells[f"{column.field}_sv"]
            words = translated.get((page.translation_key, column.field, swedish))
            if words is None and swedish and page.translation_key in public:
                words = clean_text(getattr(public[page.translation_key], column.field))
            cells[column.name] = words or ""
        found.append(Known(page, cells))
    return found


def activities_sheet(plan: "ActionPlanPage") -> Table:
    """The plan's activities as they stand in the latest drafts, both languages side by side."""
    rows = [
        [_for_file(column, activity.cells[column.name]) for column in COLUMNS]
        for activity in known_activities(plan)
    ]
    return Table(plan.title, table_columns(), rows)


def _for_file(column: Any, text: str) -> Any:
    is_date = column.kind is Kind.DATE or column.name == "status_on"
    return parse_date(text) if is_date and text else text
