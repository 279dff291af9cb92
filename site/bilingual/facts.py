"""Facts are entered once, on the Swedish page, and reach the translations when it is published."""

from typing import Any

from django.conf import settings
from django.db.models import Model
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import StreamField
from wagtail.models import Page, TranslatableMixin
from wagtail_localize.fields import (
    TranslatableField,
    copy_synchronised_fields,
    get_translatable_fields,
)
from wagtail_localize.models import SegmentOverride, Translation

from bilingual.changes import source_of
from bilingual.segments import ADDRESS, segments_in, texts_on, words_in
from bilingual.staleness import give_address, source_page


def _texts(model: type[Model]) -> list[str]:
    """The names of the fields that are translated."""
    fields = get_translatable_fields(model)
    return [field.field_name for field in fields if isinstance(field, TranslatableField)]


def _keep_translated_rows(name: str, target: Page, before: dict[Any, Any]) -> None:
    """Gives rows that were copied from Swedish the words that they had in the translation.

    A row that the translation hasn't had yet waits for the translator.
    """
    rows = []
    for row in getattr(target, name).all():
        texts = [text for text in _texts(type(row)) if getattr(row, text)]
        known = before.get(row.translation_key)
        if known is None and texts:
            continue
        for text in texts:
            setattr(row, text, getattr(known, text))
        rows.append(row)
    setattr(target, name, rows)


def copy_facts(source: Page, target: Page) -> None:
    """Gives `target` the facts of `source`, unsaved, and none of its words.

    wagtail-localize's own function, made for a page whose words are filled in afterwards, copies
    whole streams and rows with their Swedish words, and leaves a many-to-many field as it was when
    the source's has become empty.
    """
    streams, rows = {}, {}
    for name in _texts(type(source)):
        field = type(source)._meta.get_field(name)
        if isinstance(field, StreamField) and getattr(source, name):
            streams[name] = getattr(target, name)
        elif field.one_to_many and issubclass(field.related_model, TranslatableMixin):
            rows[name] = {row.translation_key: row for row in getattr(target, name).all()}
    copy_synchronised_fields(source, target)
    # How long a page is public is said on the Swedish one.
    target.go_live_at, target.expire_at = None, source.expire_at
    for name, value in streams.items():
        setattr(target, name, value)
    for name, before in rows.items():
        _keep_translated_rows(name, target, before)
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


def renew_facts(page: Page) -> None:
    """Gives an English page that has become public the facts that the Swedish one has now."""
    source = source_page(page)
    if source is None:
        return
    before = _said(page)
    copy_facts(source, page)
    if _said(page) == before:
        return
    page.save(clean=False)
    revision = page.save_revision(clean=False, changed=False)
    Page.objects.filter(pk=page.pk).update(live_revision=revision)


def _said(page: Page) -> dict[str, Any]:
    """All that the page says. The keys of its rows say nothing: copied rows get new ones."""
    data = page.serializable_data()
    return {
        name: [{k: v for k, v in row.items() if k not in ("pk", "page")} for row in value]
        if isinstance(value, list) and value and isinstance(value[0], dict)
        else value
        for name, value in data.items()
    }


def _public_words(page: Page) -> list[tuple[str, str]]:
    """The texts of the translated page with their places, as its readers see them."""
    return [(text.path, text.string.data) for text in texts_on(page) if text.path != ADDRESS]


def _translated_words(translation: Translation) -> list[tuple[str, str]]:
    """The texts that the translation has for the Swedish page as it is now."""
    return list(words_in(translation).values_list("context__path", "translation"))


def _has_unpublished_addresses(translation: Translation, page: Page) -> bool:
    """Whether a translator has given the page, or a link on it, an address that is not public."""
    slugs = segments_in(translation).filter(context__path=ADDRESS)
    if any(segment.translation and segment.translation != page.slug for segment in slugs):
        return True
    links = SegmentOverride.objects.filter(
        locale=translation.target_locale, context__object_id=page.translation_key
    )
    return bool(links.filter(updated_at__gt=page.last_published_at).exists())


def carry_blocks(page: Page) -> None:
    """Brings what is no text in the blocks (pictures, links, order) to the published translations.

    Only where every word that it would publish is public already: what a translator has in work,
    or still has to do, waits for the translator. Needs the source brought up to date before.
    """
    source = source_of(page)
    if source is None:
        return
    for translation in source.translations.filter(enabled=True).select_related("target_locale"):
        target = page.get_translations().filter(locale=translation.target_locale, alias_of=None)
        whole = target.live().filter(has_unpublished_changes=False).specific().first()
        if whole is None or sorted(_public_words(whole)) != sorted(_translated_words(translation)):
            continue
        give_address(translation, None)
        if _has_unpublished_addresses(translation, whole):
            continue
        source.create_or_update_translation(translation.target_locale, publish=False)
        target.get().get_latest_revision().publish()
