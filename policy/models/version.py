import datetime as dt
from dataclasses import replace
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.contrib.routable_page.models import path
from wagtail.models import Orderable, Page, TranslatableMixin
from wagtail.search import index

from blocks.streams import article_body
from core.bilingual_fields import BilingualFields
from core.languages import preferred, read_references, shown
from core.models import BasePage, RoutesMixin
from core.navigation import language_alternatives
from core.panels import FactPanel, grouped
from core.unseen import SeenTexts
from policy.adopted import AdoptedForm, adopted_on, changes, locked_text
from policy.as_of import AsOfMixin, TodayOnlyMixin
from policy.comparison import IN_FORCE, CompareForm, compare_sides, sides_of
from policy.models.decision import DecisionPage
from policy.version_text import text_of_version


class PolicyVersionIndexPage(TodayOnlyMixin, RoutesMixin, BasePage):
    """All versions of the policy, the newest first, and what differs between two."""

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

    @path("")
    def overview(self, request: HttpRequest) -> HttpResponse:
        return self.render(request)

    @path("jamfor/", name="compare")
    @path("compare/", name="compare_en")
    def compare(self, request: HttpRequest) -> HttpResponse:
        """Two versions, or one and the policy of today, with what was inserted and removed."""
        if away := self.from_other_word(request, self.compare_url, permanent=False):
            return away
        sides = sides_of(self)
        form = CompareForm(request.GET, sides)
        context: dict[str, Any] = {
            "title": gettext("Compare versions"),
            "form": form,
            "query": form.query,
        }
        if form.query:
            by_key = {side.key: side for side in sides}
            context["comparison"] = compare_sides(
                by_key[form.cleaned_data["a"]], by_key[form.cleaned_data["b"]]
            )
        context["language_alternatives"] = [
            replace(found, url=f"{found.url}?{form.query}") if found.url and form.query else found
            for found in language_alternatives(self, "compare_url")
        ]
        response = self.render(request, template="policy/compare.html", context_overrides=context)
        response.status_code = 400 if form.is_bound and not form.query else 200
        return response

    @property
    def compare_url(self) -> str:
        """The address of the comparison in the page's own language."""
        return self.own_address("compare")


class PolicyVersionPage(AsOfMixin, BasePage):
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
    base_form_class = AdoptedForm
    parent_page_types: ClassVar[list[str]] = ["policy.PolicyVersionIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("policy version")
        verbose_name_plural = _("policy versions")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        annexes = list(self.annexes.all())
        # What an earlier version refers to may be gone since: then it is None.
        prefetch_related_objects(annexes, "page_link__locale", "document")
        pages = {
            page.translation_key: page
            for page in read_references([a.page_link for a in annexes if a.page_link])
        }
        context["annexes"] = [
            (annex, annex.page_link and pages.get(annex.page_link.translation_key))
            for annex in annexes
        ]
        found = DecisionPage.objects.filter(adopts__translation_key=self.translation_key)
        if self.as_of:
            found = found.filter(decided_on__lte=self.as_of)
        context["decisions"] = preferred(
            found.select_related("deciding_body").order_by("decided_on", "path")
        )
        context["adoption"] = next(
            (d for d in context["decisions"] if d.kind == DecisionPage.Kind.DECISION), None
        )
        context["today"] = timezone.localdate()
        context["compare_address"] = self._compare_address()
        return context

    def _compare_address(self) -> str:
        """Where the version is compared with the policy of today; "" if it is not public, or the
        site has not its text.
        """
        source = self
        if self.locale.language_code != settings.LANGUAGE_CODE:
            source = self.get_translations().filter(locale__language_code="sv").first()
        if source is None or not (self.live and source.live and text_of_version(self)):
            return ""
        index = PolicyVersionIndexPage.objects.select_related("locale").parent_of(self).get()
        return f"{index.compare_url}?{urlencode({'a': source.slug, 'b': IN_FORCE})}"

    @cached_property
    def cards_day(self) -> dt.date | None:  # type: ignore[override]
        """Cards in an adopted text say for ever what they said when it became public as such."""
        return adopted_on(self) or self.as_of

    def clean(self) -> None:
        super().clean()
        if changes(self):
            raise ValidationError(locked_text(self), code="adopted")

    @classmethod
    def adopted_ones(cls) -> "list[PolicyVersionPage]":
        """The versions that have been adopted, in the reader's language, the newest first."""
        return preferred(cls.objects.filter(status=cls.Status.ADOPTED).order_by("-dated"))


class Annex(SeenTexts, BilingualFields, TranslatableMixin, Orderable):
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
        # Also kept from being exchanged: `core.document_form`.
        on_delete=models.PROTECT,
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
