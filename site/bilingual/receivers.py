"""What publishing and unpublishing a page does to its other language; heard from Wagtail."""

from typing import Any

from django.conf import settings
from wagtail.models import Page

from bilingual.facts import carry_blocks, carry_facts, renew_facts
from bilingual.notices import nothing_to_tell, review_is_over, tell_translation_landed
from bilingual.staleness import note_source_published, note_translation_published


def when_published(sender: Any, instance: Page, revision: Any = None, **kwargs: Any) -> None:
    """Carries facts over and notes what fell behind or has caught up; tells whom it concerns."""
    author = getattr(revision, "user", None)
    review_is_over(instance)
    if instance.locale.language_code != settings.LANGUAGE_CODE:
        # Wagtail says “published” of a page that is only scheduled too.
        if instance.live:
            # What was approved or scheduled may be older than the facts of today.
            renew_facts(instance)
            if note_translation_published(instance):
                tell_translation_landed(instance, author)
        return
    carry_facts(instance)
    note_source_published(instance, author)
    carry_blocks(instance)


def when_unpublished(sender: Any, instance: Page, **kwargs: Any) -> None:
    """Takes the translations from the public with their source, however that went: by hand, in
    bulk, by an expiry date, or because it was deleted.
    """
    nothing_to_tell(instance)
    if instance.locale.language_code != settings.LANGUAGE_CODE:
        return
    translations = instance.get_translations()
    for translation in translations.filter(alias_of=None).specific():
        if translation.live:
            translation.unpublish()
        # Nothing comes back by itself while Swedish is away: neither schedule nor approval.
        translation.revisions.update(approved_go_live_at=None)
        if translation.current_workflow_state:
            translation.current_workflow_state.cancel()
    # Its end has come; the next one is said when Swedish is published again.
    translations.update(expire_at=None, go_live_at=None)
