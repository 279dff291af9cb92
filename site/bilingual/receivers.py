"""What publishing and unpublishing a page does to its other language; heard from Wagtail."""

from typing import Any

from django.conf import settings
from wagtail.models import Page

from bilingual.facts import carry_blocks, carry_facts, renew_facts
from bilingual.staleness import note_source_published, note_translation_published


def when_published(sender: Any, instance: Page, revision: Any = None, **kwargs: Any) -> None:
    """Carries facts over and notes what fell behind, or what has caught up."""
    if instance.locale.language_code != settings.LANGUAGE_CODE:
        # What was approved or scheduled may be older than the facts of today.
        renew_facts(instance)
        note_translation_published(instance)
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
    for translation in instance.get_translations().filter(alias_of=None).specific():
        if translation.live:
            translation.unpublish()
        # Nothing comes back by itself while Swedish is away.
        translation.revisions.update(approved_go_live_at=None)
        if translation.current_workflow_state:
            translation.current_workflow_state.cancel()
