"""A translation on its way through the workflow of its language."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from wagtail.models import Page

from bilingual.faults import faults_of
from bilingual.staleness import give_address, missing_texts, translation_of


def draft_of_translation(page: Page, user: Any) -> Any:
    """Saves the translated texts as a draft of the English page; what is public stays as it is.

    wagtail-localize's own way of saving a draft writes a published page's fields at once. Raises
    ValidationError for texts that the page cannot take.
    """
    translation = translation_of(page)
    if translation is None:
        return page.get_latest_revision()
    if faults := faults_of(translation):
        raise ValidationError(faults)
    give_address(translation, user)
    draft = translation.source.get_ephemeral_translated_instance(
        translation.target_locale, fallback=False
    )
    draft.full_clean()
    return draft.save_revision(user=user, log_action=True)


def submit_translation(request: HttpRequest, page_id: int) -> HttpResponse:
    """Sends a whole translation to the approvers, as any draft is sent."""
    page: Any = get_object_or_404(Page, pk=page_id, depth__gt=1).specific
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    back = redirect("wagtailadmin_pages:edit", page.pk)
    translation = translation_of(page)
    if request.method != "POST" or translation is None:
        return back
    if page.workflow_in_progress:
        messages.warning(request, _("The translation awaits approval already."))
        return back
    workflow = page.get_workflow()
    if missing_texts(translation):
        messages.error(request, _("There are texts that are not translated yet."))
        return back
    if workflow is None:
        messages.error(request, _("No workflow is set for this language: ask an administrator."))
        return back
    try:
        with transaction.atomic():
            draft_of_translation(page, request.user)
            page.refresh_from_db()
            workflow.start(page, request.user)
    except ValidationError as error:
        messages.error(request, "; ".join(error.messages))
        return back
    messages.success(request, _("The translation was submitted for approval."))
    return back
