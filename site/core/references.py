"""Fields that point from a page to source objects: stored to Swedish, chosen from a list."""

from typing import Any

from django import forms
from django.db.models import Q
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel

SOURCE_ONLY = Q(locale__language_code="sv")


def references_to(model: str, **kwargs: Any) -> ParentalManyToManyField:
    """A many-to-many field to a record: focus areas, operations, organisations."""
    return ParentalManyToManyField(model, blank=True, **kwargs)


def references_to_source(model: str, **kwargs: Any) -> ParentalManyToManyField:
    """A many-to-many field to translated objects; only Swedish sources can be chosen.

    Read it with `core.languages.read_references`.
    """
    return references_to(model, limit_choices_to=SOURCE_ONLY, **kwargs)


def checkboxes(field_name: str) -> FieldPanel:
    """The panel of a many-to-many field whose list is short enough to be seen whole."""
    return FieldPanel(field_name, widget=forms.CheckboxSelectMultiple)
