"""What the reader chose to see on the map; every choice stands in the address."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from networks.maps.places import Kind
from networks.maps.views import VIEWS, MapView

FIRST_VIEW = "europe"


class MapForm(forms.Form):
    """Kinds of places, lines to project partners, and the view."""

    kind = forms.MultipleChoiceField(
        label=_("Show only"),
        required=False,
        choices=Kind.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    lines = forms.BooleanField(label=_("Lines from Västerås to project partners"), required=False)
    view = forms.ChoiceField(
        required=False,
        choices=[(view.name, view.label) for view in VIEWS.values()],
        widget=forms.HiddenInput,
    )
    at = forms.CharField(
        required=False,
        max_length=40,
        validators=[
            RegexValidator(
                rf"^({'|'.join(Kind.values)})-[0-9]{{1,12}}$", _("There is no such place.")
            )
        ],
        widget=forms.HiddenInput,
    )

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data)

    @property
    def map_view(self) -> MapView:
        """The view; Europe if none was chosen, or none that there is."""
        return VIEWS[getattr(self, "cleaned_data", {}).get("view") or FIRST_VIEW]

    @property
    def kinds(self) -> list[Kind]:
        """The kinds that are shown; all of them if none was chosen."""
        wanted = self.cleaned_data["kind"]
        return [kind for kind in Kind if kind in wanted or not wanted]

    def query(self, **changes: Any) -> str:
        """The choice as a query, with these changes: the same order always, nothing empty."""
        values = {name: self.cleaned_data.get(name) for name in ("view", "kind", "lines")}
        values["lines"] = 1 if values["lines"] else None
        values |= changes
        if values["view"] == FIRST_VIEW:
            values["view"] = None
        query = urlencode({name: value for name, value in values.items() if value}, doseq=True)
        return f"?{query}" if query else ""
