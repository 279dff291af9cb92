"""Cards that a rule chooses each time the page is read: “the three latest news on education”."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from blocks.cards import is_preview
from blocks.choosing import ModelBlock, is_no_key
from blocks.same import SameInBothLanguages
from core.card_rules import cards_by_rule, rule_choices
from core.cards import Card


class RuleBlock(blocks.ChoiceBlock):
    """Which rule: areas say which there are."""

    choices = staticmethod(rule_choices)


class TopicBlock(ModelBlock):
    """A record that the cards have to do with.

    One that has been deleted stays as a record that nothing has to do with: the block may not
    begin to show everything.
    """

    def __init__(self, model: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.model = model

    def to_python(self, value: Any) -> Any:
        return self.bulk_to_python([value])[0]

    def bulk_to_python(self, values: Any) -> list[Any]:
        found = zip(values, super().bulk_to_python(values), strict=True)
        return [item or self._gone(key) for key, item in found]

    def value_from_form(self, value: Any) -> Any:
        # Refused by `clean`: there is no such choice.
        return super().value_from_form(value) or self._gone(
            0 if value and is_no_key(value) else value
        )

    def get_form_state(self, value: Any) -> Any:
        state = super().get_form_state(value)
        if value is not None and value._state.adding:
            state |= {"title": str(_("deleted")), "edit_url": ""}
        return state

    def _gone(self, key: Any) -> Any:
        return None if key in (None, "") else self.target_model(pk=key)


class CardsByRuleBlock(SameInBothLanguages, blocks.StructBlock):
    """Cards that a rule chooses, narrowed to a focus area or keyword."""

    rule = RuleBlock(label=_("What"), help_text=_("Chosen anew each time the page is read."))
    number = blocks.IntegerBlock(
        min_value=1, max_value=12, default=3, label=_("How many"), help_text=_("At most.")
    )
    focus_area = TopicBlock(
        "records.FocusArea",
        required=False,
        label=_("Focus area"),
        help_text=_("Only what has to do with it; empty for everything."),
    )
    keyword = TopicBlock(
        "records.Keyword",
        required=False,
        label=_("Keyword"),
        help_text=_("Only what has it; empty for everything."),
    )

    class Meta:
        icon = "list-ul"
        group = _("Cards")
        label = _("Cards by rule")
        template = "blocks/cards_by_rule/web.html"
        description = _("The latest news, coming events, running projects …")
        help_text = _(
            "The same in both languages. Where the rule finds nothing, readers see nothing."
        )
        preview_value: ClassVar[dict[str, Any]] = {"rule": "news-latest", "number": 3}

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        context["cards"] = self.cards_of(value)
        context["is_preview"] = is_preview(context)
        return context

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any] | None:
        """The rule and its cards; None if it finds none."""
        cards = self.cards_of(value)
        if not cards:
            return None
        return {"rule": value["rule"], "cards": [card.data() for card in cards]}

    @staticmethod
    def cards_of(value: Any) -> list[Card]:
        """What the rule chooses today, in the reader's language."""
        number = value.get("number") or 0
        return cards_by_rule(value["rule"], number, value.get("focus_area"), value.get("keyword"))
