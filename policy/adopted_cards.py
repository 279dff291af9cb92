"""What the text of an adopted version shows as a card is kept, so that the card can be."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page, ReferenceIndex

from policy.cards_then import PAST
from policy.models import PolicyVersionPage


def shown_in(objects: Iterable[Any]) -> PolicyVersionPage | None:
    """An adopted version whose text shows one of these pages, or one below them, or one of these
    records, as it was; None if none does.
    """
    for item in objects:
        if isinstance(item, Page):
            below = Page.objects.descendant_of(item, inclusive=True).values_list("pk", flat=True)
            base, keys = Page, [str(pk) for pk in below]
        elif item._meta.label in PAST:
            base, keys = type(item), [str(item.pk)]
        else:
            # A contact, for example: a card of it is but a link, and a person may leave.
            continue
        cards = ReferenceIndex.objects.filter(
            to_content_type=ContentType.objects.get_for_model(base),
            to_object_id__in=keys,
            content_type=ContentType.objects.get_for_model(PolicyVersionPage),
            model_path__contains="_card",
        )
        holders = [int(pk) for pk in cards.values_list("object_id", flat=True)]
        adopted = PolicyVersionPage.objects.filter(live=True, status="adopted", pk__in=holders)
        if found := adopted.first():
            return found
    return None


def refuse_deletion(request: HttpRequest, objects: Iterable[Any]) -> HttpResponse | None:
    """Says which adopted text would lose a card, and leads to it; None where none would."""
    version = shown_in(objects)
    if version is None:
        return None
    told = _("The adopted text “%(title)s” shows this as a card: it cannot be deleted.")
    messages.error(request, told % {"title": version.title})
    return redirect("wagtailadmin_pages:edit", version.pk)


@hooks.register("before_delete_page", order=20)
def pages_in_adopted_texts_are_not_deleted(request: HttpRequest, page: Page) -> HttpResponse | None:
    """They can be unpublished: the text then shows them as they were."""
    return refuse_deletion(request, [page])


@hooks.register("before_delete_snippet")
def records_in_adopted_texts_are_not_deleted(
    request: HttpRequest, instances: Any
) -> HttpResponse | None:
    """The same for focus areas, operations and indicators."""
    return refuse_deletion(request, instances)


@hooks.register("before_bulk_action", order=20)
def nor_in_bulk(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """The same for several at once."""
    return refuse_deletion(request, objects) if action_type == "delete" else None
