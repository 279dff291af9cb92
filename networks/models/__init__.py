"""With whom the city works: networks, twin towns, partner regions and projects."""

from networks.models.network import NetworkIndexPage, NetworkPage
from networks.models.partner_region import PartnerRegionPage
from networks.models.programme import Programme
from networks.models.project import ProjectIndexPage, ProjectPage, ProjectPartner
from networks.models.twin_town import TwinTownIndexPage, TwinTownPage

__all__ = [
    "NetworkIndexPage",
    "NetworkPage",
    "PartnerRegionPage",
    "Programme",
    "ProjectIndexPage",
    "ProjectPage",
    "ProjectPartner",
    "TwinTownIndexPage",
    "TwinTownPage",
]
