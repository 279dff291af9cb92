"""How networks, places and projects name records."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from core.mentions import Mention
from core.name_order import ByName

NETWORKS = "networks/includes/network_list.html"
PLACES = "networks/includes/place_list.html"
PROJECTS = "networks/includes/project_list.html"


def _of(record: str) -> list[Mention]:
    """What names a focus area or a contact."""
    newest = ("-starts_on", ByName("title"))
    return [
        Mention(record, "networks", _("Networks"), NETWORKS, 20, (ByName("title"),)),
        Mention(record, "twin_towns", _("Twin towns"), PLACES, 21, (ByName("title"),)),
        Mention(record, "partner_regions", _("Partner regions"), PLACES, 22, (ByName("title"),)),
        Mention(record, "projects", _("Projects"), PROJECTS, 30, newest, ("programme",)),
    ]


def _with_keyword() -> list[Mention]:
    """The same pages by their keywords, which are rows of all page types."""
    models = ("NetworkPage", "TwinTownPage", "PartnerRegionPage", "ProjectPage")
    return [
        replace(mention, model=f"networks.{model}", lookup="keyword_links__tag")
        for mention, model in zip(_of("records.Keyword"), models, strict=True)
    ]


def _there(accessor: str, place: int) -> Mention:
    """Places whose contact at the other end it is."""
    heading = _("Contact at the other end")
    return Mention("records.Contact", accessor, heading, PLACES, place, (ByName("title"),))


MENTIONS = [
    *_with_keyword(),
    *_of("records.FocusArea"),
    *_of("records.Contact"),
    Mention(
        "records.Contact",
        "represented",
        _("Represents the city in"),
        NETWORKS,
        19,
        (ByName("title"),),
        model="networks.NetworkPage",
        lookup="representatives__contact",
    ),
    _there("twin_towns_there", 23),
    _there("partner_regions_there", 24),
    Mention(
        "records.Operation",
        "networks",
        _("Networks that the city takes part in through it"),
        NETWORKS,
        20,
        (ByName("title"),),
    ),
    Mention(
        "records.Operation",
        "projects",
        _("Projects that it answers for"),
        PROJECTS,
        30,
        ("-starts_on", ByName("title")),
        ("programme",),
    ),
]
