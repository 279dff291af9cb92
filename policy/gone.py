"""Where the public found what has been unpublished or deleted: no published address dies."""

import datetime as dt
from typing import Any

from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from core.languages import foreign_alias
from core.privacy import private
from policy.history import label_of, page_of
from policy.models.gone_address import GoneAddress
from policy.models.public_version import PublicVersion


def note_gone(page: Page) -> None:
    """Notes the addresses of a page that is being unpublished or deleted: its own, and those that
    led to it, which a deletion takes along. Not of one that the public never saw.
    """
    own = Page.objects.filter(pk=page.pk).exclude(foreign_alias())
    last = _versions(page.translation_key, page.locale.language_code).last()
    if last is None and not own.filter(~private()).exists():
        return
    parent = page.get_parent()
    # Addresses below one that led here are answered as those below its own.
    led = Redirect.objects.filter(redirect_page=page.pk, redirect_page_route_path="")
    _note(
        page,
        label_of(page),
        parent.translation_key if parent else None,
        # What was made private first was not public any more.
        (last and last.public_to) or timezone.now(),
        led.values_list("old_path", flat=True),
    )


def note_missing_addresses() -> int:
    """Notes the addresses of what was public before addresses were noted; gives how many."""
    known = GoneAddress.objects.values("key", "language")
    noted = {(row["key"], row["language"]) for row in known}
    closed: dict[tuple[Any, str], PublicVersion] = {}
    for version in PublicVersion.objects.defer("content"):
        closed[version.key, version.language] = version
    made = 0
    for pair, version in closed.items():
        if version.public_to is not None and pair not in noted:
            page = page_of(version)
            _note(page, version.model, version.parent_key, version.public_to)
            made += 1
    return made


def _versions(key: Any, language: str) -> Any:
    return PublicVersion.objects.filter(key=key, language=language)


def _note(page: Page, model: str, parent_key: Any, public_to: dt.datetime, led: Any = ()) -> None:
    parts = page.get_url_parts()
    if not parts or not parts[2]:
        return
    own = Redirect.normalise_path(parts[2])
    for address in {own, *led}:
        GoneAddress.objects.update_or_create(
            {
                "model": model,
                "key": page.translation_key,
                "language": page.locale.language_code,
                "is_own": address == own,
                "parent_key": parent_key,
                "public_to": public_to,
            },
            address=address,
        )
