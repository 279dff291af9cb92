"""With whom the city works: networks, twin towns, partner regions and projects."""

from networks.models.agreement import AgreementState
from networks.models.imported_fact import ImportedFact, ImportSource
from networks.models.network import NetworkPage, Representative
from networks.models.network_index import NetworkIndexPage
from networks.models.partner_region import PartnerRegionPage
from networks.models.programme import Call, Fund, Programme
from networks.models.project import ProjectPage, ProjectState
from networks.models.project_index import ProjectIndexPage
from networks.models.project_rows import (
    Deliverable,
    PartnerRole,
    ProjectIdentifier,
    ProjectLocation,
    ProjectPartner,
)
from networks.models.twin_town import Together, TwinTownPage
from networks.models.twin_town_index import TwinTownIndexPage

__all__ = [
    "AgreementState",
    "Call",
    "Deliverable",
    "Fund",
    "ImportSource",
    "ImportedFact",
    "NetworkIndexPage",
    "NetworkPage",
    "PartnerRegionPage",
    "PartnerRole",
    "Programme",
    "ProjectIdentifier",
    "ProjectIndexPage",
    "ProjectLocation",
    "ProjectPage",
    "ProjectPartner",
    "ProjectState",
    "Representative",
    "Together",
    "TwinTownIndexPage",
    "TwinTownPage",
]
