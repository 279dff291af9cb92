"""Between a report, its activities and its decisions: each end leads to the other.

Computed when it is read: what was approved stays as it is, and leads to what is public today.
"""

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Length, Substr
from wagtail.models import Page

from core.languages import preferred
from policy.history import end_of

if TYPE_CHECKING:
    from policy.models import ActionPlanPage, ActivityPage, QuarterlyReportPage
    from policy.report_reading import ReadReport


def link_activities(report: "ReadReport") -> None:
    """Gives each activity of the report its public page as `page`, None if it has none. One query.

    Sealed texts have no address of their own: an activity is known by its key.
    """
    keys = [entry["key"] for entry in report.activities]
    found = preferred(Page.objects.filter(translation_key__in=keys), report.language)
    pages = {str(page.translation_key): page for page in found}
    for entry in report.activities:
        entry["page"] = pages.get(entry["key"])


def approved_below(plan: "ActionPlanPage") -> Any:
    """The approved reports on the plan in both languages, the newest first, each with
    `approved_at` of its last version; those of the day, for a plan of an earlier day: a queryset.
    """
    pages = apps.get_model("policy", "QuarterlyReportPage").objects
    plans = apps.get_model("policy", "ActionPlanPage").objects
    sealed = apps.get_model("policy", "SealedReport").objects.filter(
        report__translation_key=OuterRef("translation_key")
    )
    if plan.as_of:
        sealed = sealed.filter(sealed_at__lt=end_of(plan.as_of))
    found = pages.annotate(
        above=Substr("path", 1, Length("path") - plan.steplen),
        approved_at=Subquery(sealed.order_by("-version").values("sealed_at")[:1]),
    ).filter(
        above__in=plans.filter(translation_key=plan.translation_key).values("path"),
        approved_at__isnull=False,
    )
    return found.order_by("-year", "-quarter")


def reports_on(plan: "ActionPlanPage") -> "list[QuarterlyReportPage]":
    """The public approved reports on the plan, in the reader's language, the newest first. One
    query.
    """
    return preferred(approved_below(plan))


def reports_telling_of(activity: "ActivityPage") -> "list[QuarterlyReportPage]":
    """The public reports whose latest version has something to tell of it, in the reader's
    language, the oldest first. One query.
    """
    reports = apps.get_model("policy", "QuarterlyReportPage").objects
    return preferred(
        reports.filter(translation_key__in=keys_telling_of(activity)).order_by("year", "quarter")
    )


def keys_telling_of(activity: "ActivityPage", until: dt.datetime | None = None) -> Any:
    """The translation keys of the reports whose last version, of those that were approved before
    `until`, has something to tell of it: a queryset.
    """
    sealed = apps.get_model("policy", "SealedReport").objects
    known = sealed.filter(sealed_at__lt=until) if until else sealed.all()
    later = known.filter(report=OuterRef("report"), version__gt=OuterRef("version"))
    told = known.filter(~Exists(later), told__key=activity.translation_key)
    return told.values_list("report__translation_key", flat=True)


def decisions_on(report: "QuarterlyReportPage") -> list[Any]:
    """The public decisions that concern the report, in the reader's language. One query."""
    decisions = apps.get_model("policy", "DecisionPage").objects
    found = decisions.filter(report__translation_key=report.translation_key)
    return preferred(found.select_related("deciding_body").order_by("decided_on", "path"))
