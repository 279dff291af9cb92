"""The redirects from where a record's page stood to where it stands (design, section 4)."""

import re
from typing import Any

from django.conf import settings
from django.utils.translation import override
from wagtail.contrib.redirects.models import Redirect

# What may stand in a record's address.
SLUG = re.compile(r"[-\w]+", re.ASCII)


def addresses_of(record: Any) -> list[str]:
    """The addresses of the record's page, one for each language of the site."""
    found: list[str] = []
    if not record.code:
        # Not every record has been given one; then it has no page either.
        return found
    for language, _name in settings.LANGUAGES:
        with override(language):
            found.append(record.get_absolute_url())
    return found


def lead_on(old: Any, new: Any, *, was_public: bool) -> None:
    """Leads from the addresses of one record, if the public knew them, to those of another (or of
    the same under its new code); what led to the old ones leads to the new ones as well.
    """
    for before, now in zip(addresses_of(old), addresses_of(new), strict=False):
        lead(before, now, was_public=was_public)


def lead(before: str, now: str, *, was_public: bool) -> None:
    """The same for one address."""
    Redirect.objects.filter(redirect_link=before).update(redirect_link=now)
    stale = [Redirect.normalise_path(address) for address in (before, now)]
    Redirect.objects.filter(old_path__in=stale).delete()
    if was_public:
        Redirect.add_redirect(before, redirect_to=now, automatically_created=True)


def led_to(address: str) -> str | None:
    """The last part of the address that this one leads to; None if it leads nowhere."""
    found = Redirect.objects.filter(old_path=Redirect.normalise_path(address)).first()
    return found.redirect_link.rstrip("/").rpartition("/")[2] or None if found else None


def code_today(model: Any, code: str) -> str | None:
    """The code that the record has today that had this one; None where a record has it today, or
    none ever had.
    """
    if not SLUG.fullmatch(code) or model.objects.filter(**{model.code_field: code}).exists():
        return None
    return next(filter(None, map(led_to, addresses_of(model(code=code)))), None)


def lead_no_more(record: Any) -> set[str]:
    """Takes away what leads to a record's addresses; gives the codes that did."""
    own = addresses_of(record)
    led = Redirect.objects.filter(redirect_link__in=own, automatically_created=True)
    codes = {path.rpartition("/")[2] for path in led.values_list("old_path", flat=True)}
    led.delete()
    return codes
