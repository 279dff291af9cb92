"""The catalogue of partners abroad: twin towns, and then partner regions."""

from typing import Any

from django.db.models import CharField, F, Value
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.catalogue import Catalogue, Sort
from core.facets import YEAR, ChoiceFacet, CountryFacet
from networks.catalogue.facets import FOCUS_AREA, STATUS, THEME
from networks.catalogue.place_files import REGION, places_table
from networks.catalogue.sorts import ENDING, NAME, NEWEST
from networks.models.agreement import AgreementState
from networks.models.partner_region import PartnerRegionPage
from networks.models.twin_town import TwinKind, TwinTownPage

MODELS = (TwinTownPage, PartnerRegionPage)


def _kind(model: Any) -> Any:
    return F("kind") if model is TwinTownPage else Value(REGION, CharField())


BY_KIND = Sort(
    "kind",
    pgettext_lazy("order", "By kind"),
    lambda model: Value(MODELS.index(model)),
    heading=lambda place: place._meta.verbose_name_plural,
)
PLACES = Catalogue(
    models=MODELS,
    facets=(
        ChoiceFacet("kind", _("Kind"), _kind, (*TwinKind.choices, (REGION, _("Partner region")))),
        STATUS,
        CountryFacet("country", _("Country"), lambda model: "country"),
        ChoiceFacet(
            "agreement",
            _("Agreement"),
            lambda model: F("agreement_state"),
            tuple(AgreementState.choices),
        ),
        FOCUS_AREA,
        THEME,
        YEAR,
    ),
    sorts=(BY_KIND, NAME, NEWEST, ENDING),
    text_label=_("Words in name or party"),
    texts=lambda model: (
        "own_name",
        *(("parties__name_sv", "parties__name_en") if model is PartnerRegionPage else ()),
    ),
    template="networks/includes/place_list.html",
    table=places_table,
)
