"""What stands below the translation editor."""

from typing import Any

from django import template
from wagtail_localize.models import Translation

from bilingual.aids import aids_for

register = template.Library()


@register.inclusion_tag("bilingual/aids.html", takes_context=True)
def translating_aids(context: Any, translation: Translation) -> dict[str, Any]:
    """Terms and earlier translations for a page's texts, and XLIFF files."""
    return {
        "aids": aids_for(translation),
        "translation": translation,
        "csrf_token": context.get("csrf_token"),
    }
