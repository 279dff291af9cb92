"""Whether what a mail links to is there, for everyone."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.translation import get_language_from_path, override

from bilingual.addresses import answers, page_at
from records.links.collecting import historical_addresses
from records.models import WebLink


def dead_among(addresses: Iterable[str]) -> set[str]:
    """Those that the nightly check of links has found dead, and that are not kept as historical."""
    dead = WebLink.objects.filter(address__in=set(addresses), state=WebLink.State.DEAD)
    found = set(dead.values_list("address", flat=True))
    return found - historical_addresses() if found else found


def is_own(address: str) -> bool:
    """Whether the address is one of this site's."""
    own, other = urlsplit(settings.WAGTAILADMIN_BASE_URL), urlsplit(address)
    return other.scheme in ("http", "https") and own.netloc == other.netloc


def answers_everyone(address: str) -> bool:
    """Whether one of the site's own addresses leads to something that needs no log-in.

    Only pages of the tree are asked; the others (a record's page, a file) are taken as they are.
    """
    path = urlsplit(address).path or "/"
    with override(get_language_from_path(path) or settings.LANGUAGE_CODE):
        try:
            if resolve(path).view_name != "wagtail_serve":
                return True
        except Resolver404:
            return False
        page = page_at(path)
        if page is None:
            # A file, or nothing.
            return answers(path)
    return not page.get_view_restrictions().exists()
