from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable, Page, TranslatableMixin
from wagtail.search import index

from blocks.streams import article_body
from core.bilingual_fields import BilingualFields
from core.languages import read_references, read_reverse, shown
from core.models import BasePage
from core.panels import FactPanel, grouped


class PolicyVersionIndexPage(BasePage):
    """All versions of the policy, the newest first."""

    translatable: ClassVar[list[str]] = []
    parent_page_types: ClassVar[list[str]] = ["policy.PolicyPage"]
    subpage_types: ClassVar[list[str]] = ["policy.PolicyVersionPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("policy versions")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["versions"] = (
            shown(PolicyVersionPage.objects.child_of(self), passed=self.depth)
            .select_related("locale")
            .order_by("-dated")
        )
        return context


class PolicyVersionPage(BasePage):
    """The policy as it was proposed or adopted once; kept for ever at its own address."""

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        ADOPTED = "adopted", _("Adopted")

    dated = models.DateField(_("dated"), help_text=_("The date that the document itself bears."))
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=Status,
        help_text=_("Adopted only if a decision says so."),
    )
    body = article_body()

    translatable: ClassVar[list[str]] = ["annexes", "body"]
    facts: ClassVar[list[str]] = ["dated", "status"]
    search_fields: ClassVar[list[Any]] = [*BasePage.search_fields, index.SearchField("body")]
    content_panels = grouped(
        facts=["dated", "status"],
        contents=[
            "body",
            InlinePanel("annexes", heading=_("Annexes"), label=_("Annex")),
        ],
    )
    parent_page_types: ClassVar[list[str]] = ["policy.PolicyVersionIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("policy version")
        verbose_name_plural = _("policy versions")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        annexes = list(self.annexes.select_related("page_link__locale", "document"))
        pages = {
            page.translation_key: page
            for page in read_references([a.page_link for a in annexes if a.page_link])
        }
        context["annexes"] = [
            (annex, annex.page_link and pages.get(annex.page_link.translation_key))
            for annex in annexes
        ]
        context["decisions"] = read_reverse(self, "decisions")
        return context


class Annex(BilingualFields, TranslatableMixin, Orderable):
    """An annex of a policy version: a page of the site, a document, or only its name."""

    page = ParentalKey(PolicyVersionPage, on_delete=models.CASCADE, related_name="annexes")
    number = models.PositiveSmallIntegerField(
        _("number"), help_text=_("As the decision counts them.")
    )
    title = models.CharField(_("title"), max_length=255, help_text=_("As the decision lists it."))
    page_link = models.ForeignKey(
        Page,
        verbose_name=_("page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The page that holds what the annex held."),
    )
    document = models.ForeignKey(
        "wagtaildocs.Document",
        verbose_name=_("document"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The annex as a file, if there is one."),
    )

    translatable: ClassVar[list[str]] = ["title"]
    facts: ClassVar[list[str]] = ["number", "page_link", "document"]
    panels: ClassVar[list[Any]] = [
        FactPanel("number"),
        FieldPanel("title"),
        FactPanel("page_link"),
        FactPanel("document"),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("annex")
        verbose_name_plural = _("annexes")

    def __str__(self) -> str:
        return f"{self.number}: {self.title}"
