"""The site's map of partners as a block."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from blocks.same import SameInBothLanguages
from core.addresses import absolute
from core.drawn_map import DrawnMap, drawn_map, map_kinds, map_views
from core.languages import reading_language


class ViewBlock(blocks.ChoiceBlock):
    """Which part of the world."""

    choices = staticmethod(map_views)


class KindsBlock(blocks.MultipleChoiceBlock):
    """Which kinds of places."""

    choices = staticmethod(map_kinds)


class MapBlock(SameInBothLanguages, blocks.StructBlock):
    """Twin towns, regions, networks' seats and project partners, as the map's page draws them."""

    view = ViewBlock(label=_("Part of the world"), default="europe")
    kinds = KindsBlock(
        label=_("Show only"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing chosen: all kinds of places."),
    )

    class Meta:
        icon = "globe"
        group = _("Facts")
        label = _("Map")
        template = "blocks/map/web.html"
        description = _("Our partners on a map, always up to date, with a list that says the same")
        help_text = _("The same in both languages; each reader reads it in their own.")
        preview_value: ClassVar[dict[str, Any]] = {"view": "europe", "kinds": ["town", "region"]}

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        found = self._drawn(value)
        return {**context, **found.context, "map": found} if found else context

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any] | None:
        """The view, and the places by kind; None for a view that there is not."""
        found = self._drawn(value)
        if found is None:
            return None
        return {
            "view": value["view"],
            "address": absolute(found.address) if found.address else None,
            "places": [
                {
                    "kind": kind,
                    "name": place.name,
                    "language": place.language or reading_language(),
                    "where": place.where,
                    "address": absolute(place.address) if place.address else None,
                }
                for kind, places in found.places
                for place in places
            ],
        }

    @staticmethod
    def _drawn(value: Any) -> DrawnMap | None:
        # A draft may lack the view.
        if value["view"] not in dict(map_views()):
            return None
        known = dict(map_kinds())
        return drawn_map(value["view"], [kind for kind in value["kinds"] or [] if kind in known])
