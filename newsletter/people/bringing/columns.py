"""The columns of a list from elsewhere, ours and those of Mailman's and Listmonk's exports."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.sheets.sheet import Layout
from core.sheets.words import folded, name_by_heading

# A city's list; what is larger is divided.
MOST_ROWS = 50_000
# Each row may have its consent word for word.
LARGEST_LIST = 20 * 1024 * 1024

HEADINGS = {
    "address": gettext_lazy("E-mail address"),
    "language": gettext_lazy("Language (sv or en)"),
    "consent_date": gettext_lazy("Consent given on"),
    "consent_text": gettext_lazy("Consent: what was agreed to"),
    "source": gettext_lazy("Source of the list"),
    "topics": gettext_lazy("Topics (codes or names)"),
    "frequency": gettext_lazy("How often"),
}
# As other programs head the same things.
ALSO = {
    "email": "address",
    "e-mail": "address",
    "e-post": "address",
    "epost": "address",
    "epostadress": "address",
    # Listmonk's.
    "created at": "consent_date",
    "status": "status",
    "attributes": "attributes",
}
# Who somebody is, and the other program's own numbers: read past, and kept nowhere.
READ_PAST = ("name", "namn", "uuid", "id", "updated at", "lists")


def name_of(heading: str) -> str | None:
    """The column of a heading; one that is read past is named `-` and itself; None: unknown."""
    wanted = folded(heading)
    if wanted in READ_PAST:
        return f"-{wanted}"
    return ALSO.get(wanted) or name_by_heading(heading, HEADINGS)


def layout() -> Layout:
    """What the file may hold, in the reader's language."""
    needed = _("The column “%(name)s” is missing.") % {"name": HEADINGS["address"]}
    return Layout(
        name_of,
        lambda name: str(HEADINGS.get(name, name.removeprefix("-"))),
        [*HEADINGS, "attributes", "status"],
        {"address": str(needed)},
        most_rows=MOST_ROWS,
    )
