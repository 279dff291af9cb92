"""Blocks that lead on: documents, an invitation, a film, related pages."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.models import Page

from blocks.examples import in_both
from blocks.same import SameInBothLanguages
from core.addresses import absolute, split
from core.cards import card_kinds, foreign
from core.languages import read_references, reading_language
from core.templatetags.links import title_language

LINKS = _("Links")


class DocumentRowBlock(blocks.StructBlock):
    """A file, and what it is called here."""

    document = DocumentChooserBlock(label=_("Document"))
    title = blocks.CharBlock(
        label=_("Title"),
        required=False,
        max_length=200,
        help_text=_("Empty: the document's own title, which is the same in both languages."),
    )

    class Meta:
        label = _("Document")


class DocumentsBlock(blocks.StructBlock):
    """Files to download, each with kind and size."""

    documents = blocks.ListBlock(DocumentRowBlock(), min_num=1, max_num=30, label=_("Documents"))

    class Meta:
        icon = "doc-full-inverse"
        group = LINKS
        label = _("Documents")
        template = "blocks/documents/web.html"
        description = _("Files to download, with kind and size")
        help_text = _("The files are the same in both languages; their titles are translated.")

    def get_preview_value(self) -> Any:
        """The newest document; None where there is none."""
        newest = get_document_model().objects.order_by("-pk").first()
        if newest is None:
            return None
        title = in_both("Ett dokument att hämta", "A document to download")()
        return self.normalize({"documents": [{"document": newest, "title": title}]})

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        context["documents"] = self._rows(value)
        return context

    def get_api_representation(self, value: Any, context: Any = None) -> list[dict[str, Any]]:
        return _from_anywhere(self._rows(value))

    @staticmethod
    def _rows(value: Any) -> list[dict[str, Any]]:
        # A document that has been deleted is None.
        return [
            {
                "title": row["title"] or row["document"].title,
                "address": row["document"].url,
                "kind": row["document"].file_extension.upper(),
                "size": row["document"].get_file_size(),
            }
            for row in value["documents"]
            if row["document"] is not None
        ]


class CallToActionBlock(blocks.StructBlock):
    """One thing to do next, as a button: a page of this site, or an address elsewhere."""

    text = blocks.CharBlock(
        label=_("Text"), required=False, max_length=250, help_text=_("Why, in a sentence.")
    )
    label = blocks.CharBlock(
        label=_("Button"), max_length=60, help_text=_("What one does: “Sign up for the seminar”.")
    )
    page = blocks.PageChooserBlock(
        label=_("Page"),
        required=False,
        help_text=_("The Swedish page; each reader is led to their own language."),
    )
    address = blocks.URLBlock(label=_("or web address"), required=False, max_length=500)

    class Meta:
        icon = "pick"
        group = LINKS
        label = _("Call to action")
        template = "blocks/call_to_action/web.html"
        description = _("One thing to do next, as a button")
        help_text = _("The target is the same in both languages; the words are translated.")
        preview_value = in_both(
            {
                "text": "Frågor om internationellt arbete?",
                "label": "Skriv till oss",
                "page": None,
                "address": "https://www.vasteras.se/",
            },
            {
                "text": "Questions on our work abroad?",
                "label": "Write to us",
                "page": None,
                "address": "https://www.vasteras.se/",
            },
        )

    def clean(self, value: Any) -> Any:
        """Raises an error at the field unless there is one target, and only one."""
        result = super().clean(value)
        is_draft = self.is_deferred_validation
        chosen = [part for part in (result["page"], result["address"]) if part]
        if len(chosen) > 1 or not (chosen or is_draft):
            told = ValidationError(_("Choose a page, or give an address: one of the two."))
            raise StructBlockValidationError(block_errors={"address": told})
        return result

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        context |= self._target(value)
        return context

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, str] | None:
        """What is said, and where it leads; None where that is no longer public."""
        target = self._target(value)
        if not target["target"]:
            return None
        address = absolute(target["target"])
        return {"text": value["text"], "label": value["label"], "address": address}

    @staticmethod
    def _target(value: Any) -> dict[str, str]:
        """The address, and the language of a page that is not the reader's."""
        if value["address"]:
            leads = bool(split(value["address"]).hostname)
            return {"target": value["address"] if leads else "", "hreflang": ""}
        found = read_references([value["page"]] if value["page"] else [])
        if not found:
            return {"target": "", "hreflang": ""}
        return {"target": found[0].url or "", "hreflang": foreign(found[0].locale.language_code)}


