from typing import Any, ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.search import index

from blocks.streams import article_body, newsletter_body
from core.models import BasePage, ExampleMixin
from core.panels import grouped
from core.references import checkboxes
from newsletter import mail, previews, subject_checks
from newsletter.archive import ArchiveMixin
from newsletter.counted_field import CountedInput
from newsletter.issue_form import IssueForm
from newsletter.steps_panel import StepsPanel
from records.fields import focus_areas_field


class NewsletterIndexPage(ArchiveMixin, BasePage):
    """The newsletter with its archive, the newest issue first."""

    body = article_body()

    translatable: ClassVar[list[str]] = ["body"]
    content_panels = grouped(contents=["body"])
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["newsletter.NewsletterIssuePage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("newsletter")


class NewsletterIssuePage(ExampleMixin, BasePage):
    """One issue of the newsletter ("Sprida nyhetsbrev")."""

    number = models.PositiveSmallIntegerField(
        _("number"), validators=[MinValueValidator(1)], help_text=_("Within its year.")
    )
    issue_date = models.DateField(_("date of issue"), help_text=_("The day it is sent."))
    subject = models.CharField(
        _("subject"),
        max_length=150,
        blank=True,
        help_text=_(
            "The line that the mail is known by; empty for the title. "
            "Most mail programs show about 60 characters."
        ),
    )
    preview_text = models.CharField(
        _("preview text"),
        max_length=150,
        blank=True,
        help_text=_(
            "What mail programs show beside the subject, before the mail is opened; empty for the "
            "beginning of the introduction. Most show about 90 characters."
        ),
    )
    focus_areas = focus_areas_field("newsletter_issues")
    body = newsletter_body()

    translatable: ClassVar[list[str]] = ["subject", "preview_text", "body"]
    facts: ClassVar[list[str]] = ["number", "issue_date", "focus_areas"]
    search_fields: ClassVar[list[Any]] = [*BasePage.search_fields, index.SearchField("body")]
    content_panels = grouped(
        facts=["is_example", FieldRowPanel(["number", "issue_date"]), checkboxes("focus_areas")],
        contents=[StepsPanel(), "body"],
        mail=[
            FieldPanel("subject", widget=CountedInput(shown=subject_checks.SHOWN)),
            FieldPanel("preview_text", widget=CountedInput(shown=mail.PREVIEW_LENGTH)),
        ],
    )
    base_form_class = IssueForm
    parent_page_types: ClassVar[list[str]] = ["newsletter.NewsletterIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("newsletter issue")
        verbose_name_plural = _("newsletter issues")

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """As every reader gets it: read by Wagtail's editor and wagtail-localize's."""
        return previews.MODES

    @property
    def preview_sizes(self) -> list[dict[str, Any]]:
        """The narrowest screen, a mail's own width, and a web page's."""
        return previews.SIZES

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The web page, or the mail in one of its looks."""
        return previews.serve(self, request, mode_name) or super().serve_preview(request, mode_name)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        if not getattr(request, "is_preview", False):
            # A draft is previewed as it is.
            context["mailing"] = self.as_sent()
        return context

    def as_sent(self) -> Any:
        """The mailing that keeps what its subscribers got, cards and all; None before that."""
        return self.mailings.filter(started_at__isnull=False).first()
