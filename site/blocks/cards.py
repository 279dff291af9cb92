"""Cards of pages and records that an editor has picked; they are read when they are shown."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.functional import cached_property
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.models import TranslatableMixin

from blocks.choosing import ModelBlock
from blocks.same import SameInBothLanguages
from core.cards import Card, cards_of
from core.hidden_cards import why_hidden
from core.languages import reading_language


class _Together:
    """What stands in one body: its cards are read at once, when the first of them is shown."""

    def __init__(self, items: Sequence[Any]) -> None:
        self.items = {id(item): item for item in items}
        self._unshown: dict[tuple[str, int], Card | None] = {}

    def card(self, item: Any) -> Card | None:
        """The card of `item`; read anew for each time that it is shown."""
        language = reading_language()
        if (language, id(item)) not in self._unshown:
            cards = zip(self.items, cards_of(list(self.items.values())), strict=True)
            self._unshown |= {(language, key): card for key, card in cards}
        return self._unshown.pop((language, id(item)))


SAME = _("The same in both languages; each reader reads it in their own.")


class CardBlock(SameInBothLanguages, ModelBlock):
    """A card; subclasses say of what. The Swedish original is chosen, where there is one."""

    class Meta:
        group = _("Cards")
        template = "blocks/card/web.html"
        description = _("Always as up to date as the page that it leads to")
        help_text = SAME

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # The form's field takes it from here.
        super().__init__(*args, **{"help_text": SAME, **kwargs})

    def bulk_to_python(self, values: Any) -> list[Any]:
        """Each knows the others, so that a body costs as many queries however many cards it has."""
        found = super().bulk_to_python(values)
        together = _Together([item for item in found if item is not None])
        for item in together.items.values():
            item.shown_together = together
        return found

    def clean(self, value: Any) -> Any:
        chosen = super().clean(value)
        if not isinstance(chosen, TranslatableMixin):
            return chosen
        versions = type(chosen).objects.filter(translation_key=chosen.translation_key)
        return versions.filter(locale__language_code=settings.LANGUAGE_CODE).first() or chosen

    def get_preview_value(self) -> Any:
        """The newest one that readers may see; None where there is none."""
        newest = self.target_model.objects.order_by("-pk")
        if issubclass(self.target_model, TranslatableMixin):
            newest = newest.filter(locale__language_code=settings.LANGUAGE_CODE)
        items = list(newest[:20])
        shown = zip(items, cards_of(items), strict=True)
        return next((item for item, card in shown if card is not None), None)

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        card = context["card"] = self.card_of(value)
        if card is None and is_preview(context):
            context["remark"] = why_hidden(value)
        return context

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any] | None:
        """What the card says; None if there is nothing to show."""
        card = self.card_of(value)
        return card.data() if card else None

    @staticmethod
    def card_of(value: Any) -> Card | None:
        """The card in the reader's language; None for what its readers may not see."""
        if value is None:
            return None
        together = vars(value).get("shown_together")
        if together is None or id(value) not in together.items:
            together = _Together([value])
        return together.card(value)


def is_preview(context: Any) -> bool:
    """Whether an editor looks at a draft, or at a block in the list of blocks."""
    return "block_def" in context or getattr(context.get("request"), "is_preview", False)


def _label(name: Any) -> Any:
    return format_lazy("{}: {}", _("Card"), name)


class NewsCardBlock(CardBlock):
    model = "home.NewsPage"

    class Meta:
        icon = "doc-full"
        label = _label(_("news item"))


class EventCardBlock(CardBlock):
    model = "home.EventPage"

    class Meta:
        icon = "date"
        label = _label(_("event"))


class ProjectCardBlock(CardBlock):
    model = "networks.ProjectPage"

    class Meta:
        icon = "folder-open-inverse"
        label = _label(_("project"))


class NetworkCardBlock(CardBlock):
    model = "networks.NetworkPage"

    class Meta:
        icon = "site"
        label = _label(_("network"))


class TwinTownCardBlock(CardBlock):
    model = "networks.TwinTownPage"

    class Meta:
        icon = "home"
        label = _label(_("twin town"))


class PartnerRegionCardBlock(CardBlock):
    model = "networks.PartnerRegionPage"

    class Meta:
        icon = "globe"
        label = _label(_("partner region"))


class ActivityCardBlock(CardBlock):
    model = "policy.ActivityPage"

    class Meta:
        icon = "tasks"
        label = _label(_("activity"))


class DecisionCardBlock(CardBlock):
    model = "policy.DecisionPage"

    class Meta:
        icon = "clipboard-list"
        label = _label(_("decision"))


class PointCardBlock(CardBlock):
    """A card of a row of a page: there are few, chosen from a list."""

    widget = forms.Select()

    @cached_property
    def field(self) -> Any:
        field = super().field
        field.queryset = field.queryset.filter(
            locale__language_code=settings.LANGUAGE_CODE
        ).order_by("page", "sort_order")
        return field

    def get_form_state(self, value: Any) -> Any:
        # As Wagtail's script for a list takes it.
        return self.widget.format_value(value.pk if value else None)


class StatementCardBlock(PointCardBlock):
    model = "policy.Statement"

    class Meta:
        icon = "list-ul"
        label = _label(_("direction statement"))


class MethodCardBlock(PointCardBlock):
    model = "policy.Method"

    class Meta:
        icon = "list-ol"
        label = _label(_("method"))


class IndicatorCardBlock(CardBlock):
    model = "policy.Indicator"

    class Meta:
        icon = "order"
        label = _label(_("indicator"))


class ContactCardBlock(CardBlock):
    model = "records.Contact"

    class Meta:
        icon = "user"
        label = _label(_("contact"))


class FocusAreaCardBlock(CardBlock):
    model = "records.FocusArea"

    class Meta:
        icon = "tag"
        label = _label(_("focus area"))


class OperationCardBlock(CardBlock):
    model = "records.Operation"

    class Meta:
        icon = "group"
        label = _label(_("operation"))


class OrganisationCardBlock(CardBlock):
    model = "records.Organisation"

    class Meta:
        icon = "site"
        label = _label(_("organisation"))


class KeywordCardBlock(CardBlock):
    model = "records.Keyword"

    class Meta:
        icon = "tag"
        label = _label(_("keyword"))


class ProgrammeCardBlock(CardBlock):
    model = "networks.Programme"

    class Meta:
        icon = "folder-open-inverse"
        label = _label(_("programme"))


class CallCardBlock(CardBlock):
    model = "networks.Call"

    class Meta:
        icon = "date"
        label = _label(_("call"))


# By the name under which a body keeps them.
CARD_BLOCKS: dict[str, type[CardBlock]] = {
    "news_card": NewsCardBlock,
    "event_card": EventCardBlock,
    "project_card": ProjectCardBlock,
    "network_card": NetworkCardBlock,
    "twin_town_card": TwinTownCardBlock,
    "partner_region_card": PartnerRegionCardBlock,
    "activity_card": ActivityCardBlock,
    "decision_card": DecisionCardBlock,
    "statement_card": StatementCardBlock,
    "method_card": MethodCardBlock,
    "indicator_card": IndicatorCardBlock,
    "contact_card": ContactCardBlock,
    "focus_area_card": FocusAreaCardBlock,
    "operation_card": OperationCardBlock,
    "organisation_card": OrganisationCardBlock,
    "keyword_card": KeywordCardBlock,
    "programme_card": ProgrammeCardBlock,
    "call_card": CallCardBlock,
}
