"""What reports read: the pages that were public on a day, in both languages."""

import datetime as dt
from typing import Any

from django.conf import settings

from policy.history import open_to_all, page_in_list

SOURCE = settings.LANGUAGE_CODE
LANGUAGES = [code for code, _name in settings.LANGUAGES]
Both = dict[str, str]


def public_pages(label: str, day: dt.date, **where: Any) -> dict[Any, dict[str, Any]]:
    """The pages that were public at the end of the day: by key, then by language."""
    found: dict[Any, dict[str, Any]] = {}
    for version in open_to_all(day).filter(model=label, **where):
        found.setdefault(version.key, {})[version.language] = page_in_list(version)
    # Only what has its Swedish page; in the tree's order.
    kept = {key: pages for key, pages in found.items() if SOURCE in pages}
    return dict(sorted(kept.items(), key=lambda item: item[1][SOURCE].path))


def both(pages: dict[str, Any], field: str) -> Both:
    """A text in each language that there is."""
    return {code: getattr(pages[code], field) for code in LANGUAGES if code in pages}


def iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
