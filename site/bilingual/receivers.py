"""What publishing and unpublishing a page does to its other language; heard from Wagtail."""

from typing import Any

from django.conf import settings
from wagtail.models import Page

from bilingual.facts import carry_blocks, carry_facts
from bilingual.staleness import note_source_published, note_translation_current


def when_published(sender: Any, instance: Page, revision: Any = None, **kwargs: Any) -> None:
    """Carries facts over and notes what fell behind, or what has caught up."""
    if instance.locale.language_code != settings.LANGUAGE_CODE:
        note_translation_current(instance)
        return
    carry_facts(instance)
    note_source_published(instance, getattr(revision, "user", None))
    carry_blocks(instance)


def when_unpublished(sender: Any, instance: Page, **kwargs: Any) -> None:
    """Takes the translations from the public with their source, however that went: by hand, in
    bulk, by an expiry date, or because it was deleted.
    """
    if instance.locale.language_code != settings.LANGUAGE_CODE:
        return
    for translation in instance.get_translations().specific():
        # Neither what is public nor what was to be.
        translation.revisions.update(approved_go_live_at=None)
        if translation.live:
            translation.unpublish()
    # Its end has come; the next one is said when Swedish is published again.
    instance.get_translations().update(expire_at=None, go_live_at=None)