class VideoBlock(blocks.StructBlock):
    """A film elsewhere, as a link that says where it leads: nothing is loaded from there before."""

    title = blocks.CharBlock(label=_("Title"), max_length=200)
    address = blocks.URLBlock(
        label=_("Address of the film"),
        max_length=500,
        help_text=_("Its page at YouTube, Vimeo, the city's film service …"),
    )
    minutes = blocks.IntegerBlock(
        label=_("Length in minutes"), required=False, min_value=1, max_value=600
    )
    text = blocks.TextBlock(
        label=_("What it shows"),
        max_length=600,
        help_text=_("For those who cannot or do not want to see it (WCAG 1.2.1)."),
    )

    class Meta:
        icon = "media"
        group = LINKS
        label = _("Film")
        template = "blocks/video/web.html"
        description = _("A film on another site, opened only when the reader wants to")
        help_text = _("The film is the same in both languages; the words are translated.")
        preview_value = in_both(
            {
                "title": "Västerås i Europa",
                "address": "https://video.example.org/vasteras",
                "minutes": 3,
                "text": "Elever berättar om sitt utbyte med Kassel. Filmen är textad.",
            },
            {
                "title": "Västerås in Europe",
                "address": "https://video.example.org/vasteras",
                "minutes": 3,
                "text": "Pupils tell of their exchange with Kassel. The film has captions.",
            },
        )

    def clean(self, value: Any) -> Any:
        """Raises an error at the field for an address without encryption."""
        result = super().clean(value)
        lacks = self.is_deferred_validation and not result["address"]
        if not lacks and split(result["address"]).scheme != "https":
            told = ValidationError(_("The address must begin with https://."))
            raise StructBlockValidationError(block_errors={"address": told})
        return result

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        context["host"] = split(value["address"]).hostname or ""
        return context

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any] | None:
        """The film; None as long as it leads nowhere."""
        if not split(value["address"]).hostname:
            return None
        return {name: value[name] for name in ("title", "address", "minutes", "text")}


class RelatedBlock(SameInBothLanguages, blocks.StructBlock):
    """Links to other pages of the site, by their own titles of today."""

    pages = blocks.ListBlock(
        blocks.PageChooserBlock(label=_("Page")),
        min_num=1,
        max_num=12,
        label=_("Pages"),
        help_text=_("The Swedish pages; each reader is led to their own language."),
    )

    class Meta:
        icon = "link"
        group = LINKS
        label = _("Related pages")
        template = "blocks/related/web.html"
        description = _("Links to other pages, always with their present titles")
        help_text = _("The same in both languages; each reader reads it in their own.")

    def get_preview_value(self) -> Any:
        """The sections of the site."""
        pages = Page.objects.live().filter(depth=3, locale__language_code="sv")[:3]
        return self.normalize({"pages": list(pages)})

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        context["pages"] = self._rows(value)
        return context

    def get_api_representation(
        self, value: Any, context: Any = None
    ) -> list[dict[str, str]] | None:
        """The pages that readers may see; None for none."""
        own = reading_language()
        rows = [
            {**row, "language": row["language"] or own, "hreflang": row["hreflang"] or own}
            for row in _from_anywhere(self._rows(value))
        ]
        return rows or None

    @staticmethod
    def _rows(value: Any) -> list[dict[str, str]]:
        pages = dict.fromkeys(read_references(filter(None, value["pages"])))
        kinds = {kind.model_class for kind in card_kinds()}
        # The language of a title is known to the page's own type alone.
        specific = Page.objects.filter(pk__in=[page.pk for page in pages]).specific().in_bulk()
        return [
            {
                "title": page.title,
                "language": foreign(title_language(specific[page.pk])),
                "hreflang": foreign(page.locale.language_code),
                # Of what there are cards, the kind's name is one for readers.
                "kind": capfirst(str(page.specific_class._meta.verbose_name))
                if page.specific_class in kinds
                else "",
                "address": page.url or "",
            }
            for page in pages
        ]


def _from_anywhere(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with whole addresses."""
    return [{**row, "address": absolute(row["address"])} for row in rows]
