"""The methods as the public saw them on an earlier day, whatever became of them since."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db.models import prefetch_related_objects
from wagtail.models import Page

from core.languages import reading_language
from core.privacy import private
from policy.history import end_of, page_in_list
from policy.models.public_version import PublicVersion

SOURCE = settings.LANGUAGE_CODE


def methods_then(day: dt.date) -> dict[int, Any]:
    """By the key that activities refer to them by, that of the Swedish row: each in the reader's
    language, else in Swedish. One that was not public then is told as on another day. Two queries.
    """
    end = end_of(day)
    kept = PublicVersion.objects.filter(
        model="policy.MethodPage", language__in={SOURCE, reading_language()}
    ).exclude(key__in=Page.objects.filter(private()).values("translation_key"))
    # Those of the day last: what they say goes before.
    versions = sorted(
        kept, key=lambda v: v.public_from < end and (v.public_to is None or v.public_to >= end)
    )
    pages = [page_in_list(version) for version in versions]
    prefetch_related_objects(pages, "locale")
    sources: dict[int, Any] = {}
    own: dict[Any, Any] = {}
    for page in pages:
        for method in page.methods.all():
            method.page, method.locale = page, page.locale
            if page.locale.language_code == SOURCE:
                sources[method.pk] = method
            if page.locale.language_code == reading_language():
                own[method.translation_key] = method
    return {pk: own.get(method.translation_key, method) for pk, method in sources.items()}
