"""The newsletter in the page explorer: which issues are sent, and when."""

from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.template.defaultfilters import date as as_date
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.models import Page

from bilingual.page_viewset import Explorer, Pages
from newsletter.checklist_screen import swedish_issue
from newsletter.models import Mailing, NewsletterIssuePage

States = Mailing.State


class SendingColumn(Column):
    """“sent, 2 december 2026”; for pages that `with_sending` has made."""

    def get_value(self, instance: Any) -> str:
        if not isinstance(instance, NewsletterIssuePage):
            return ""
        state = instance.sending_state  # type: ignore[attr-defined]
        if state is None:
            return _("not ordered")
        said = str(States(state).label)
        when = _when(instance, state)
        return f"{said}, {as_date(timezone.localtime(when), 'j F Y H:i')}" if when else said


def _when(issue: Any, state: str) -> Any:
    """When it was done; before it has begun, when it is to be."""
    if state == States.SCHEDULED:
        return issue.sending_at
    return issue.sending_ended if state in (States.SENT, States.CANCELLED) else None


def with_sending(pages: "QuerySet[Page]") -> "QuerySet[Page]":
    """With the state and the times of each page's newest mailing, and what its button leads to, in
    the same query.
    """
    newest = Mailing.objects.filter(page_id=OuterRef("pk")).order_by("-ordered_at", "-pk")
    found: QuerySet[Page] = pages.annotate(
        sending_state=Subquery(newest.values("state")[:1]),
        sending_at=Subquery(newest.values("send_at")[:1]),
        swedish_issue=Subquery(swedish_issue(OuterRef("translation_key"))[:1]),
        sending_ended=Subquery(newest.values(ended=F("finished_at"))[:1]),
    )
    return found


class IssueExplorer(Explorer):
    """The page explorer with a column on the sending."""

    base_columns = [  # noqa: RUF012 – as Wagtail's own view declares it
        # Checkbox and title; what is told of an issue comes before what is told of every page.
        *Explorer.base_columns[:2],
        SendingColumn("sending", label=gettext_lazy("Sending"), width="16%"),
        *Explorer.base_columns[2:],
    ]

    def annotate_queryset(self, pages: "QuerySet[Page]") -> "QuerySet[Page]":
        return with_sending(super().annotate_queryset(pages))


class IssuePages(Pages):
    """The screens of issues: as of other pages, but for the list of them below the newsletter."""

    model = NewsletterIssuePage
    index_view_class = IssueExplorer

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        # From there too the whole site can be searched.
        return {**super().get_index_view_kwargs(**kwargs), "model": Page}


@hooks.register("register_admin_viewset")
def sending_in_the_list() -> IssuePages:
    return IssuePages("newsletter_issue_pages")
