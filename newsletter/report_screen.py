"""“Use in the newsletter”: from a report to a draft issue that has its parts, on one screen."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from blocks.report_part import REPORT_PARTS
from newsletter.drafts import SWEDISH, draft_issues
from newsletter.models import NewsletterIndexPage, NewsletterIssuePage
from newsletter.report_into_issue import (
    Outcome,
    add_parts,
    may_use,
    new_issue,
    place_for_new,
    usable_reports,
)
from newsletter.screen_frame import frame
from policy.models import QuarterlyReportPage

NEW = "new"


class IntoIssueForm(forms.Form):
    """Into which issue, and which parts."""

    issue = forms.ChoiceField(label=gettext_lazy("Issue"))
    parts = forms.MultipleChoiceField(
        label=gettext_lazy("Parts"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Each becomes a block of its own, which can be moved or deleted."),
        error_messages={"required": gettext_lazy("Choose at least one part.")},
    )

    def __init__(self, *args: Any, user: Any, parts: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        issues = [(str(issue.pk), issue.get_admin_display_title()) for issue in draft_issues(user)]
        if place_for_new(user):
            issues.append((NEW, _("A new issue")))
        self.fields["issue"].choices = issues  # type: ignore[attr-defined]
        self.fields["parts"].choices = [  # type: ignore[attr-defined]
            (name, label) for name, label in REPORT_PARTS.items() if name in parts
        ]
        self.initial.setdefault("parts", parts)


def report_screen(request: HttpRequest, page_id: int) -> HttpResponse:
    """Asks for the issue and the parts; adds them by POST alone."""
    report: Any = get_object_or_404(QuarterlyReportPage, id=page_id, **SWEDISH)
    if not may_use(request.user):
        raise PermissionDenied
    version = report.approved_version()
    parts = report.report_parts(version, "sv") if version else None
    if parts is None or parts.page is None:
        messages.error(
            request, _("“%(title)s” is not approved and public yet.") % {"title": report.title}
        )
        return redirect("newsletter_reports")
    form = IntoIssueForm(
        request.POST or None,
        user=request.user,
        parts=parts.filled(),
        initial={"issue": request.GET.get("issue")},
    )
    if request.method == "POST" and form.is_valid():
        return _add(request, report, version, form.cleaned_data)
    return TemplateResponse(
        request,
        "newsletter/report_into_issue.html",
        {
            **frame(_("Use in the newsletter")),
            "report": report,
            "reading": parts.reading,
            "form": form,
        },
        status=400 if request.method == "POST" else 200,
    )


def _add(
    request: HttpRequest, report: QuarterlyReportPage, version: int, chosen: dict[str, Any]
) -> HttpResponse:
    place = place_for_new(request.user) if chosen["issue"] == NEW else None
    issue = (
        new_issue(place, request.user, is_example=report.is_example)
        if place
        else NewsletterIssuePage.objects.get(pk=chosen["issue"])
    )
    outcome = add_parts(issue, report, version, chosen["parts"], request.user)
    _tell(request, issue, outcome)
    return redirect("wagtailadmin_pages:edit", issue.pk)


def _tell(request: HttpRequest, issue: NewsletterIssuePage, outcome: Outcome) -> None:
    if outcome.added:
        told = _("Added to the draft of “%(title)s”: %(parts)s. Nothing has been published.")
        added = ", ".join(str(REPORT_PARTS[name]) for name in outcome.added)
        messages.success(request, told % {"title": issue.title, "parts": added})
    if outcome.present:
        told = _("%(part)s (version %(version)s)")
        present = ", ".join(
            told % {"part": REPORT_PARTS[name], "version": version}
            for name, version in outcome.present.items()
        )
        messages.warning(request, _("In the issue already: %(parts)s.") % {"parts": present})


def reports_screen(request: HttpRequest) -> HttpResponse:
    """The reports that there are to choose among."""
    if not may_use(request.user):
        raise PermissionDenied
    issue = request.GET.get("issue", "")
    return TemplateResponse(
        request,
        "newsletter/reports.html",
        {
            **frame(_("Use a quarterly report")),
            "reports": usable_reports(),
            "issue": issue if issue.isdecimal() else "",
        },
    )


@hooks.register("register_admin_urls")
def report_addresses() -> list[URLPattern]:
    return [
        path("newsletter/reports/", reports_screen, name="newsletter_reports"),
        path("newsletter/reports/<int:page_id>/", report_screen, name="newsletter_report"),
    ]


def _button_of_a_report(page: Page, user: Any) -> Iterator[Button]:
    # Its type is known without a query, also in a list of pages.
    if page.specific_class is not QuarterlyReportPage or page.locale.language_code != "sv":
        return
    if page.specific.approved_version() and may_use(user):
        address = reverse("newsletter_report", args=[page.pk])
        yield Button(_("Use in the newsletter"), address, icon_name="doc-full", priority=75)


@hooks.register("register_page_header_buttons")
def buttons_in_the_editor(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """On an approved report; and in the newsletter, whose editors do not edit reports."""
    yield from _button_of_a_report(page, user)
    if page.locale.language_code == "sv" and may_use(user):
        address = reverse("newsletter_reports")
        if page.specific_class is NewsletterIssuePage:
            address += f"?issue={page.pk}"
        elif page.specific_class is not NewsletterIndexPage:
            return
        yield Button(_("Use a quarterly report"), address, icon_name="doc-full", priority=75)


@hooks.register("register_page_listing_more_buttons")
def buttons_in_lists(page: Page, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """The same beside a report in a list of pages."""
    yield from _button_of_a_report(page, user)
