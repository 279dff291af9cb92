"""A line of text that says how long it is while it is written."""

from typing import Any

from django.forms import Media, TextInput
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.staticfiles import versioned_static

# Filled in by the script.
LENGTH = _("Length: {length} characters; about {shown} are shown.")


class CountedInput(TextInput):
    """`shown`: how many characters most readers get to see. Without JavaScript a plain field."""

    def __init__(self, *, shown: int, attrs: dict[str, Any] | None = None) -> None:
        own = {"data-counted": str(shown), "data-counted-text": LENGTH}
        super().__init__(attrs={**own, **(attrs or {})})

    @cached_property
    def media(self) -> Media:
        return Media(js=[versioned_static("newsletter/counted_field.js")])
