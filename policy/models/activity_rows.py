"""What happens to an activity, row by row: judgements, milestones, notes, links."""

from typing import Any, ClassVar
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable, Page, TranslatableMixin

from core.bilingual_fields import BilingualFields
from core.panels import FactPanel
from core.unseen import SeenTexts
from policy.happened import refuse_day
from policy.history import is_open
from policy.public_addresses import (
    NOT_PUBLIC,
    is_own,
    is_public,
    is_public_document,
    public_document,
    public_page,
)
from policy.status import JUDGED

LONGEST_SIGNATURE = 120
THE_PLAN_ITSELF = ("policy.ActivityPage", "policy.ActionPlanPage")
# The pages that can show that something was done: those with words of their own, no lists.
EVIDENCE = (
    "policy.DecisionPage",
    "policy.PolicyVersionPage",
    "policy.QuarterlyReportPage",
    "home.NewsPage",
    "home.EventPage",
    "home.StandardPage",
    "networks.NetworkPage",
    "networks.PartnerRegionPage",
    "networks.ProjectPage",
    "networks.TwinTownPage",
    "newsletter.NewsletterIssuePage",
)


class ActivityRow(SeenTexts, BilingualFields, TranslatableMixin, Orderable):
    """A row of an activity: its facts hold for both languages, its words are translated."""

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        abstract = True


class SignedRow(ActivityRow):
    """A row with its day and with whoever wrote it."""

    on = models.DateField(
        _("date"), default=timezone.localdate, help_text=_("Since when, or when it happened.")
    )
    by = models.CharField(
        _("by"),
        max_length=LONGEST_SIGNATURE,
        blank=True,
        help_text=_("Your own name, if you leave it empty. Not shown to the public."),
    )

    facts: ClassVar[list[str]] = ["on", "by"]

    class Meta(ActivityRow.Meta):
        abstract = True

    def clean(self) -> None:
        super().clean()
        refuse_day(self.on, "on")


class Judgement(SignedRow):
    """What somebody has judged the status to be, from a day on, and why."""

    page = ParentalKey("policy.ActivityPage", on_delete=models.CASCADE, related_name="judgements")
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=[(status.value, status.label) for status in JUDGED],
        help_text=_("Late is never judged: it follows from the dates."),
    )
    reason = models.TextField(_("reason"), help_text=_("Why, in a sentence or two."))

    translatable: ClassVar[list[str]] = ["reason"]
    facts: ClassVar[list[str]] = ["status"]
    panels: ClassVar[list[Any]] = [
        FieldRowPanel([FactPanel("status"), FactPanel("on"), FactPanel("by")]),
        FieldPanel("reason"),
    ]

    class Meta(ActivityRow.Meta):
        verbose_name = _("judgement")
        verbose_name_plural = _("judgements")

    def __str__(self) -> str:
        return f"{self.on}: {self.get_status_display()}"


class Milestone(ActivityRow):
    """A step that is due on a day."""

    page = ParentalKey("policy.ActivityPage", on_delete=models.CASCADE, related_name="milestones")
    title = models.CharField(_("title"), max_length=200, help_text=_("What shall be reached."))
    due_on = models.DateField(_("due on"), help_text=_("The last day to reach it."))
    done_on = models.DateField(
        _("reached on"), null=True, blank=True, help_text=_("Empty until it is reached.")
    )

    translatable: ClassVar[list[str]] = ["title"]
    facts: ClassVar[list[str]] = ["due_on", "done_on"]
    panels: ClassVar[list[Any]] = [
        FieldPanel("title"),
        FieldRowPanel([FactPanel("due_on"), FactPanel("done_on")]),
    ]

    class Meta(ActivityRow.Meta):
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        refuse_day(self.done_on, "done_on")


class ProgressNote(SignedRow):
    """What has happened, told to everyone. What is for the city alone is an `InternalNote`."""

    page = ParentalKey("policy.ActivityPage", on_delete=models.CASCADE, related_name="notes")
    text = models.TextField(_("what happened"), help_text=_("A few sentences, for everyone."))

    translatable: ClassVar[list[str]] = ["text"]
    panels: ClassVar[list[Any]] = [
        FieldRowPanel([FactPanel("on"), FactPanel("by")]),
        FieldPanel("text"),
    ]

    class Meta(ActivityRow.Meta):
        verbose_name = _("progress note")
        verbose_name_plural = _("progress notes")

    def __str__(self) -> str:
        return f"{self.on}: {self.text[:40]}"


