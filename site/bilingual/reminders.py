"""The pages whose review date has come; looked for once a day, as dates come by themselves."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from wagtail.models import Page, get_page_models

from bilingual.models import Notice
from bilingual.notices import Kind, editors_of, last_editor, tell, withdraw
from core.models import BasePage


@dataclass
class Reminders:
    """How many notices were made, and which due pages have nobody to be told."""

    made: int
    unowned: list[Page]


def due_pages() -> Iterator[Page]:
    """The public pages that are to be read again: Swedish ones, and English without a source.

    One query for each page type: the date is a field of its own there.
    """
    swedish = Page.objects.filter(
        translation_key=OuterRef("translation_key"), locale__language_code=settings.LANGUAGE_CODE
    )
    for model in get_page_models():
        if issubclass(model, BasePage):
            yield from model.objects.live().filter(
                Q(locale__language_code=settings.LANGUAGE_CODE) | ~Exists(swedish),
                alias_of=None,
                review_on__lte=timezone.localdate(),
            )


def remind() -> Reminders:
    """Tells of each review date once, and takes back what no longer is due."""
    due = {page.pk: page for page in due_pages()}
    for notice in Notice.objects.filter(kind=Kind.REVIEW_DUE, read_at=None):
        page = due.get(notice.page_id)
        if page is None or page.review_on != notice.review_on:
            withdraw(Notice.objects.filter(pk=notice.pk))
    outcome = Reminders(0, [])
    for page in due.values():
        editors = set(editors_of(page).values_list("pk", flat=True))
        told = Notice.objects.filter(
            page_id=page.pk, kind=Kind.REVIEW_DUE, review_on=page.review_on, user__in=editors
        )
        if told.exists():
            continue
        candidates = (page.owner_id, last_editor(page))
        user = next((candidate for candidate in candidates if candidate in editors), None)
        if user is None:
            outcome.unowned.append(page)
            continue
        tell(user, page, Kind.REVIEW_DUE, review_on=page.review_on)
        outcome.made += 1
    return outcome
