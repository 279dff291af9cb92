"""Between a report, its activities and its decisions: each end leads to the other.

Computed when it is read: what was approved stays as it is, and leads to what is public today.
"""

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Exists, OuterRef
from wagtail.models import Page

from core.languages import preferred

if TYPE_CHECKING:
    from policy.models import ActivityPage, QuarterlyReportPage
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
