"""Whether a project's amounts and partners add up: told to the editor, who may know better."""

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from core.templatetags.writing import money
from networks.models.project_rows import PartnerRole

if TYPE_CHECKING:
    from networks.models import ProjectPage


def doubts(project: "ProjectPage") -> list[str]:
    """What does not add up, each in a sentence; empty if nothing is amiss."""
    rows = list(project.partners.all())
    return [*_amounts(project, rows), *_roles(project, rows)]


def _amounts(project: "ProjectPage", rows: list) -> list[str]:
    found = []
    budget, known = project.budget, [r.contribution for r in rows if r.contribution is not None]
    total = sum(known, Decimal(0))
    if budget is not None and known:
        # As long as some are not known they may be the rest.
        is_off = total != budget if len(known) == len(rows) else total > budget
        if is_off:
            found.append(
                _("The partners' contributions come to %(total)s, the total budget is %(budget)s.")
                % {"total": money(total, project.currency), "budget": _of(project, budget)}
            )
    if budget is not None and project.city_share is not None and project.city_share > budget:
        found.append(
            _("The city's share of %(share)s is larger than the total budget of %(budget)s.")
            % {"share": _of(project, project.city_share), "budget": _of(project, budget)}
        )
    return found


def _roles(project: "ProjectPage", rows: list) -> list[str]:
    found = []
    leads = [row for row in rows if row.role == PartnerRole.LEAD]
    if len(leads) > 1:
        found.append(
            _("%(number)s partners are lead partner: as a rule there is one.")
            % {"number": len(leads)}
        )
    for row in rows:
        ends = project.ends_on
        if row.left_on and ends and row.left_on > ends:
            found.append(
                _("%(partner)s left after the project's end.") % {"partner": row.organisation}
            )
    return found


def _of(project: "ProjectPage", amount: Decimal) -> str:
    return money(amount, project.currency)
