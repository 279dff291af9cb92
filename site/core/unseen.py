"""Characters that nobody sees, and that no text of the site may hold."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

# Unicode's embeddings, overrides and isolates: they turn all that follows them on its line.
# The marks (U+200E, U+200F, U+061C) turn nothing but themselves, and names may need them.
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Feeds and workbooks are XML, which has no way to write these.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def fault_in(text: str) -> str:
    """What is wrong with a text, in the editor's language; empty if nothing is."""
    if found := TURNING.search(text):
        why = _(
            "There is a character in it (%(code)s) that nobody sees and that turns the direction "
            "of writing: remove it. Arabic and Hebrew letters turn by themselves."
        )
    elif found := CONTROL.search(text):
        why = _("There is a control character in it (%(code)s), which nobody sees: remove it.")
    else:
        return ""
    return why % {"code": f"U+{ord(found[0]):04X}"}


class SeenTexts:
    """Refuses unseen characters, each at its field: in forms and in imports alike."""

    def clean_fields(self, exclude: Any = None) -> None:
        """Raises ValidationError by field."""
        errors: dict[str, Any] = {}
        try:
            super().clean_fields(exclude=exclude)  # type: ignore[misc]
        except ValidationError as error:
            errors = error.update_error_dict({})
        for field in self._meta.concrete_fields:  # type: ignore[attr-defined]
            is_text = isinstance(field, models.CharField | models.TextField)
            if not (is_text and field.editable) or field.name in {*(exclude or ()), *errors}:
                continue
            value = getattr(self, field.attname)
            if isinstance(value, str) and (why := fault_in(value)):
                errors[field.name] = [why]
        if errors:
            raise ValidationError(errors)
