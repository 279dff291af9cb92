"""Blocks of words."""

from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from wagtail import blocks
from wagtail.rich_text import expand_db_html

from blocks.examples import in_both
from blocks.rich_text import absolute

# The languages of the texts that the city quotes: its own two, and those of most partners.
PASSAGE_LANGUAGES = {
    "sv": _("Passage in Swedish"),
    "en": _("Passage in English"),
    "de": _("Passage in German"),
    "fr": _("Passage in French"),
    "fi": _("Passage in Finnish"),
}
PASSAGES = [f"lang-{code}" for code in PASSAGE_LANGUAGES]

# Enough for running text; headings are blocks of their own so that their order can be checked.
RICH_TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link", *PASSAGES]


class LeadBlock(blocks.TextBlock):
    """A few lines that say what the text is about, larger than the text."""

    class Meta:
        icon = "bold"
        label = _("Lead")
        template = "blocks/lead/web.html"
        preview_value = in_both(
            "Västerås arbetar med städer, regioner och nätverk i hela Europa.",
            "Västerås works with towns, regions and networks all over Europe.",
        )
        description = _("A few lines that say what follows")
        help_text = _("Two or three sentences, at most 400 characters.")

    def __init__(self, **kwargs: Any) -> None:
        # The form's field takes both from here.
        super().__init__(**{"max_length": 400, "help_text": self._meta_class.help_text, **kwargs})

    def get_api_representation(self, value: str, context: Any = None) -> str:
        return value


class HeadingBlock(blocks.CharBlock):
    """A section's heading, an `h2` with an anchor made of its words."""

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "blocks/heading/web.html"
        preview_value = in_both("Inriktning", "Direction")
        description = _("Starts a section of the page")
        help_text = _("What the section is about, in a few words.")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 150, "help_text": self._meta_class.help_text, **kwargs})

    def get_context(self, value: str, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        context["anchor"] = _anchor(value, context.get("anchors", set()))
        return context

    def get_api_representation(self, value: str, context: Any = None) -> str:
        return value


def _anchor(words: str, taken: set[str]) -> str:
    """The heading's address on its page; one that is `taken` there is told apart by a number."""
    base = slugify(words) or pgettext("address", "section")
    number, anchor = 1, base
    while anchor in taken:
        number += 1
        anchor = f"{base}-{number}"
    taken.add(anchor)
    return anchor


class RunningTextBlock(blocks.RichTextBlock):
    """Paragraphs, lists and links, and nothing else."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("features", RICH_TEXT_FEATURES)
        super().__init__(**kwargs)

    def get_api_representation(self, value: Any, context: Any = None) -> str:
        """HTML whose links lead to the site from anywhere."""
        return absolute(expand_db_html(value.source))


class TextBlock(RunningTextBlock):
    """Running text: paragraphs, lists, links."""

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "blocks/text/web.html"
        preview_value = in_both(
            "<p>Delta i internationella nätverk främst inom EU.</p>",
            "<p>Take part in international networks, mainly within the EU.</p>",
        )
        description = _("Paragraphs, lists and links")
        help_text = _("Headings are blocks of their own; mark a passage in another language.")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"help_text": self._meta_class.help_text, **kwargs})


class QuoteBlock(blocks.StructBlock):
    """Somebody's words, with who said them."""

    quote = blocks.TextBlock(
        label=_("Quote"), max_length=600, help_text=_("Without quotation marks.")
    )
    source = blocks.CharBlock(
        label=_("Source"),
        required=False,
        max_length=150,
        help_text=_("Who said or wrote it, and where."),
    )

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "blocks/quote/web.html"
        preview_value = in_both(
            {
                "quote": "Söka internationella partner i utvecklingsprojekt",
                "source": "Internationell policy, metod",
            },
            {
                "quote": "Seek international partners in development projects",
                "source": "International policy, method",
            },
        )
        description = _("Somebody's words, set off from the text")
        help_text = _("Word for word; at most 600 characters.")

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, str]:
        return {"quote": value["quote"], "source": value["source"]}


class NoteBlock(RunningTextBlock):
    """An editor's note: said by the website, not by the document that the page renders."""

    class Meta:
        icon = "comment"
        label = _("Editor's note")
        template = "blocks/note/web.html"
        preview_value = in_both(
            "<p>Dokumentet hänvisar till bilaga 2, men listar vänorterna som bilaga 6.</p>",
            "<p>The document refers to annex 2, but lists the twin towns as annex 6.</p>",
        )
        description = _("A remark on the document, visibly apart from its text")
        help_text = _("What we say ourselves about the document.")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"help_text": self._meta_class.help_text, **kwargs})
