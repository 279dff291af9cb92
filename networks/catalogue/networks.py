"""The catalogue of networks, by level."""

from django.db.models import Case, F, IntegerField, Value, When
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.catalogue import Catalogue, Sort
from core.facets import YEAR, ChoiceFacet, CountryFacet
from networks.catalogue.facets import FOCUS_AREA, STATUS, THEME, record_facet
from networks.catalogue.network_files import networks_table
from networks.catalogue.sorts import ENDING, NAME, NEWEST
from networks.models.network import CityRole, Level, NetworkPage

BY_LEVEL = Sort(
    "level",
    pgettext_lazy("order", "By level"),
    lambda model: Case(
        *(When(level=level, then=Value(place)) for place, level in enumerate(Level)),
        default=Value(len(Level)),
        output_field=IntegerField(),
    ),
    heading=lambda network: network.get_level_display(),
)
NETWORKS = Catalogue(
    models=(NetworkPage,),
    facets=(
        ChoiceFacet("level", _("Level"), lambda m: F("level"), tuple(Level.choices)),
        ChoiceFacet(
            "role", _("The city's role"), lambda m: F("city_role"), tuple(CityRole.choices)
        ),
        STATUS,
        CountryFacet("country", _("Country of the seat"), lambda m: "country"),
        FOCUS_AREA,
        THEME,
        YEAR,
        record_facet("operation", _("Through"), "through", "records.Operation"),
    ),
    sorts=(BY_LEVEL, NAME, NEWEST, ENDING),
    text_label=_("Words in name, short name or seat"),
    texts=lambda model: ("acronym", "seat"),
    template="networks/includes/network_list.html",
    table=networks_table,
    related=("through",),
)
