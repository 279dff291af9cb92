from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import InlinePanel, PageChooserPanel
from wagtail.models import Orderable, Page

from core.unseen import SeenTexts


class Bundle(SeenTexts, ClusterableModel):
    """Pages that become public together, in both languages, or not at all."""

    name = models.CharField(_("name"), max_length=120)
    publish_at = models.DateTimeField(
        _("publish at"),
        null=True,
        blank=True,
        help_text=_(
            "Leave empty to publish by hand. Only who may publish all pages can set a time. "
            "What somebody else changes afterwards must be looked at, and the time saved again."
        ),
    )
    # At that time it is published in this person's name, as it was when they set the time.
    scheduled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    scheduled_at = models.DateTimeField(null=True, editable=False)
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
