"""Facts are entered once, on the Swedish page, and reach the translations when it is published."""

from typing import Any

from django.conf import settings
from modelcluster.fields import ParentalManyToManyField
from wagtail.models import Page
from wagtail_localize.fields import copy_synchronised_fields, get_translatable_fields


def copy_facts(source: Page, target: Page) -> None:
    """Gives `target` the facts of `source`, unsaved.

    wagtail-localize's own function leaves a many-to-many field as it was when the source's has
    become empty.
    """
    copy_synchronised_fields(source, target)
    for translatable_field in get_translatable_fields(type(source)):
        if not translatable_field.is_synchronized(source):
            continue
        field = translatable_field.get_field(type(source))
        if isinstance(field, ParentalManyToManyField) and not getattr(source, field.name).all():
            setattr(target, field.name, [])


def carry_facts(page: Page) -> list[Page]:
    """Writes the facts of a published Swedish page to its translations, live page and draft.

    Gives the translations. What a translator has in work stays a draft. No text is touched, but
    one that Swedish has emptied: wagtail-localize counts an empty text as a fact.
    """
    if page.locale.language_code != settings.LANGUAGE_CODE:
        return []
    carried = []
    for target in page.get_translations().filter(alias_of=None).specific():
        draft: Any = target.get_latest_revision_as_object()
        was_published_whole = target.live and not target.has_unpublished_changes
        copy_facts(page, target)
        # Checked on the Swedish page already; text that a translator left faulty must not stop it.
        target.save(clean=False)
        copy_facts(page, draft)
        revision = draft.save_revision(clean=False, changed=not was_published_whole)
        if was_published_whole:
            Page.objects.filter(pk=target.pk).update(live_revision=revision)
        carried.append(target)
    return carried
