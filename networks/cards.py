"""What cards of networks, places and projects say, and the rules that choose projects."""

from typing import Any

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from core.card_rules import CardRule
from core.cards import Card, CardKind, facts, page_card, plain_card, said_by
from core.periods import DatedStatus, Precision, first_day
from core.templatetags.writing import date_text, since
from networks.catalogue.projects import with_partners
from networks.models.project import ProjectState
from networks.project_states import state_at


def over(page: Any) -> str:
    """“Ended”, for what no longer holds; else empty."""
    return pgettext("co-operation", "Ended") if page.status == DatedStatus.ENDED else ""


def network_card(page: Any) -> Card:
    return page_card(
        page,
        when=capfirst(page.period),
        notice=over(page),
        facts=facts(
            (_("Level"), page.get_level_display()),
            (_("The city's role"), page.get_city_role_display()),
        ),
    )


def twin_town_card(page: Any) -> Card:
    return page_card(
        page,
        kind=str(page.get_kind_display()),
        when=capfirst(page.period) if page.ends_on else "",
        notice=over(page),
        facts=facts(
            (_("Country"), page.country_name),
            (_("Twinned since"), since(page)),
            (_("Fields of co-operation"), said_by(page, capfirst(page.fields))),
        ),
    )


def partner_region_card(page: Any) -> Card:
    return page_card(
        page,
        when=capfirst(page.period),
        notice=over(page),
        facts=facts(
            (_("Country"), page.country_name),
            (_("Agreement"), page.get_agreement_display()),
            (_("Fields of co-operation"), said_by(page, capfirst(page.fields))),
        ),
    )


def project_card(page: Any) -> Card:
    return page_card(
        page,
        when=capfirst(page.period),
        status=page.status,
        facts=facts((_("Programme"), page.programme), (_("Lead partner"), page.lead_partner)),
    )


def running(projects: Any) -> Any:
    """The last that began first."""
    return _in_state(projects, ProjectState.RUNNING).order_by("-starts_on", "path")


def coming(projects: Any) -> Any:
    """Those that are granted and have a day to begin on, the next one first."""
    today = timezone.localdate()
    granted = _in_state(projects, ProjectState.GRANTED)
    return granted.filter(starts_on__gt=today).order_by("starts_on", "path")


def ended_this_quarter(projects: Any) -> Any:
    """Those whose last day has passed, the last one first."""
    quarter = first_day(timezone.localdate(), Precision.QUARTER)
    closed = _in_state(projects, ProjectState.CLOSED)
    return closed.filter(ends_on__gte=quarter).order_by("-ends_on", "path")


def _in_state(projects: Any, state: ProjectState) -> Any:
    return projects.annotate(state_today=state_at(timezone.localdate())).filter(state_today=state)


def programme_card(programme: Any) -> Card:
    """It leads to the programme's own site, as long as that lives."""
    return plain_card(
        programme,
        when=programme.period,
        address=programme.alive_address,
        facts=facts((_("Fund"), programme.get_fund_display())),
    )


def call_card(call: Any) -> Card:
    return plain_card(
        call,
        reference=call.identifier,
        facts=facts(
            (_("Programme"), call.programme),
            (_("Closes on"), date_text(call.closes_on) if call.closes_on else ""),
        ),
    )


CARDS = [
    CardKind("networks.NetworkPage", network_card),
    CardKind("networks.TwinTownPage", twin_town_card),
    CardKind("networks.PartnerRegionPage", partner_region_card),
    CardKind("networks.ProjectPage", project_card, ("programme",), with_partners),
    CardKind("networks.Programme", programme_card),
    CardKind("networks.Call", call_card, ("programme",)),
]
RULES = [
    CardRule("projects-running", gettext_lazy("Running projects"), "networks.ProjectPage", running),
    CardRule("projects-coming", gettext_lazy("Coming projects"), "networks.ProjectPage", coming),
    CardRule(
        "projects-ended-this-quarter",
        gettext_lazy("Projects that ended this quarter"),
        "networks.ProjectPage",
        ended_this_quarter,
    ),
]
