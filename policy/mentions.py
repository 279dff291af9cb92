"""How activities, decisions and the background name records."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from core.mentions import Mention

ACTIVITIES = "policy/includes/activities_of_record.html"
DECISIONS = "policy/includes/decision_list.html"
BY_PLAN = ("path",)


def _activities(record: str, accessor: str, heading: object, place: int) -> Mention:
    return Mention(record, accessor, heading, ACTIVITIES, place, BY_PLAN, ("operation",))


def _decisions(accessor: str, heading: object, place: int) -> Mention:
    newest = ("-decided_on", "path")
    return Mention(
        "records.Operation", accessor, heading, DECISIONS, place, newest, ("deciding_body",)
    )


MENTIONS = [
    _activities("records.Operation", "activities", _("Activities that it answers for"), 10),
    _activities(
        "records.Operation", "activities_taking_part", _("Activities that it takes part in"), 11
    ),
    _activities("records.FocusArea", "activities", _("Activities"), 10),
    replace(
        _activities("records.Keyword", "activities", _("Activities"), 10),
        model="policy.ActivityPage",
        lookup="keyword_links__tag",
    ),
    _activities("records.Contact", "activities", _("Activities"), 10),
    _decisions("decisions", _("Decided here, or to be decided here"), 40),
    _decisions("proposals", _("Proposed by it"), 41),
    Mention("records.Contact", "background_pages", _("Background"), "includes/page_list.html", 60),
]
