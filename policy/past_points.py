"""Statements and methods as the public saw them on a day, whatever became of them since."""

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
# The pages that have them, by the relation.
PAGES = {"statements": "policy.PolicyPage", "methods": "policy.MethodPage"}


def points_then(name: str, day: dt.date) -> dict[int, Any]:
    """By the key that activities refer to them by, that of the Swedish row: each in the reader's
    language, else in Swedish. One that was not public then is told as on another day. Two queries.
    """
    return {
        pk: own.get(reading_language(), own[SOURCE])
        for pk, own in point_versions_then(name, day).items()
    }


def point_versions_then(name: str, day: dt.date) -> dict[int, dict[str, Any]]:
    """The same in each language. `name` is the relation: statements or methods."""
    end = end_of(day)
    kept = PublicVersion.objects.filter(model=PAGES[name]).exclude(
        key__in=Page.objects.filter(private()).values("translation_key")
    )
    pages = []
    for version in kept:
        page = page_in_list(version)
        is_public = version.public_from < end and (
            version.public_to is None or version.public_to >= end
        )
        page.as_of = day if is_public else None
        pages.append(page)
    # Those of the day last: what they say goes before.
    pages.sort(key=lambda page: page.as_of is not None)
    prefetch_related_objects(pages, "locale")
    sources: dict[int, Any] = {}
    by_key: dict[Any, dict[str, Any]] = {}
    for page in pages:
        for point in getattr(page, name).all():
            point.page, point.locale = page, page.locale
            if page.locale.language_code == SOURCE:
                sources[point.pk] = point
            by_key.setdefault(point.translation_key, {})[page.locale.language_code] = point
    return {pk: by_key[point.translation_key] | {SOURCE: point} for pk, point in sources.items()}
