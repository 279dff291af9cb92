"""Which report is meant by a year and a quarter: for commands."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from core.languages import shown
from policy.models import ActionPlanPage, QuarterlyReportPage, SealedReport
from policy.quarters import Quarter
from policy.report_content import compose
from policy.report_pages import LANGUAGES, SOURCE
from policy.report_reading import ReadReport, read

# In Django's terms: what a command exits with.
NOTHING, CANNOT = 1, 2


def add_choice(parser: ArgumentParser) -> None:
    """YEAR QUARTER [--plan SLUG] [--language sv|en]."""
    parser.add_argument("year", type=int, metavar="YEAR", help="with four digits")
    parser.add_argument("quarter", type=int, metavar="QUARTER", choices=range(1, 5), help="1 to 4")
    parser.add_argument("--plan", metavar="SLUG", help="the plan, where several hold the quarter")
    parser.add_argument("--language", choices=LANGUAGES, default=SOURCE)


def chosen_quarter(options: dict[str, Any]) -> Quarter:
    """Raises CommandError for a quarter that has not begun, or a year far off."""
    if not 1990 <= options["year"] <= 2100:
        raise CommandError("YEAR is between 1990 and 2100.", returncode=CANNOT)
    quarter = Quarter(options["year"], options["quarter"])
    if quarter.first > timezone.localdate():
        raise CommandError("That quarter has not begun yet.", returncode=CANNOT)
    return quarter


def chosen_plan(quarter: Quarter, slug: str | None) -> ActionPlanPage:
    """The Swedish page of the plan by its address's last part, else the one that holds the quarter.

    Raises CommandError where there is none (1) or not one alone (2).
    """
    plans = shown(ActionPlanPage.objects.filter(locale__language_code=SOURCE))
    if slug is not None:
        found = list(plans.filter(slug=slug))
    else:
        found = [plan for plan in plans if _holds(plan, quarter)]
    if not found:
        what = f"with the slug “{slug}”" if slug is not None else "for that quarter"
        raise CommandError(f"There is no plan {what}.", returncode=NOTHING)
    if len(found) > 1:
        slugs = ", ".join(sorted(plan.slug for plan in found))
        raise CommandError(f"Say which plan with --plan: {slugs}.", returncode=CANNOT)
    return found[0]


def _holds(plan: ActionPlanPage, quarter: Quarter) -> bool:
    begins = plan.starts_on is None or plan.starts_on <= quarter.last
    return begins and (plan.ends_on is None or plan.ends_on >= quarter.first)


def approved_report(plan: ActionPlanPage, quarter: Quarter, language: str) -> ReadReport | None:
    """What was approved last of the plan's report of that quarter; None if nothing was."""
    pages = QuarterlyReportPage.objects.child_of(plan).filter(
        year=quarter.year, quarter=quarter.number
    )
    sealed = SealedReport.objects.filter(report__in=pages).order_by("sealed_at", "version").last()
    return read(sealed, language) if sealed else None


def composed_report(plan: ActionPlanPage, quarter: Quarter, language: str) -> ReadReport:
    """The report as the history has it, without words of an editor."""
    content = compose(plan, quarter)
    written: dict[str, Any] = {"foreword": {}, "correction": {}, "comments": {}}
    return ReadReport({**content, **written}, language)


def is_empty(report: ReadReport) -> bool:
    """Whether the history knows of nothing at all in that quarter."""
    told = ("activities", "withdrawn", "projects", "networks", "events")
    return not any(report.content[name] for name in told)
