"""“Fill from the site”: from a draft issue to one that tells what is new, on one screen."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from newsletter.drafts import SWEDISH, draft_issues
from newsletter.fill_issue import Filled, fill
from newsletter.models import NewsletterIssuePage
from newsletter.proposals import Group, Proposal, issue_before, proposals_for, since
from newsletter.screen_frame import frame


class FillForm(forms.Form):
    """Which of the proposals; the template shows them by kind."""

    chosen = forms.MultipleChoiceField(
        error_messages={"required": gettext_lazy("Choose at least one.")}
    )

    def __init__(self, *args: Any, groups: list[Group], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Also what stands in the draft by now: the form may be sent twice.
        self.fields["chosen"].choices = [  # type: ignore[attr-defined]
            (proposal.name, proposal.page.title) for group in groups for proposal in group.proposals
        ]
        self.initial["chosen"] = [proposal.name for group in groups for proposal in group.new]


def fill_screen(request: HttpRequest, page_id: int) -> HttpResponse:
    """Proposes what is new; adds it by POST alone."""
    issue: Any = get_object_or_404(NewsletterIssuePage, id=page_id, alias_of=None, **SWEDISH)
    if not issue.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    if issue not in draft_issues(request.user):
        told = _("“%(title)s” is public or locked: only a draft can be filled.")
        messages.error(request, told % {"title": issue.title})
        return redirect("wagtailadmin_pages:edit", issue.pk)
    groups = proposals_for(issue, issue.get_latest_revision_as_object())
    is_sent = request.method == "POST"
    form = FillForm(request.POST if is_sent else None, groups=groups)
    if is_sent and form.is_valid():
        _tell(request, issue, fill(issue, groups, form.cleaned_data["chosen"], request.user))
        return redirect("wagtailadmin_pages:edit", issue.pk)
    before = issue_before(issue)
    return TemplateResponse(
        request,
        "newsletter/fill_issue.html",
        {
            **frame(_("Fill from the site")),
            "issue": issue,
            "before": before,
            "since": since(before),
            "groups": [group for group in groups if group.new],
            "form": form,
            "chosen": form["chosen"].value() or [],
        },
        status=400 if is_sent else 200,
    )


def _tell(request: HttpRequest, issue: NewsletterIssuePage, filled: Filled) -> None:
    if filled.added:
        told = _("Added to the draft of “%(title)s”: %(parts)s. Nothing has been published.")
        parts = _counted(filled.added)
        messages.success(request, told % {"title": issue.title, "parts": parts})
    if filled.present:
        titles = ", ".join(f"“{proposal.page.title}”" for proposal in filled.present)
        messages.warning(request, _("In the issue already: %(parts)s.") % {"parts": titles})


def _counted(added: list[Proposal]) -> str:
    """“News (3), events (2)”."""
    numbers: dict[str, int] = {}
    for proposal in added:
        label = str(proposal.page._meta.verbose_name_plural)
        numbers[label] = numbers.get(label, 0) + 1
    return capfirst(", ".join(f"{label} ({number})" for label, number in numbers.items()))


@hooks.register("register_admin_urls")
def fill_addresses() -> list[URLPattern]:
    return [path("newsletter/issues/<int:page_id>/fill/", fill_screen, name="newsletter_fill")]


@hooks.register("register_page_header_buttons")
def button_in_the_editor(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """On an issue that is a draft."""
    return _button(page, user)


@hooks.register("register_page_listing_more_buttons")
def button_in_lists(page: Page, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """The same beside it in a list of pages."""
    return _button(page, user)


def _button(page: Page, user: Any) -> Iterator[Button]:
    # Its type is known without a query, also in a list of pages.
    if page.specific_class is not NewsletterIssuePage or page.live:
        return
    if page.pk in [issue.pk for issue in draft_issues(user)]:
        address = reverse("newsletter_fill", args=[page.pk])
        yield Button(_("Fill from the site"), address, icon_name="plus", priority=73)
