"""One page in its two languages: how it stands, what has changed, and what an editor decides."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log
from wagtail.models import Page

from bilingual.changes import changed_texts, keep_translations
from bilingual.drafts import send_draft_texts
from bilingual.models import SwedishOnly, TranslationState
from bilingual.overview import State, with_state
from bilingual.staleness import call_current


class ReasonForm(forms.Form):
    """Why: kept in the page's history."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        widget=forms.TextInput,
        help_text=gettext_lazy("Kept in the page's history with your name."),
    )


def _source(page_id: int) -> Any:
    """The page with its state; raises Http404 for a page that is no source."""
    pages = Page.objects.filter(depth__gt=1, locale__language_code=settings.LANGUAGE_CODE)
    return get_object_or_404(with_state(pages).select_related("locale"), pk=page_id)


def screen_frame(title: str, page: Page) -> dict[str, Any]:
    """Heading and breadcrumb for a screen about one page."""
    return {
        "page_title": f"{title}: {page.title}",
        "header_icon": "globe",
        "breadcrumbs_items": [
            {"url": reverse("language_report"), "label": _("Languages")},
            {"url": reverse("wagtailadmin_pages:edit", args=[page.pk]), "label": page.title},
            {"url": "", "label": title},
        ],
    }


def page_languages(request: HttpRequest, page_id: int) -> HttpResponse:
    """Shows how a Swedish page stands in English; takes the decisions that are made about it."""
    page = _source(page_id)
    rights = page.permissions_for_user(request.user)
    may_decide = rights.can_edit()
    if not may_decide and (request.method == "POST" or not _translates(request.user, page)):
        raise PermissionDenied
    state = (
        TranslationState.objects.filter(page_id=page.translated_id)
        .select_related("stale_by", "page__locale")
        .first()
    )
    decision = SwedishOnly.objects.filter(page_id=page.pk).select_related("decided_by").first()
    form = ReasonForm(request.POST or None)
    if request.method == "POST":
        act = {
            "minor": _call_minor,
            "swedish-only": _keep_swedish,
            "translate-after-all": _translate_after_all,
            "send-draft": _send_draft,
        }.get(request.POST.get("action", ""))
        if act is None:
            return HttpResponse(_("There is no such choice."), status=400)
        needs_reason = act not in (_translate_after_all, _send_draft)
        if not needs_reason or form.is_valid():
            reason = form.cleaned_data["reason"] if needs_reason else ""
            act(request, page, reason)
            return redirect("page_languages", page_id)
        messages.error(request, _("Say why: without a reason nothing was changed."))
    return TemplateResponse(
        request,
        "bilingual/page_languages.html",
        {
            "page": page,
            **screen_frame(_("Languages"), page),
            "label": State(page.state).label,
            "state": state,
            "changes": [
                (strip_tags(change.before), strip_tags(change.now))
                for change in (changed_texts(state, page) if state else [])
            ],
            "decision": decision,
            "form": form,
            "may_decide": may_decide,
            "can_publish": rights.can_publish(),
            "state_is_open": page.state in (State.MISSING, State.IN_PROGRESS),
        },
        status=400 if request.method == "POST" else 200,
    )


def _translates(user: Any, page: Page) -> bool:
    """Whether the page's translation is this user's work, there already or still to be made."""
    if user.has_perm("wagtail_localize.submit_translation"):
        return True
    translations = page.get_translations().filter(alias_of=None)
    return any(found.permissions_for_user(user).can_edit() for found in translations)


def _call_minor(request: HttpRequest, page: Any, reason: str) -> None:
    """The change does not touch the meaning: English is current again, as its readers see."""
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    states = TranslationState.objects.filter(
        page__translation_key=page.translation_key, stale_since__isnull=False
    ).select_related("page__locale")
    if not states:
        messages.warning(request, _("Nothing has changed since the translation."))
        return
    for state in states:
        keep_translations(state, page)
        call_current(state)
    log(page.specific, "bilingual.minor", user=request.user, data={"reason": reason})
    messages.success(
        request, _("Noted: the change does not touch the meaning. English is current.")
    )


def _keep_swedish(request: HttpRequest, page: Any, reason: str) -> None:
    """The page is not to be translated."""
    if page.get_translations().live().filter(alias_of=None).exists():
        messages.error(
            request,
            _("The page is published in English: unpublish it there first, if you mean it."),
        )
        return
    SwedishOnly.objects.update_or_create(
        page_id=page.pk, defaults={"reason": reason, "decided_by": request.user}
    )
    log(page.specific, "bilingual.swedish_only", user=request.user, data={"reason": reason})
    messages.success(request, _("Noted: the page is deliberately in Swedish only."))


def _translate_after_all(request: HttpRequest, page: Any, reason: str) -> None:
    """Takes the decision back."""
    removed, _per_model = SwedishOnly.objects.filter(page_id=page.pk).delete()
    if removed:
        log(page.specific, "bilingual.both_languages", user=request.user)
        messages.success(request, _("Noted: the page is to be translated."))


def _send_draft(request: HttpRequest, page: Any, reason: str) -> None:
    """The translator may begin before the Swedish changes are public."""
    if not page.get_translations().filter(alias_of=None).exists():
        messages.error(request, _("The page has not been submitted for translation yet."))
        return
    send_draft_texts(page.specific)
    log(page.specific, "bilingual.draft_sent", user=request.user)
    messages.success(request, _("The draft's texts are with the translator. Nothing is public."))
