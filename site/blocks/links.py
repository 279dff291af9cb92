"""Links between pages in running text: to the page in the reader's language."""

from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from core.languages import preferred, reading_language


class ReadersPageLinkHandler(PageLinkHandler):
    """Replaces Wagtail's own: a page that is not in the reader's language is linked to as it is,
    and marked; the link's words remain where the page is no longer published.
    """

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        """The opening tags of the links, in at most two queries however many they are."""
        linked: Any = Page.objects.select_related("locale").in_bulk(
            [attrs["id"] for attrs in attrs_list if attrs.get("id", "").isdigit()]
        )
        keys = {page.translation_key for page in linked.values()}
        in_language = {
            page.translation_key: page
            for page in preferred(Page.objects.filter(translation_key__in=keys))
        }
        tags = []
        for attrs in attrs_list:
            page = linked.get(int(attrs["id"])) if attrs.get("id", "").isdigit() else None
            if page is not None:
                own = page if page.live else None
                page = in_language.get(page.translation_key, own)
            tags.append(cls._tag(page))
        return tags

    @staticmethod
    def _tag(page: Any) -> str:
        if page is None or not page.url:
            return "<a>"
        code = page.locale.language_code
        if code == reading_language():
            return format_html('<a href="{}">', page.url)
        # The link's words are in the text's language: only what it leads to is not (WCAG 3.1.2).
        note = _("in Swedish") if code == "sv" else _("in English")
        return format_html('<a href="{}" hreflang="{}" data-note="{}">', page.url, code, note)
