"""Which facts of a file are taken, and which stay as an editor or another source has them."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from networks.importing.found import Facts
from networks.models import ImportedFact

# Fields that have a value before anybody has given one.
BY_DEFAULT = {"state": "granted", "currency": "EUR"}


def facts_before(**of: Any) -> dict[str, ImportedFact]:
    """What was imported last of a page or an organisation, by fact. One query."""
    return {fact.field: fact for fact in ImportedFact.objects.filter(**of)}


def decided(
    ours: Facts, theirs: Facts, before: dict[str, ImportedFact], source: str, *, is_new: bool
) -> tuple[Facts, list[tuple[str, str]]]:
    """The facts to take, and those to keep, each with why.

    What nobody has given is taken; what was imported from this source last, and is so still, is
    changed; all else is somebody's word.
    """
    take: Facts = {}
    keep: list[tuple[str, str]] = []
    for name, text in theirs.items():
        ours_now = ours.get(name, "")
        if text == ours_now:
            continue
        last = before.get(name)
        if is_new or (last is None and not ours_now):
            take[name] = text
        elif last is None:
            keep.append((name, _("given by an editor")))
        elif last.value != ours_now:
            keep.append((name, _("corrected by an editor")))
        elif last.source != source:
            why = _("imported from %(source)s") % {"source": last.get_source_display()}
            keep.append((name, why))
        else:
            take[name] = text
    return take, keep + _orphans(ours, take, before)


def _orphans(ours: Facts, take: Facts, before: dict[str, ImportedFact]) -> list[tuple[str, str]]:
    """Drops what belongs to a partner that an editor has removed."""
    kept = []
    for name in list(take):
        kind, _dot, rest = name.partition(".")
        owner = f"{kind}.{rest.partition('.')[0]}"
        if kind == "partner" and name != owner and owner not in ours and owner not in take:
            del take[name]
            kept.append((name, _("corrected by an editor")))
    return kept


def amounts_kept(ours: Facts, take: Facts, theirs: Facts) -> Iterable[str]:
    """The amounts that cannot be taken, because the page's amounts are in another currency."""
    currency = take.get("currency", ours.get("currency", ""))
    if not theirs.get("currency") or currency == theirs["currency"]:
        return []
    names = ("budget", "grant", "city_share")
    return [n for n in take if n in names or n.endswith((".contribution", ".grant"))]
