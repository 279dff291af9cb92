from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.contrib.routable_page.models import path
from wagtail.models import Orderable
from wagtail.search import index

from blocks.streams import article_body
from core.languages import read_references, reading_language, shown
from core.models import BasePage, RoutesMixin
from core.panels import grouped
from core.references import SOURCE_ONLY
from core.unseen import SeenTexts
from policy.adopted import kept_with_version, lets_go
from policy.as_of import TodayOnlyMixin


class DecisionIndexPage(TodayOnlyMixin, BasePage):
    """Decisions and proposals on the policy, the newest first."""

    translatable: ClassVar[list[str]] = []
    parent_page_types: ClassVar[list[str]] = ["policy.PolicyPage"]
    subpage_types: ClassVar[list[str]] = ["policy.DecisionPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("decisions index")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["decisions"] = (
            shown(DecisionPage.objects.child_of(self), passed=self.depth)
            .select_related("locale", "deciding_body", "proposed_by")
            .order_by("-decided_on")
        )
        return context


class DecisionPage(TodayOnlyMixin, RoutesMixin, BasePage):
    """What a body of the city decided, or was asked to decide, with its memo."""

    class Kind(models.TextChoices):
        DECISION = "decision", _("Decision")
        PROPOSAL = "proposal", _("Proposal")

    kind = models.CharField(
        _("kind"), max_length=10, choices=Kind, help_text=_("Taken, or only proposed.")
    )
    deciding_body = models.ForeignKey(
        "records.Operation",
        verbose_name=_("deciding body"),
        on_delete=models.PROTECT,
        related_name="decisions",
        help_text=_("Who decided, or shall decide."),
    )
    proposed_by = models.ForeignKey(
        "records.Operation",
        verbose_name=_("proposed by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="proposals",
        help_text=_("The office that wrote and signed the proposal."),
    )
    decided_on = models.DateField(
        _("date"), help_text=_("The day of the decision, or the date that the proposal bears.")
    )
    paragraph = models.CharField(
        _("paragraph"),
        max_length=20,
        blank=True,
        help_text=_("In the minutes, for example § 183."),
    )
    decision_text = models.TextField(
        _("what was decided"), help_text=_("In the decision's own words.")
    )
    adopts = models.ForeignKey(
        "policy.PolicyVersionPage",
        verbose_name=_("policy version"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="decisions",
        help_text=_("The version of the policy that it adopts, or proposes."),
    )
    report = models.ForeignKey(
        "policy.QuarterlyReportPage",
        verbose_name=_("quarterly report"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="decisions",
        limit_choices_to=SOURCE_ONLY,
        help_text=_("The report that it approves or takes note of."),
    )
    body = article_body()

    translatable: ClassVar[list[str]] = ["decision_text", "body"]
    facts: ClassVar[list[str]] = [
        "kind",
        "deciding_body",
        "proposed_by",
        "decided_on",
        "paragraph",
        "adopts",
        "report",
        "signatories",
        "documents",
    ]
    search_fields: ClassVar[list[Any]] = [
        *BasePage.search_fields,
        index.SearchField("decision_text"),
        index.SearchField("body"),
    ]
    content_panels = grouped(
        what=["introduction", "decision_text"],
        facts=[
            "kind",
            FieldRowPanel(["decided_on", "paragraph"]),
            "deciding_body",
            "proposed_by",
            "adopts",
            "report",
            InlinePanel("signatories", heading=_("Signed by"), label=_("Signatory")),
            InlinePanel("documents", heading=_("Documents"), label=_("Document")),
        ],
        contents=["body"],
    )
    parent_page_types: ClassVar[list[str]] = ["policy.DecisionIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")

    def clean(self) -> None:
        super().clean()
        if lets_go(self):
            raise ValidationError({"adopts": kept_with_version(self)})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        for name, page in (("version", self.adopts), ("report", self.report)):
            context[name] = next(iter(read_references([page] if page else [])), None)
        return context

    @path("arkiv.zip/", name="archive")
    @path("archive.zip/", name="archive_en")
    def archive(self, request: HttpRequest) -> HttpResponse:
        """The decision in both languages, with its files and checksums, for the city's archive."""
        from policy.decision_archive import archive_response

        return archive_response(self, request)


class Signatory(SeenTexts, Orderable):
    """Who signed a proposal or decision, in which office, as the document has it."""

    page = ParentalKey(DecisionPage, on_delete=models.CASCADE, related_name="signatories")
    name = models.CharField(_("name"), max_length=120, help_text=_("As the document has it."))
    role_sv = models.CharField(
        _("role in Swedish"), max_length=120, help_text=_("The office that they signed in.")
    )
    role_en = models.CharField(
        _("role in English"), max_length=120, help_text=_("The same office, in English.")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("signatory")
        verbose_name_plural = _("signatories")

    def __str__(self) -> str:
        return self.name

    @property
    def role(self) -> str:
        """The role in the reader's language."""
        return getattr(self, f"role_{reading_language()}")


class DecisionDocument(Orderable):
    """A file that belongs to a decision."""

    page = ParentalKey(DecisionPage, on_delete=models.CASCADE, related_name="documents")
    document = models.ForeignKey(
        "wagtaildocs.Document",
        verbose_name=_("document"),
        # Also kept from being exchanged: `core.document_form`.
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Upload it under Documents, or here."),
    )

    panels: ClassVar[list[Any]] = [FieldPanel("document")]

    class Meta(Orderable.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def __str__(self) -> str:
        return str(self.document)
