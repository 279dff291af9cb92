"""Whether a project's amounts and partners add up: told to the editor, who may know better."""

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from core.city import CITY_CODE
from core.templatetags.writing import money
from networks.models.project_rows import PartnerRole

if TYPE_CHECKING:
    from networks.models import ProjectPage


def doubts(project: "ProjectPage") -> list[str]:
    """What does not add up, each in a sentence; empty if nothing is amiss."""
    rows = list(project.partners.all())
    own = [row for row in rows if row.organisation.code == CITY_CODE]
    return [*_amounts(project, rows), *_roles(project, rows), *_of_the_city(project, own)]


def _amounts(project: "ProjectPage", rows: list) -> list[str]:
    found = []
    budget, share = project.budget, project.city_share
    if budget is None:
        if project.grant is not None or share is not None:
            found.append(_("A grant or a share is given, but no total budget."))
        return found
    if project.grant is not None and project.grant > budget:
        found.append(
            _("The grant of %(grant)s is larger than the total budget of %(budget)s.")
            % {"grant": _of(project, project.grant), "budget": _of(project, budget)}
        )
    known = [row.contribution for row in rows if row.contribution is not None]
    total, parts = sum(known, Decimal(0)), len(known)
    # The city's share is its row's amount, or a part of its own where it is not among the partners.
    own = [row.contribution for row in rows if row.organisation.code == CITY_CODE]
    if share is not None and rows and own in ([], [None]):
        total, parts = total + share, parts + len(own)
        said = _(
            "The partners' contributions and the city's share come to %(total)s, the total budget "
            "is %(budget)s."
        )
    else:
        said = _("The partners' contributions come to %(total)s, the total budget is %(budget)s.")
    # As long as some are not known they may be the rest.
    if known and (total != budget if parts == len(rows) else total > budget):
        found.append(said % {"total": _of(project, total), "budget": _of(project, budget)})
    if share is not None and share > budget:
        found.append(
            _("The city's share of %(share)s is larger than the total budget of %(budget)s.")
            % {"share": _of(project, share), "budget": _of(project, budget)}
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
    others = [row.organisation for row in leads if row.organisation.code != CITY_CODE]
    if project.city_role == PartnerRole.LEAD and others and len(leads) == 1:
        found.append(
            _("The city is lead partner, and so is %(partner)s: as a rule there is one.")
            % {"partner": others[0]}
        )
    named = {row.organisation.code: row.organisation for row in rows}
    times = Counter(row.organisation.code for row in rows)
    found += [
        _("%(partner)s is among the partners more than once.") % {"partner": named[code]}
        for code, number in times.items()
        if number > 1
    ]
    for row in rows:
        left, starts, ends = row.left_on, project.starts_on, project.ends_on
        if left and ends and left > ends:
            found.append(
                _("%(partner)s left after the project's end.") % {"partner": row.organisation}
            )
        if left and starts and left < starts:
            found.append(
                _("%(partner)s left before the project's start.") % {"partner": row.organisation}
            )
    return found


def _of_the_city(project: "ProjectPage", own: list) -> list[str]:
    """What the project says of the city, against the city's own rows among the partners."""
    found = []
    known = [row.contribution for row in own if row.contribution is not None]
    if known and project.city_share is not None and sum(known) != project.city_share:
        found.append(
            _("The city's share is %(share)s, but among the partners it contributes %(sum)s.")
            % {
                "share": _of(project, project.city_share),
                "sum": _of(project, sum(known, Decimal(0))),
            }
        )
    if own and project.city_role and project.city_role not in [row.role for row in own]:
        found.append(
            _("The city's role is “%(role)s”, but among the partners it is “%(other)s”.")
            % {"role": project.get_city_role_display(), "other": own[0].get_role_display()}
        )
    return found


def _of(project: "ProjectPage", amount: Decimal) -> str:
    return money(amount, project.currency)
