"""Fills the site with many news pages and their translations, for tests of its size."""

import datetime as dt
from collections.abc import Callable
from itertools import islice
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex
from wagtail.search.backends import get_search_backends
from wagtail.signal_handlers import disable_reference_index_auto_update

from bilingual.models import SwedishOnly, TranslationState
from bilingual.overview import State
from seed.bodies import stable_id
from seed.filler_texts import PREFIXES, Texts, day, texts
from seed.inserting import add_children

Say = Callable[[str], None]
BATCH = 500
# The tree has room for more below one page, but nobody has the time.
MOST = 500_000
REASON = "Utfyllnad: gäller bara svenska läsare"


class CannotFillError(Exception):
    """The site lacks what the filler stands under; says what in a line."""


def state_of(number: int) -> State:
    """The state of the page of that number: in each hundred 90 are current, scattered."""
    place = number * 37 % 100
    for state, end in (
        (State.CURRENT, 90),
        (State.STALE, 95),
        (State.IN_PROGRESS, 97),
        (State.MISSING, 99),
    ):
        if place < end:
            return state
    return State.SWEDISH_ONLY


def fill(pages: int, say: Say) -> int:
    """Adds Swedish filler until there are `pages`; gives how many were made.

    A transaction for each batch: a run that is killed leaves whole batches and a whole tree.
    Raises CannotFillError where the site has no news index in both languages.
    """
    _indexes()
    known = _numbers()
    say(f"There are already {len(known)}.")
    missing = (number for number in range(1, pages + 1) if number not in known)
    made = 0
    while batch := list(islice(missing, BATCH)):
        _make(batch)
        made += len(batch)
        say(f"{made} made.")
    return made


def remove(say: Say) -> int:
    """Takes all filler away, in batches too; gives how many pages that were, both languages."""
    removed = 0
    while keys := list(_filler().order_by("pk").values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic(), disable_reference_index_auto_update():
            # A page that is public would be unpublished first, one by one, with its translations.
            Page.objects.filter(pk__in=keys).update(live=False)
            Page.objects.filter(pk__in=keys).delete()
            # Wagtail's own clean-up asks twice for each page.
            ReferenceIndex.objects.filter(_about(keys)).delete()
        removed += len(keys)
        say(f"{removed} removed.")
    return removed


def _about(keys: list[int]) -> Q:
    """References from these pages and to them."""
    texts, page = [str(key) for key in keys], ContentType.objects.get_for_model(Page)
    return Q(base_content_type=page, object_id__in=texts) | Q(
        to_content_type=page, to_object_id__in=texts
    )


def _model() -> Any:
    return apps.get_model("home", "NewsPage")


def _filler() -> Any:
    return _model().objects.filter(is_example=True, slug__regex=f"^({'|'.join(PREFIXES)})[0-9]+$")


def _numbers(prefix: str = PREFIXES[0]) -> set[int]:
    slugs = _filler().filter(slug__startswith=prefix).values_list("slug", flat=True)
    return {int(slug.removeprefix(prefix)) for slug in slugs}


def _indexes() -> tuple[Page, Page]:
    """The news indexes in both languages."""
    model = apps.get_model("home", "NewsIndexPage")
    found = []
    for language in ("sv", "en"):
        index = model.objects.filter(locale__language_code=language, alias_of=None).first()
        if index is None:
            raise CannotFillError(
                f"There is no news index in “{language}”: run load_seed first, or make one."
            )
        found.append(index)
    return found[0], found[1]


@transaction.atomic
def _make(numbers: list[int]) -> None:
    """One batch: pages, then what is known about their translation."""
    swedish, english = _indexes()
    now = timezone.now()
    both = {number: texts(number) for number in numbers}
    sources = _add(swedish, [(number, both[number][0], True) for number in numbers], now)
    kept = _numbers(PREFIXES[1])
    translated = [
        n
        for n in numbers
        if state_of(n) not in (State.MISSING, State.SWEDISH_ONLY) and n not in kept
    ]
    targets = _add(
        english,
        [(n, both[n][1], state_of(n) != State.IN_PROGRESS) for n in translated],
        now,
    )
    TranslationState.objects.bulk_create(
        _state(page, number, now)
        for page, number in zip(targets, translated, strict=True)
        if page.live
    )
    SwedishOnly.objects.bulk_create(
        SwedishOnly(page_id=page.pk, reason=REASON)
        for page, number in zip(sources, numbers, strict=True)
        if state_of(number) == State.SWEDISH_ONLY
    )


def _state(page: Page, number: int, now: dt.datetime) -> TranslationState:
    stale = state_of(number) == State.STALE
    return TranslationState(
        page_id=page.pk,
        source_published_at=now,
        stale_since=now - dt.timedelta(days=number % 400) if stale else None,
        changed_segments=1 + number % 3 if stale else 0,
    )


def _add(index: Page, entries: list[tuple[int, Texts, bool]], now: dt.datetime) -> list[Page]:
    """Adds pages below `index`, behind those that are there."""
    model = _model()
    pages = [
        model(
            title=words.title,
            slug=words.slug,
            introduction=words.introduction,
            date=day(number),
            is_example=True,
            live=live,
            has_unpublished_changes=not live,
            first_published_at=now if live else None,
            last_published_at=now if live else None,
            latest_revision_created_at=now,
            translation_key=stable_id("filler", str(number)),
        )
        for number, words, live in entries
    ]
    if pages:
        add_children(index, pages)
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(model, pages)
    return pages
