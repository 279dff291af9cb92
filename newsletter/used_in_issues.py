"""Which pages issues tell of: as cards, as related pages, or by a link in their texts."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex

from blocks.models import SharedContent
from core.languages import shown
from newsletter.drafts import SWEDISH
from newsletter.leaves import leaves
from newsletter.models import NewsletterIssuePage


def told_in_public(but: NewsletterIssuePage) -> set[UUID]:
    """The translation keys of what stands in Swedish issues that everyone may read.

    What a rule chooses anew each day does not count. Four queries, however many issues.
    """
    issues = shown(NewsletterIssuePage.objects.filter(**SWEDISH)).exclude(pk=but.pk)
    own = _references(Page, issues.values_list("pk", flat=True), "body.")
    shared = _references(SharedContent, _leading_to(own, SharedContent), "body_sv.")
    return _keys({*_leading_to(own, Page), *_leading_to(shared, Page)})


def told_in(draft: Any) -> set[UUID]:
    """The same of one issue as it stands in memory."""
    found = {
        int(pk)
        for bound in leaves(draft.body, draft.locale.language_code)
        for model, pk, *_place in bound.block.extract_references(bound.value)
        if issubclass(model, Page)
    }
    return _keys(found)


def _references(model: Any, ids: Iterable[int], path: str) -> list[ReferenceIndex]:
    """What these objects refer to in the body, as Wagtail keeps it."""
    found = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(model),
        object_id__in=[str(pk) for pk in ids],
        model_path__startswith=path,
    )
    return list(found)


def _leading_to(references: list[ReferenceIndex], model: Any) -> list[int]:
    to = ContentType.objects.get_for_model(model)
    return [int(row.to_object_id) for row in references if row.to_content_type_id == to.pk]


def _keys(ids: Iterable[int]) -> set[UUID]:
    pages = Page.objects.filter(pk__in=set(ids))
    return set(pages.values_list("translation_key", flat=True))
