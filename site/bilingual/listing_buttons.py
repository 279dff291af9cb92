"""“Translate” and “Sync” beside each page of a list, known from the list's own query."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail_localize.models import TranslationSource
from wagtail_localize.wagtail_hooks import page_listing_more_buttons

HOOK = "register_page_listing_more_buttons"


def with_translation_source(pages: "QuerySet[Page]") -> "QuerySet[Page]":
    """Adds `source_id`: wagtail-localize's source that the page is, if it has translations."""
    sources = TranslationSource.objects.filter(
        object_id=OuterRef("translation_key"),
        locale_id=OuterRef("locale_id"),
        translations__enabled=True,
    )
    return pages.annotate(source_id=Subquery(sources.values("pk")[:1]))


def translation_buttons(page: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """wagtail-localize's two buttons; where the list knows about the page they cost no query."""
    if not hasattr(page, "source_id"):
        yield from page_listing_more_buttons(page, user, next_url=next_url)
        return
    if page.is_root() or not user.has_perm("wagtail_localize.submit_translation"):
        return
    other = page.translated_id if page.translated_id != page.pk else page.has_source or None
    if not other:
        submitted = page.alias_of_id or page.pk
        yield Button(
            _("Translate this page"),
            reverse("wagtail_localize:submit_page_translation", args=[submitted]),
            priority=60,
            icon_name="wagtail-localize-language",
        )
    if page.source_id:
        address = reverse("wagtail_localize:update_translations", args=[page.source_id])
        if next_url is not None:
            address += "?" + urlencode({"next": next_url})
        yield Button(_("Sync translated pages"), address, priority=60, icon_name="resubmit")


def replace_buttons() -> None:
    """Puts ours in place of wagtail-localize's, which asks two or three times for each row.

    Wagtail has no public way to take a hook away.
    """
    hooks._hooks[HOOK].remove((page_listing_more_buttons, 0))
    hooks.register(HOOK, translation_buttons)
