"""A row of a list as what it asks for: an address, a consent, and what is wanted."""

import datetime as dt
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from functools import cache
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.periods import Precision
from core.sheets.dates import moment_of
from core.sheets.sheet import Row
from core.sheets.words import folded
from core.unseen import fault_in
from newsletter.models import Consent, Subscriber, as_known
from newsletter.people.bringing.said import ForAll
from records.models import FocusArea

# Listmonk's states of those who are not to be written to.
NOT_SENT_TO = ("disabled", "blocklisted", "blacklisted", "unsubscribed")
QUOTED = re.compile(r'"([^\s"\\]+)"@(.+)')
EARLIEST_YEAR = 1990
LONGEST_SOURCE = Consent._meta.get_field("source").max_length


@dataclass
class Asked:
    """What a row asks for."""

    address: str
    language: str
    consent_text: str
    given_at: dt.datetime
    source: str
    topics: tuple[int, ...] = ()
    frequency: str = Subscriber.Frequency.EVERY
    # Whether the list itself says that no mail is wanted.
    unwanted: bool = False


def known_topics() -> dict[str, int]:
    """The topics by their code and their name in both languages."""
    return {
        folded(name): pk
        for pk, *names in FocusArea.objects.values_list("pk", "code", "name_sv", "name_en")
        for name in names
        if name
    }


def asked_by(row: Row, for_all: ForAll, topics: Mapping[str, int]) -> Asked | None:
    """What the row asks for; None where something is wrong, which is added to its faults."""
    row.faults += [(name, why) for name, text in row.cells.items() if (why := fault_in(text))]
    cells = dict(row.cells)
    found: dict[str, Any] = {}

    def read(name: str, reader: Any, *arguments: Any) -> None:
        try:
            found[name] = reader(cells.get(name, ""), *arguments)
        except (ValueError, ValidationError) as error:
            why = error.messages[0] if isinstance(error, ValidationError) else str(error)
            row.faults.append((name, why))

    read("attributes", _attributes)
    for name, value in found.get("attributes", {}).items():
        cells[name] = cells.get(name) or value
    read("address", _address)
    read("language", _language, for_all.language)
    read("consent_text", _consent_text, for_all.consent_text)
    read("consent_date", _given_at, for_all.consent_date)
    read("source", _source, for_all.source)
    read("topics", _topics, topics)
    read("frequency", _frequency)
    if row.faults:
        return None
    return Asked(
        found["address"],
        found["language"],
        found["consent_text"],
        found["consent_date"],
        found["source"],
        found["topics"],
        found["frequency"],
        unwanted=folded(cells.get("status", "")) in NOT_SENT_TO,
    )


def _attributes(text: str) -> dict[str, str]:
    """Listmonk's attributes, of which those are read that are columns of ours."""
    if not text:
        return {}
    try:
        given = json.loads(text)
    except (ValueError, RecursionError):
        given = None
    if not isinstance(given, dict):
        raise ValueError(_("The attributes are no JSON object."))
    read = {}
    for name in ("language", "topics", "frequency", "consent_date", "consent_text", "source"):
        value = given.get(name)
        if isinstance(value, list):
            read[name] = "; ".join(map(str, value))
        elif value is not None:
            read[name] = str(value)
    return read


def _address(text: str) -> str:
    if not text:
        raise ValueError(_("There is no address in the row."))
    # As “Anna Ek <anna@example.org>”: the name is not kept.
    address = parseaddr(text)[1] if "<" in text else text
    if quoted := QUOTED.fullmatch(address):
        # As we hand over what a spreadsheet would take for a formula.
        address = f"{quoted[1]}@{quoted[2]}"
    try:
        return as_known(address)
    except ValidationError as error:
        raise ValueError(_("This is no e-mail address.")) from error


def _language(text: str, default: str) -> str:
    if not text:
        return default
    try:
        return _named(tuple(settings.LANGUAGES))[folded(text)]
    except KeyError as error:
        raise ValueError(_("The language is sv or en.")) from error


def _consent_text(text: str, default: str) -> str:
    if not (text or default):
        raise ValueError(_("It is not said what was agreed to: without consent nobody is added."))
    return text or default


def _given_at(text: str, default: dt.date | None) -> dt.datetime:
    if not text and default is None:
        raise ValueError(_("It is not said when the consent was given."))
    moment = None
    if "-" in text:
        try:
            moment = parse_datetime(text)
        except ValueError:
            moment = None
    if moment is None:
        day = default
        if text:
            named = moment_of(text)
            if named.precision is not Precision.DAY:
                raise ValueError(_("Give the day of the consent."))
            day = named.day
        moment = dt.datetime.combine(day, dt.time())  # type: ignore[arg-type]
    if moment.year < EARLIEST_YEAR:
        raise ValueError(_("The consent is older than such newsletters: is the year right?"))
    if timezone.is_naive(moment):
        moment = timezone.make_aware(moment)
    if moment > timezone.now():
        raise ValueError(_("The consent is of a day to come."))
    return moment


def _source(text: str, default: str) -> str:
    return (text or default)[:LONGEST_SOURCE]


def _topics(text: str, known: Mapping[str, int]) -> tuple[int, ...]:
    found = []
    for name in text.replace("\n", ";").split(";"):
        if not (wanted := folded(name)):
            continue
        if wanted not in known:
            raise ValueError(_("The topic “%(name)s” is not known.") % {"name": name.strip()[:60]})
        found.append(known[wanted])
    return tuple(dict.fromkeys(found))


def _frequency(text: str) -> str:
    if not text:
        return Subscriber.Frequency.EVERY
    try:
        return _named(tuple(Subscriber.Frequency.choices))[folded(text)]
    except KeyError as error:
        known = ", ".join(Subscriber.Frequency.values)
        raise ValueError(_("How often is one of: %(known)s.") % {"known": known}) from error


@cache
def _named(choices: tuple[tuple[str, Any], ...]) -> dict[str, str]:
    """The values of choices by themselves, and by their names in both languages."""
    found = {folded(value): value for value, _name in choices}
    for language, _name in settings.LANGUAGES:
        with override(language):
            found |= {folded(str(name)): value for value, name in choices}
    return found
