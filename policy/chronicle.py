"""What the policy adds to the city's international history: decisions and versions."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.languages import preferred_pages
from core.periods import Precision
from core.timeline import Happening, Strand
from policy.models import DecisionPage, PolicyVersionPage


def decisions() -> Iterator[Happening]:
    """Decisions and proposals, and the versions of the policy."""
    for page in preferred_pages(DecisionPage.objects.all()):
        yield Happening(page.decided_on, Precision.DAY, page.get_kind_display(), page)
    adopted = PolicyVersionPage.Status.ADOPTED
    for page in preferred_pages(PolicyVersionPage.objects.all()):
        what = _("Policy adopted") if page.status == adopted else _("Policy proposed")
        yield Happening(page.dated, Precision.DAY, what, page)


STRANDS = [Strand("decisions", gettext_lazy("Decisions and policy"), decisions)]
