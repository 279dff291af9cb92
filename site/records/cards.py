"""What cards of contacts, focus areas and operations say."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.cards import Card, CardKind, Fact, facts, record_card
from core.said import Said
from core.templatetags.writing import excerpt


def contact_card(contact: Any) -> Card:
    """As `includes/contact_card.html` has it: the role first."""
    ways = []
    if contact.email:
        ways.append(Fact(_("E-mail"), Said(contact.email, ""), f"mailto:{contact.email}"))
    if contact.phone:
        number = contact.phone.replace(" ", "")
        ways.append(Fact(_("Telephone"), Said(contact.phone, ""), f"tel:{number}"))
    return record_card(
        contact,
        text=_words(contact.assignment),
        notice=_("Invented; do not write here.") if contact.is_example else "",
        facts=[
            *facts(
                (_("Person"), contact.name),
                (_("Operation"), contact.operation),
                (_("Organisation"), contact.organisation),
            ),
            *ways,
        ],
    )


def focus_area_card(area: Any) -> Card:
    return record_card(area, text=_words(area.description))


def operation_card(operation: Any) -> Card:
    return record_card(operation)


def _words(text: str) -> Said | None:
    return Said(capfirst(excerpt(text, 180)), "") if text else None


CARDS = [
    CardKind("records.Contact", contact_card),
    CardKind("records.FocusArea", focus_area_card),
    CardKind("records.Operation", operation_card),
]
