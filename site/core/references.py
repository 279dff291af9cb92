"""Fields that point from a page to source objects: stored to Swedish, chosen from a list."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.models import TranslatableMixin

LISTED = _("The list shows the Swedish originals; each reader is led to their own language.")
SOURCE_ONLY = Q(locale__language_code="sv")


def references_to(model: str, **kwargs: Any) -> ParentalManyToManyField:
    """A many-to-many field to a record: focus areas, operations, organisations."""
    return ParentalManyToManyField(model, blank=True, **kwargs)


def references_to_source(model: str, **kwargs: Any) -> ParentalManyToManyField:
    """A many-to-many field to translated objects; only Swedish sources can be chosen.

    Read it with `core.languages.read_references`.
    """
    return references_to(model, limit_choices_to=SOURCE_ONLY, **kwargs)


def linked_ids(model: Any, name: str, ids: Iterable[int]) -> dict[int, list[int]]:
    """By the id of each of these pages, the ids that its many-to-many field `name` refers to, in
    the order in which they were chosen; nothing for a page that refers to none. One query.
    """
    field = model._meta.get_field(name)
    own = field.m2m_field_name()
    rows = field.remote_field.through._default_manager.filter(**{f"{own}__in": list(ids)})
    found: dict[int, list[int]] = defaultdict(list)
    for page, other in rows.order_by("pk").values_list(own, field.m2m_reverse_field_name()):
        found[page].append(other)
    return found


class ReferencePanel(FieldPanel):
    """The panel of a field with a list; says in which language translated things are listed."""

    help_text: Any

    def on_model_bound(self) -> None:
        super().on_model_bound()
        if issubclass(self.db_field.related_model, TranslatableMixin):
            own = self.help_text or self.db_field.help_text
            self.help_text = format_lazy("{} {}", own, LISTED)


def checkboxes(field_name: str) -> FieldPanel:
    """The panel of a many-to-many field whose list is short enough to be seen whole."""
    return ReferencePanel(field_name, widget=forms.CheckboxSelectMultiple)
