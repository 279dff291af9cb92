"""Where the publishing gate stands: in each way by which an editor makes something public."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from bilingual.gate import Finding, findings, findings_of_translation
from bilingual.locks import locked_message
from bilingual.page_screen import ReasonForm, screen_frame
from bilingual.staleness import give_address, translation_of
from core.publishing import refusal, with_descendants


def ask(request: HttpRequest, page: Page, found: list[Finding], form: Any = None) -> HttpResponse:
    """The screen that says what was found, and takes a reason where that is enough."""
    return TemplateResponse(
        request,
        "bilingual/gate.html",
        {
            **screen_frame(_("Not published yet"), page),
            "page": page,
            "blocking": [finding for finding in found if finding.blocking],
            "others": [finding for finding in found if not finding.blocking],
            "form": form or ReasonForm(),
            "address": reverse("publish_anyway", args=[page.pk]),
        },
        status=409,
    )


def publish_anyway(request: HttpRequest, page_id: int) -> HttpResponse:
    """Publishes the latest draft with a reason, where nothing that was found is blocking."""
    page: Any = get_object_or_404(Page, pk=page_id, depth__gt=1).specific
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    if request.method != "POST":
        return redirect("wagtailadmin_pages:edit", page.pk)
    if locked := locked_message(page, request.user):
        messages.error(request, locked)
        return redirect("wagtailadmin_pages:edit", page.pk)
    translation = translation_of(page)
    draft = page.get_latest_revision_as_object()
    found = findings_of_translation(translation) if translation else findings(draft)
    form = ReasonForm(request.POST)
    if any(finding.blocking for finding in found) or not form.is_valid():
        return ask(request, page, found, form)
    if refused := refusal(draft, request.user):
        messages.error(request, refused)
        return redirect("wagtailadmin_pages:edit", page.pk)
    said = [finding.message for finding in found]
    reason = form.cleaned_data["reason"]
    log(
        page,
        "bilingual.published_anyway",
        user=request.user,
        data={"reason": reason, "findings": said},
    )
    if translation:
        give_address(translation, request.user)
        translation.save_target(user=request.user, publish=True)
    else:
        page.get_latest_revision().publish(user=request.user)
    messages.success(request, _("“%(title)s” is published.") % {"title": page.title})
    return redirect("wagtailadmin_explore", page.get_parent().pk)


def told(found: list[Finding]) -> str:
    """The findings as one message."""
    return " ".join(finding.message for finding in found)


def before_bulk_publish(request: HttpRequest, pages: list[Page]) -> HttpResponse | None:
    """All or none: where one page is not fit to be published, none is, and it is said which."""
    faulty = False
    for page in with_descendants(request, pages):
        if locked := locked_message(page, request.user):
            faulty = True
            messages.error(request, locked)
        found = findings(page.get_latest_revision_as_object())
        if found:
            faulty = True
            messages.error(
                request,
                _("Nothing was published. “%(title)s”: %(found)s")
                % {"title": page.title, "found": told(found)},
            )
    if not faulty:
        return None
    parent = pages[0].get_parent()
    return redirect("wagtailadmin_explore", parent.pk if parent else pages[0].pk)


def stops_approval(request: HttpRequest, page: Page, comment: str) -> bool:
    """Whether a page that awaits approval must wait; says why. A comment counts as a reason."""
    state = page.current_workflow_state
    last = state.workflow.tasks.filter(active=True).last() if state else None
    # Approving the last task is publishing.
    is_last = last is not None and last.pk == state.current_task_state.task_id
    if is_last and (reason := refusal(page, request.user)):
        messages.error(request, _("Not approved: %(found)s") % {"found": reason})
        return True
    found = findings(page)
    if not found or (comment.strip() and not any(finding.blocking for finding in found)):
        return False
    messages.error(request, _("Not approved: %(found)s") % {"found": told(found)})
    if not any(finding.blocking for finding in found):
        messages.info(request, _("Approve it with a comment that says why, if it is right so."))
    return True
