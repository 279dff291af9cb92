"""What cards of contacts, focus areas, operations, organisations and keywords say."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.cards import Card, CardKind, Fact, facts, plain_card, record_card
from core.countries import country_name
from core.said import Said
from core.templatetags.writing import excerpt
from records.models import Keyword
from records.whom_to_write_to import in_place_of


def contact_card(contact: Any) -> Card:
    """As `includes/contact_card.html` has it: the role first."""
    other = None if contact.can_be_reached else in_place_of(contact.operation)
    left = _("nobody can be reached in this role at present. Write instead to:") if other else ""
    example = _("Invented; do not write here.") if contact.is_example else ""
    return record_card(
        contact,
        text=_words(contact.assignment),
        notice=capfirst(f"{left} {other}") if other else example,
        facts=[
            *facts(
                (_("Person"), contact.name),
                (_("Operation"), contact.operation),
                (_("Organisation"), contact.organisation),
            ),
            *_ways(other or contact),
        ],
    )


def _ways(contact: Any) -> list[Fact]:
    ways = []
    if contact.email:
        ways.append(Fact(_("E-mail"), Said(contact.email, ""), f"mailto:{contact.email}"))
    if contact.phone:
        number = contact.phone.replace(" ", "")
        ways.append(Fact(_("Telephone"), Said(contact.phone, ""), f"tel:{number}"))
    return ways


def focus_area_card(area: Any) -> Card:
    return record_card(area, text=_words(area.description))


def operation_card(operation: Any) -> Card:
    return record_card(operation)


def organisation_card(organisation: Any) -> Card:
    """An organisation has no page of its own: its card leads to its site, as long as that lives."""
    return plain_card(
        organisation,
        address=organisation.alive_address,
        facts=facts(
            (_("Town"), organisation.town),
            (_("Country"), country_name(organisation.country) if organisation.country else ""),
            ("PIC", organisation.pic),
        ),
    )


def keyword_card(keyword: Any) -> Card:
    return record_card(keyword, title=Said(keyword.page_title, keyword.language))


def public_keywords(keywords: Any) -> Any:
    """Those that a public page has."""
    return keywords.filter(pk__in=Keyword.public().values("pk"))


def _words(text: str) -> Said | None:
    return Said(capfirst(excerpt(text, 180)), "") if text else None


CARDS = [
    CardKind("records.Contact", contact_card),
    CardKind("records.FocusArea", focus_area_card),
    CardKind("records.Operation", operation_card),
    CardKind("records.Organisation", organisation_card),
    CardKind("records.Keyword", keyword_card, public=public_keywords),
]
