"""The orders that catalogues have; where they are equal, by title."""

import datetime as dt

from django.db.models import Value
from django.db.models.functions import Coalesce
from django.utils.translation import pgettext_lazy

from core.catalogue import Sort

NAME = Sort("name", pgettext_lazy("order", "By name"))
# What has no such date stands last.
NEWEST = Sort(
    "newest",
    pgettext_lazy("order", "Latest start first"),
    lambda model: Coalesce("starts_on", Value(dt.date.min)),
    is_descending=True,
)
ENDING = Sort(
    "ending",
    pgettext_lazy("order", "Earliest end first"),
    lambda model: Coalesce("ends_on", Value(dt.date.max)),
)
