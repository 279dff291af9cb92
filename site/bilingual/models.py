from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import InlinePanel, PageChooserPanel
from wagtail.models import Orderable, Page


class TranslationState(models.Model):
    """From which Swedish text a published translation was made, and what has changed since.

    Written when either page is published (`bilingual.staleness`); nobody edits it.
    """

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="translation_state")
    source_published_at = models.DateTimeField()
    segments: Any = models.JSONField(default=list)
    stale_since = models.DateTimeField(null=True, db_index=True)
    stale_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    changed_segments = models.PositiveIntegerField(default=0)
    # The translation's own texts when it was last published: what has been rewritten since.
    translated: Any = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar[list[str]] = ["page"]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.changed_segments} changed"


class SwedishOnly(models.Model):
    """A Swedish page that is deliberately not translated, and why."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="swedish_only")
    reason = models.CharField(_("reason"), max_length=300)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar[list[str]] = ["page"]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.reason}"


class Term(models.Model):
    """A term of the glossary: how a Swedish word is to be said in English, or is not to be."""

    class Status(models.TextChoices):
        PREFERRED = "preferred", _("Preferred")
        ADMITTED = "admitted", _("Admitted")
        FORBIDDEN = "forbidden", _("Forbidden")

    swedish = models.CharField(
        _("Swedish"),
        max_length=120,
        help_text=_(
            "In its basic form: inflected and compound words that begin with it are found."
        ),
    )
    english = models.CharField(_("English"), max_length=120)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PREFERRED)
    domain = models.CharField(
        _("domain"), max_length=60, blank=True, help_text=_("For instance: organisation, policy.")
    )
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("glossary")
        ordering: ClassVar[list[str]] = ["swedish", "english"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["swedish", "english"],
                name="bilingual_term_once",
                violation_error_message=_("This pair of words is in the glossary already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.swedish} – {self.english}"


class Bundle(ClusterableModel):
    """Pages that become public together, in both languages, or not at all."""

    name = models.CharField(_("name"), max_length=120)
    publish_at = models.DateTimeField(
        _("publish at"),
        null=True,
        blank=True,
        help_text=_("Leave empty to publish by hand. All pages must be ready by then."),
    )
    published_at = models.DateTimeField(null=True, editable=False)
    failure = models.TextField(blank=True, editable=False)

    panels: ClassVar[list[Any]] = [
        "name",
        "publish_at",
        InlinePanel("items", heading=_("Swedish pages"), label=_("page"), min_num=1, max_num=60),
    ]

    class Meta:
        verbose_name = _("bundle")
        verbose_name_plural = _("bundles")
        ordering: ClassVar[list[str]] = ["-pk"]

    def __str__(self) -> str:
        return self.name


class BundleItem(Orderable):
    """A Swedish page of a bundle; its English one belongs to it."""

    bundle = ParentalKey(Bundle, on_delete=models.CASCADE, related_name="items")
    page = models.ForeignKey(
        Page,
        verbose_name=_("page"),
        on_delete=models.CASCADE,
        related_name="+",
        limit_choices_to={"locale__language_code": settings.LANGUAGE_CODE},
    )

    panels: ClassVar[list[Any]] = [PageChooserPanel("page")]

    class Meta(Orderable.Meta):
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["bundle", "page"], name="bilingual_bundle_page_once")
        ]

    def __str__(self) -> str:
        return str(self.page)
