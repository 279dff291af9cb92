"""Issues by the name that a command gets, and what a mail of one is made of in each language."""

import re
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from wagtail_localize.models import Translation

from bilingual.staleness import translation_of
from core.languages import shown
from newsletter.models import NewsletterIssuePage

SOURCE = settings.LANGUAGE_CODE
YEAR_AND_NUMBER = re.compile(r"(\d{4})-(\d{1,4})")


@dataclass(frozen=True)
class Version:
    """An issue in one language, as its mail would be made today.

    `page` is what is public, else the latest draft; `has_changes`: its draft says something else
    than what is public.
    """

    page: Any
    is_public: bool
    has_changes: bool


def issues_named(name: str) -> list[NewsletterIssuePage]:
    """The Swedish pages of the issues with this id (of either language), or this address's last
    part (“2026-1”), or of this year and number. More than one where the name is not enough.
    """
    issues = NewsletterIssuePage.objects
    if name.isdecimal() and len(name) < 10:
        found = list(issues.filter(pk=int(name)))
    else:
        found = list(issues.filter(slug=name).order_by("pk"))
    parts = YEAR_AND_NUMBER.fullmatch(name)
    if not found and parts:
        year, number = int(parts[1]), int(parts[2])
        found = list(issues.filter(issue_date__year=year, number=number).order_by("pk"))
    keys = {issue.translation_key for issue in found}
    return list(issues.filter(translation_key__in=keys, locale__language_code=SOURCE))


def version_of(issue: NewsletterIssuePage, language: str) -> Version | None:
    """The issue (its Swedish page) in a language; None where it has not been begun in that."""
    pages = NewsletterIssuePage.objects.filter(translation_key=issue.translation_key)
    page: Any = pages.filter(locale__language_code=language, alias_of=None).first()
    if page is None:
        return None
    is_public = shown(pages.filter(pk=page.pk)).exists()
    if page.live:
        return Version(page, is_public, page.has_unpublished_changes)
    translation = translation_of(page) if language != SOURCE else None
    draft = _in_work(translation) if translation else page.get_latest_revision_as_object()
    return Version(draft, is_public, has_changes=False)


def _in_work(translation: Translation) -> Any:
    """The translated page with what the translator has written; Swedish where nothing is yet."""
    return translation.source.get_ephemeral_translated_instance(
        translation.target_locale, fallback=True
    )
