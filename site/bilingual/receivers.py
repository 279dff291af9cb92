"""What publishing a page does to its other language; heard from Wagtail, in its transaction."""

from typing import Any

from django.conf import settings
from wagtail.models import Page

from bilingual.facts import carry_facts
from bilingual.staleness import note_source_published, note_translation_published


def when_published(sender: Any, instance: Page, revision: Any = None, **kwargs: Any) -> None:
    """Carries facts over and notes what fell behind, or what has caught up."""
    if instance.locale.language_code != settings.LANGUAGE_CODE:
        note_translation_published(instance)
        return
    carry_facts(instance)
    note_source_published(instance, getattr(revision, "user", None))
