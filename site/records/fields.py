"""References to records that many page types have, said once."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalManyToManyField

from core.references import references_to


def keywords_field() -> ClusterTaggableManager:
    """Free keywords; as facts they are the rows `keyword_links`, which every page has."""
    return ClusterTaggableManager(
        through="records.KeywordedPage",
        verbose_name=_("keywords"),
        blank=True,
        help_text=_("In Swedish, with commas between; English names are given under Records."),
    )


def contact_field(related_name: str) -> models.ForeignKey:
    """Whom to write to; a contact that is deleted vanishes from all pages at once."""
    return models.ForeignKey(
        "records.Contact",
        verbose_name=_("contact"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name=related_name,
        help_text=_("Whom to write to at the city."),
    )


def focus_areas_field(related_name: str) -> ParentalManyToManyField:
    """The priorities of the action plan that a page has to do with."""
    return references_to(
        "records.FocusArea",
        verbose_name=_("focus areas"),
        related_name=related_name,
        help_text=_("The priorities that it has to do with."),
    )
