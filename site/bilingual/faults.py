"""Why a page cannot take a translated text or address, said before it is stored or published."""

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    Translation,
    TranslationSource,
)
from wagtail_localize.strings import StringValue

from bilingual.addresses import fault_of_address
from bilingual.segments import segments_in
from core.unseen import fault_in


def is_link(segment: OverridableSegment) -> bool:
    """Whether it is a link in running text; pictures and all else are facts, the same in both
    languages.
    """
    # wagtail-localize quotes the address that it names a link by.
    return bool(segment.context.path.rpartition(".'")[1])


def fault_of_override(segment: OverridableSegment, value: Any) -> str:
    """Why English cannot have this in place of what Swedish has; "" if it can."""
    if not is_link(segment):
        return _(
            "This is a fact: it is the same in both languages, and changed on the Swedish page."
        )
    return fault_of_address(str(value))


def fault_of_text(source: TranslationSource, path: str, text: str) -> str:
    """Why the field that `path` stands for cannot take the translated text; "" if it can."""
    if "\x00" in text:
        return _("The text has a character that cannot be stored.")
    words = StringValue(text).render_text()
    if why := fault_in(words):
        return why
    if not words.strip():
        return _("The translation has no words.")
    field = _field(source, path)
    if field is None or not field.max_length or len(words) <= field.max_length:
        return ""
    return _(
        "“%(field)s” takes at most %(limit)s characters; “%(words)s…” has %(length)s. Shorten it."
    ) % {
        "field": capfirst(field.verbose_name),
        "limit": field.max_length,
        "words": words[:30],
        "length": len(words),
    }


def _field(source: TranslationSource, path: str) -> models.CharField[Any, Any] | None:
    """The plain field of the page, or of one of its rows, that a segment is kept in."""
    model: Any = source.specific_content_type.model_class()
    name, *rest = path.split(".")
    try:
        field = model._meta.get_field(name)
        if field.one_to_many:
            # A row: areas.<its translation key>.title
            field = field.related_model._meta.get_field(rest[-1])
    except (FieldDoesNotExist, IndexError):
        return None
    return field if isinstance(field, models.CharField) else None


def faults_of(translation: Translation) -> list[str]:
    """What keeps the stored texts and addresses of a translation from being written to its page:
    they may come from a file, a machine, or the time before they were looked at.
    """
    found = [
        fault_of_text(translation.source, segment.context.path, segment.translation)
        for segment in segments_in(translation).filter(translation__isnull=False)
    ]
    own = SegmentOverride.objects.filter(locale=translation.target_locale)
    values = {
        override.context_id: override.data
        for override in own.filter(context__object_id=translation.source.object_id)
    }
    links = OverridableSegment.objects.filter(source=translation.source, context__in=values)
    found += [
        fault_of_override(segment, values[segment.context_id])
        for segment in links.select_related("context")
    ]
    return [fault for fault in dict.fromkeys(found) if fault]
