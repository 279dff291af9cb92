"""Parts of an approved quarterly report as blocks of an issue that is a draft."""

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from wagtail.log_actions import log

from core.languages import answering, shown
from newsletter.drafts import SWEDISH, draft_issues, draft_to_write, save_draft
from newsletter.models import NewsletterIndexPage, NewsletterIssuePage
from policy.models import QuarterlyReportPage

BLOCK = "report_part"


@dataclass
class Outcome:
    """The names of the parts that were added, and the versions of those that stood there."""

    added: list[str] = field(default_factory=list)
    present: dict[str, int] = field(default_factory=dict)


def usable_reports() -> list[QuarterlyReportPage]:
    """The Swedish pages of approved reports that everyone may read, the newest first."""
    reports = shown(QuarterlyReportPage.objects.filter(sealed__isnull=False, **SWEDISH))
    return list(reports.distinct().order_by("-year", "-quarter", "path"))


def place_for_new(user: Any) -> NewsletterIndexPage | None:
    """Where the user may begin a new issue; None if they may not."""
    index = answering(NewsletterIndexPage.objects.filter(**SWEDISH)).first()
    may = index is not None and index.permissions_for_user(user).can_add_subpage()
    return index if may else None


def may_use(user: Any) -> bool:
    """Whether the user has an issue that a report could be put into, or may begin one."""
    return place_for_new(user) is not None or bool(draft_issues(user))


@transaction.atomic
def new_issue(index: NewsletterIndexPage, user: Any, *, is_example: bool) -> NewsletterIssuePage:
    """The next issue of this year, as a draft."""
    today = timezone.localdate()
    numbers = NewsletterIssuePage.objects.filter(issue_date__year=today.year, **SWEDISH)
    number = (numbers.aggregate(last=Max("number"))["last"] or 0) + 1
    # In the language of its contents, whatever language the editor works in.
    issue = NewsletterIssuePage(
        title=f"Nyhetsbrev {number}, {today.year}",
        number=number,
        issue_date=today,
        is_example=is_example,
        live=False,
        owner=user,
        locale=index.locale,
    )
    index.add_child(instance=issue)
    log(issue, "wagtail.create", user=user)
    return issue


@transaction.atomic
def add_parts(
    issue: NewsletterIssuePage,
    report: QuarterlyReportPage,
    version: int,
    names: list[str],
    user: Any,
) -> Outcome:
    """Appends the parts to the issue's draft; what stands in it of that report already stays."""
    draft = draft_to_write(issue)
    present = {
        block.value["part"]: block.value["version"]
        for block in draft.body
        if block.block_type == BLOCK and block.value["report"] == report
    }
    outcome = Outcome()
    for name in names:
        if name in present:
            outcome.present[name] = present[name]
            continue
        draft.body.append((BLOCK, {"report": report, "part": name, "version": version}))
        outcome.added.append(name)
    if outcome.added:
        save_draft(draft, user)
    return outcome
