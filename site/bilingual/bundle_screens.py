"""Bundles in the editor, and their preview for people without an account."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import ObjectList
from wagtail.models import Page
from wagtail.snippets.views.snippets import SnippetViewSet

from bilingual.bundle_rights import Member, not_for
from bilingual.bundles import (
    LINK_SECONDS,
    BundleError,
    bundle_of,
    check,
    link_token,
    member_of,
    members,
    publish,
)
from bilingual.models import Bundle
from bilingual.staleness import translation_of


class BundleForm(WagtailAdminModelForm):
    """Whoever saves a time answers for what becomes public at it."""

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("publish_at"):
            for page in not_for(self.for_user, self._members()):
                fault = _(
                    "Only who may publish all pages can set a time; you may not publish “%s”."
                )
                self.add_error("publish_at", fault % page.title)
        return data

    def _members(self) -> list[Member]:
        """What the form holds, not what is stored."""
        items = self.formsets["items"]
        items.is_valid()
        kept = [form for form in items.forms if form not in items.deleted_forms]
        pages = [getattr(form, "cleaned_data", {}).get("page") for form in kept]
        return [member_of(page) for page in pages if page]

    def save(self, commit: bool = True) -> Any:
        self.instance.scheduled_by = self.for_user if self.instance.publish_at else None
        self.instance.scheduled_at = timezone.now() if self.instance.publish_at else None
        return super().save(commit=commit)


class BundleViewSet(SnippetViewSet):
    """Bundles among the reports and records of the editor."""

    model = Bundle
    icon = "folder-open-inverse"
    menu_label = gettext_lazy("Bundles")
    menu_order = 270
    add_to_admin_menu = True
    list_display = ("name", "publish_at", "published_at")
    edit_handler = ObjectList(Bundle.panels, base_form_class=BundleForm)


def bundle_screen(request: HttpRequest, pk: int) -> HttpResponse:
    """What the bundle holds, what is missing, its preview link, and the button that publishes."""
    if not request.user.has_perm("bilingual.change_bundle"):
        raise PermissionDenied
    bundle = get_object_or_404(Bundle, pk=pk)
    may_publish = not not_for(request.user, members(bundle))
    if request.method == "POST":
        if not may_publish:
            raise PermissionDenied
        notes = [note for member in check(bundle, request.user) for note in member.notes]
        try:
            published = publish(bundle, request.user)
        except BundleError as error:
            messages.error(request, _("Nothing was published."))
            for line in str(error).split("\n"):
                messages.error(request, line)
        else:
            messages.success(
                request, _("%(count)s pages were published.") % {"count": len(published)}
            )
            for note in notes:
                messages.info(request, note)
        return redirect("bundle", pk)
    address = reverse("bundle_preview", args=[link_token(bundle)])
    return TemplateResponse(
        request,
        "bilingual/bundle.html",
        {
            "bundle": bundle,
            "members": check(bundle, request.user),
            "may_publish": may_publish,
            "preview": request.build_absolute_uri(address),
            "days": LINK_SECONDS // 86400,
            "page_title": f"{_('Bundle')}: {bundle.name}",
            "header_icon": "folder-open-inverse",
            "breadcrumbs_items": [
                {"url": reverse("wagtailsnippets_bilingual_bundle:list"), "label": _("Bundles")},
                {"url": "", "label": bundle.name},
            ],
        },
    )


def preview(request: HttpRequest, token: str) -> HttpResponse:
    """The bundle's pages, for whoever has the link; 404 for a forged or expired one."""
    bundle = bundle_of(token)
    if bundle is None:
        raise Http404
    response = TemplateResponse(
        request,
        "bilingual/bundle_preview.html",
        {"bundle": bundle, "members": members(bundle), "token": token},
    )
    return _private(response)


def preview_page(request: HttpRequest, token: str, page_id: int) -> HttpResponse:
    """One page of the bundle as its latest draft."""
    bundle = bundle_of(token)
    pages = [page for member in (members(bundle) if bundle else []) for page in member.pages]
    page = next((page for page in pages if page.pk == page_id), None)
    if page is None:
        raise Http404
    draft = _draft(page)
    with translation.override(page.locale.language_code):
        response = draft.make_preview_request(request, draft.default_preview_mode)
        if hasattr(response, "render"):
            response.render()
    return _private(response)


def _draft(page: Page) -> Any:
    """The page with its latest texts: a translation's are with wagtail-localize until it is sent.

    What is not translated yet is in Swedish: the reader of a preview sees what is missing.
    """
    translated = translation_of(page)
    if translated is None:
        return page.get_latest_revision_as_object()
    return translated.source.get_ephemeral_translated_instance(
        translated.target_locale, fallback=True
    )


def _private(response: Any) -> HttpResponse:
    """Not for search engines, caches, or the address line of the next site."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
