"""Characters that nobody sees, and that no text of the site may hold."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from wagtail.fields import StreamField

from core.unseen_blocks import fault_of_blocks

# Unicode's embeddings, overrides and isolates: they turn all that follows them on its line.
# The marks (U+200E, U+200F, U+061C) turn nothing but themselves, and names may need them.
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Feeds and workbooks are XML, which has no way to write these. The last three have no width, and
# make what looks the same two; joiners (U+200C, U+200D) stay, as Persian is written with them.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\u200b\u2060\ufeff]")


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


def texts_of(model: Any) -> list[Any]:
    """The fields of a model that somebody may write texts in, composed of blocks or plain."""
    kinds = (models.CharField, models.TextField, StreamField)
    fields = (field for field in model._meta.concrete_fields if isinstance(field, kinds))
    return [field for field in fields if field.editable and not field.choices]


def without_unseen(text: str) -> str:
    """The text as it is read: for a person's name, which cannot be given back to be mended."""
    return CONTROL.sub("", TURNING.sub("", text))


def refuse_unseen(form: forms.BaseForm) -> None:
    """Adds what is wrong with the form's texts, and with each of several words, at their fields:
    for what no `SeenTexts` looks at. To be called when the form is cleaned.
    """
    for name, value in list(form.cleaned_data.items()):
        texts = value if isinstance(value, list) else [value]
        found = (fault_in(text) for text in texts if isinstance(text, str))
        if why := next(filter(None, found), ""):
            form.add_error(name, why)


class SeenTexts:
    """Refuses unseen characters, each at its field or block: in forms and in imports alike.

    For every model that editors write texts in, rows of pages among them: `core.checks`.
    """

    def clean_fields(self, exclude: Any = None) -> None:
        """Raises ValidationError by field."""
        errors: dict[str, Any] = {}
        try:
            super().clean_fields(exclude=exclude)  # type: ignore[misc]
        except ValidationError as error:
            errors = error.update_error_dict({})
        for field in texts_of(type(self)):
            if field.name in {*(exclude or ()), *errors}:
                continue
            value = getattr(self, field.attname)
            why: Any = ""
            if isinstance(field, StreamField):
                why = fault_of_blocks(field.stream_block, value.get_prep_value(), fault_in)
            elif isinstance(value, str):
                why = fault_in(value)
            if why:
                errors[field.name] = [why]
        if errors:
            raise ValidationError(errors)