class ActivityLink(ActivityRow):
    """A page, document, indicator or web address that belongs to an activity."""

    TARGETS = ("page_link", "document", "indicator", "web_address")

    page = ParentalKey("policy.ActivityPage", on_delete=models.CASCADE, related_name="links")
    title = models.CharField(_("title"), max_length=200, help_text=_("What it is, in words."))
    is_evidence = models.BooleanField(
        _("evidence"),
        default=False,
        help_text=_("It shows that the activity has been done: a decision, a report, a value."),
    )
    page_link = models.ForeignKey(
        Page,
        verbose_name=_("page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="activity_links_here",
        limit_choices_to={"locale__language_code": "sv"},
        help_text=_("A decision, a news page or an event of this site, in Swedish."),
    )
    document = models.ForeignKey(
        "wagtaildocs.Document",
        verbose_name=_("document"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Or an uploaded file."),
    )
    indicator = models.ForeignKey(
        "policy.Indicator",
        verbose_name=_("indicator"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="activity_links",
        help_text=_("Or an indicator, by its latest value."),
    )
    web_address = models.URLField(
        _("web address"), blank=True, help_text=_("Or an address on another site.")
    )

    translatable: ClassVar[list[str]] = ["title"]
    facts: ClassVar[list[str]] = ["is_evidence", *TARGETS]
    panels: ClassVar[list[Any]] = [
        FieldPanel("title"),
        FactPanel("is_evidence"),
        FactPanel("page_link"),
        FactPanel("document"),
        FactPanel("indicator"),
        FactPanel("web_address"),
    ]

    class Meta(ActivityRow.Meta):
        verbose_name = _("link")
        verbose_name_plural = _("links")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        given = [name for name in self.TARGETS if getattr(self, name)]
        if len(given) != 1:
            raise ValidationError(
                _("Give one of page, document, indicator and web address, and only one.")
            )
        # The facts of a translated row are those of the Swedish one.
        if self.locale_id is None or self.locale.language_code == settings.LANGUAGE_CODE:
            self._refuse_unreadable()

    def _refuse_unreadable(self) -> None:
        """Only what everyone can read is evidence; and no address of the site's own leads readers
        to what they cannot read.
        """
        own = self.web_address and is_own(self.web_address)
        if own and not is_public(urlsplit(self.web_address).path):
            raise ValidationError({"web_address": NOT_PUBLIC})
        if not self.is_evidence:
            return
        shown = public_page(urlsplit(self.web_address).path) if own else self.page_link
        field = "web_address" if own else "page_link"
        if shown and shown.specific_class._meta.label in THE_PLAN_ITSELF:
            why = _("What the plan says itself is no evidence: choose what shows that it was done.")
            raise ValidationError({field: why})
        is_file = own and public_document(urlsplit(self.web_address).path)
        if (shown or own) and not is_file and not _tells(shown):
            why = _("Such a page shows nothing: choose a decision, news, an event or the like.")
            raise ValidationError({field: why})
        if self.indicator and not self.indicator.values.exists():
            why = _("The indicator has no value yet, and so it is no evidence.")
            raise ValidationError({"indicator": why})
        why = _("Not everyone can read “%(title)s”, and so it is no evidence: publish it first.")
        if self.page_link and not is_open(self.page_link):
            raise ValidationError({"page_link": why % {"title": self.page_link.title}})
        if self.document and not is_public_document(self.document):
            raise ValidationError({"document": why % {"title": self.document.title}})

    def shows_it(self) -> bool:
        """Whether it is evidence, and would still be taken as such."""
        try:
            self._refuse_unreadable()
        except ValidationError:
            return False
        return self.is_evidence


def _tells(page: Page | None) -> bool:
    """Whether a page has something of its own to tell, and is no list of others."""
    return page is not None and page.specific_class._meta.label in EVIDENCE


class InternalNote(models.Model):
    """A note on an activity for the city alone: no part of the page, so that none is published."""

    page = models.ForeignKey(
        "policy.ActivityPage", on_delete=models.CASCADE, related_name="internal_notes"
    )
    on = models.DateTimeField(_("date"), auto_now_add=True)
    by = models.CharField(_("written by"), max_length=LONGEST_SIGNATURE)
    text = models.TextField(_("note"))

    class Meta:
        ordering: ClassVar[list[str]] = ["-on", "-pk"]

    def __str__(self) -> str:
        return self.text[:40]


class Reminder(models.Model):
    """An e-mail that asked somebody for news of activities: what was sent, to whom, when."""

    class Kind(models.TextChoices):
        QUARTER = "quarter", _("The quarter ends")
        LATE = "late", _("Late or without news")

    kind = models.CharField(max_length=10, choices=Kind)
    # The quarter's or the week's first day: nobody is asked twice in one.
    period = models.DateField()
    email = models.EmailField()
    activities = models.ManyToManyField("policy.ActivityPage", related_name="reminders")
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-sent_at"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["kind", "period", "email"], name="policy_reminder_once")
        ]

    def __str__(self) -> str:
        return f"{self.email}, {self.sent_at:%Y-%m-%d}"
