"""Tells an editor which cards of a page its readers do not see, and why."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.fields import StreamField

from blocks.cards import CardBlock
from core.hidden_cards import why_hidden


def hidden_cards(page: Any) -> Iterator[tuple[str, str]]:
    """The names of cards that readers of some language do not see, each with the reason."""
    for field in page._meta.get_fields():
        if not isinstance(field, StreamField):
            continue
        for bound in getattr(page, field.name):
            if isinstance(bound.block, CardBlock) and _is_hidden(bound.block, bound.value):
                yield str(bound.value or bound.block.label), why_hidden(bound.value)


def _is_hidden(block: CardBlock, item: Any) -> bool:
    for code, _name in settings.LANGUAGES:
        with override(code):
            if block.card_of(item) is None:
                return True
    return False


def point_out(request: HttpRequest, page: Any) -> None:
    """Adds a message for each; nothing is refused."""
    for name, reason in hidden_cards(page):
        card = Truncator(name).chars(60)
        messages.warning(
            request, _("Readers do not see “%(card)s”. %(why)s") % {"card": card, "why": reason}
        )
