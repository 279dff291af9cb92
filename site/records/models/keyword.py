from typing import Any, ClassVar

from anyascii import anyascii
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, TagBase
from wagtail.coreutils import cautious_slugify
from wagtail.models import Page
from wagtail.search import index

from core.languages import reading_language, shown
from core.unseen import SeenTexts
from records.models.addressed import Addressed


class Keyword(SeenTexts, Addressed, index.Indexed, TagBase):
    """A free keyword: one for both languages, made by whoever first writes it in Swedish."""

    address_name = "keyword"
    code_field = "slug"

    name_en = models.CharField(
        _("name in English"),
        max_length=100,
        blank=True,
        help_text=_("Until it is given, English readers see the Swedish word, marked as Swedish."),
    )

    free_tagging = True
    search_fields: ClassVar[list[Any]] = [
        index.SearchField("name"),
        index.SearchField("name_en"),
        index.AutocompleteField("name"),
        index.AutocompleteField("name_en"),
    ]

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        verbose_name = _("keyword")
        verbose_name_plural = _("keywords")

    @classmethod
    def public(cls) -> Any:
        """Those that a public page has: what stands on drafts only is nobody else's business."""
        links = KeywordedPage.objects.filter(tag=OuterRef("pk"))
        return cls.objects.filter(
            Exists(links.filter(content_object__in=shown(Page.objects.all()).values("pk")))
        )

    def clean(self) -> None:
        """Refuses what is another keyword already but for capitals."""
        super().clean()
        others = Keyword.objects.exclude(pk=self.pk).values_list("name", flat=True)
        if self.name.casefold() in {name.casefold() for name in others}:
            raise ValidationError(
                {"name": _("There is such a keyword already: merge this one into it instead.")}
            )

    def slugify(self, tag: str, i: int | None = None) -> str:
        """Letters that any keyboard has, as in all addresses here; never empty."""
        slug = cautious_slugify(anyascii(tag))[:90] or "keyword"
        return slug if i is None else f"{slug}-{i}"

    @property
    def code(self) -> str:
        """What its address is made of: it stays when the word is written in another way."""
        return self.slug

    @property
    def page_title(self) -> str:
        """The word as the reader's language has it."""
        return capfirst(self.label)

    @property
    def label(self) -> str:
        """The word in the reader's language, else in Swedish."""
        return self.name if reading_language() == "sv" else self.name_en or self.name

    @property
    def language(self) -> str:
        """The label's language where it is not the reader's, for `lang`; else empty."""
        return "sv" if reading_language() != "sv" and not self.name_en else ""


class KeywordedPage(ItemBase):
    """That a page has a keyword; on the Swedish page and, as a fact, on the English one."""

    tag = models.ForeignKey(Keyword, on_delete=models.CASCADE, related_name="keyworded_pages")
    content_object = ParentalKey(Page, on_delete=models.CASCADE, related_name="keyword_links")

    class Meta:
        verbose_name = _("keyword of a page")
        verbose_name_plural = _("keywords of pages")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["tag", "content_object"], name="records_keyword_once_a_page"
            )
        ]
