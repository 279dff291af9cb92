"""Blocks of facts: terms with what they mean, numbers, points in time."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from blocks.examples import in_both
from core.periods import Precision, first_day, period_text
from core.templatetags.writing import number

FACTS = _("Facts")
NUMBERS_ARE_FACTS = _("The numbers are the same in both languages; the words are translated.")
DAYS_ARE_FACTS = _("The days are the same in both languages; the words are translated.")


def _figures(value: Any) -> list[tuple[Decimal, Any]]:
    """The figures that have a number, which a draft may lack: without the zeros that only the
    column has; zero without a sign.
    """
    return [
        (figure["number"].normalize() + 0, figure)
        for figure in value["figures"]
        if figure["number"] is not None
    ]


class FactBlock(blocks.StructBlock):
    """A term and what there is to say of it."""

    term = blocks.CharBlock(label=_("Term"), max_length=120)
    text = blocks.TextBlock(label=_("Text"), max_length=600)

    class Meta:
        label = _("Fact")


class FactsBlock(blocks.StructBlock):
    """Facts as a definition list (`dl`)."""

    facts = blocks.ListBlock(FactBlock(), min_num=1, max_num=20, label=_("Facts"))

    class Meta:
        icon = "list-ul"
        group = FACTS
        label = _("Facts")
        template = "blocks/facts/web.html"
        description = _("Terms with a few words on each")
        help_text = _("For what is looked up: who, when, how much.")
        preview_value = in_both(
            {
                "facts": [
                    {"term": "Beslutad av", "text": "Kommunfullmäktige"},
                    {"term": "Gäller från", "text": "3 mars 2005"},
                ]
            },
            {
                "facts": [
                    {"term": "Adopted by", "text": "The City Council"},
                    {"term": "In force from", "text": "3 March 2005"},
                ]
            },
        )

    def get_api_representation(self, value: Any, context: Any = None) -> list[dict[str, str]]:
        return [{"term": fact["term"], "text": fact["text"]} for fact in value["facts"]]


class FigureOfFactBlock(blocks.StructBlock):
    """A number, what it is of, and what it says."""

    number = blocks.DecimalBlock(
        label=_("Number"),
        max_digits=16,
        decimal_places=2,
        help_text=_("The same in both languages; each reader reads it in their own way."),
    )
    unit = blocks.CharBlock(
        label=_("Unit"),
        required=False,
        max_length=40,
        help_text=_("For example: people, per cent."),
    )
    label = blocks.CharBlock(label=_("What it is"), max_length=120)

    class Meta:
        label = _("Number")


class FiguresBlock(blocks.StructBlock):
    """Numbers worth to be seen at once, with their source."""

    figures = blocks.ListBlock(FigureOfFactBlock(), min_num=1, max_num=6, label=_("Numbers"))
    source = blocks.CharBlock(
        label=_("Source"), max_length=250, help_text=_("Who has counted, and when.")
    )

    class Meta:
        icon = "order"
        group = FACTS
        label = _("Numbers")
        template = "blocks/figures/web.html"
        description = _("Up to six numbers with unit and source")
        help_text = NUMBERS_ARE_FACTS
        preview_value = in_both(
            {
                "figures": [
                    {"number": Decimal(7), "unit": "", "label": "vänorter"},
                    {
                        "number": Decimal("12.5"),
                        "unit": "procent",
                        "label": "leds av staden",
                    },
                ],
                "source": "Västerås stad, 2005 (exempel)",
            },
            {
                "figures": [
                    {"number": Decimal(7), "unit": "", "label": "twin towns"},
                    {
                        "number": Decimal("12.5"),
                        "unit": "per cent",
                        "label": "led by the city",
                    },
                ],
                "source": "City of Västerås, 2005 (example)",
            },
        )

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        context["figures"] = [
            {"number": number(bare), "unit": figure["unit"], "label": figure["label"]}
            for bare, figure in _figures(value)
        ]
        return context

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        """Numbers as text: JSON's own lose digits."""
        return {
            "figures": [
                {"number": format(bare, "f"), "unit": figure["unit"], "label": figure["label"]}
                for bare, figure in _figures(value)
            ],
            "source": value["source"],
        }


class MomentBlock(blocks.StructBlock):
    """Something that happened, as exactly as it is known when."""

    on = blocks.DateBlock(
        label=_("When"), help_text=_("Any day of the year, half-year, quarter or month will do.")
    )
    precision = blocks.ChoiceBlock(
        choices=Precision.choices, default=Precision.YEAR, label=_("Precision")
    )
    text = blocks.CharBlock(label=_("What"), max_length=300, help_text=_("In a sentence."))

    class Meta:
        label = _("Moment")


class TimelineBlock(blocks.StructBlock):
    """What happened when, the oldest first however it was written."""

    moments = blocks.ListBlock(MomentBlock(), min_num=2, max_num=40, label=_("Moments"))

    class Meta:
        icon = "history"
        group = FACTS
        label = _("Timeline")
        template = "blocks/timeline/web.html"
        description = _("What happened when; put in order by itself")
        help_text = DAYS_ARE_FACTS
        preview_value = in_both(
            {
                "moments": [
                    {"on": dt.date(2002, 1, 1), "precision": "year", "text": "Policyn antas."},
                    {"on": dt.date(2005, 3, 3), "precision": "day", "text": "Policyn revideras."},
                ]
            },
            {
                "moments": [
                    {
                        "on": dt.date(2002, 1, 1),
                        "precision": "year",
                        "text": "Policy adopted.",
                    },
                    {
                        "on": dt.date(2005, 3, 3),
                        "precision": "day",
                        "text": "Policy revised.",
                    },
                ]
            },
        )

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        context["moments"] = [
            {"when": _when(moment), "text": moment["text"]} for moment in self._in_order(value)
        ]
        return context

    def get_api_representation(self, value: Any, context: Any = None) -> list[dict[str, str]]:
        return [
            {
                "on": first_day(moment["on"], moment["precision"]).isoformat(),
                "precision": moment["precision"],
                "text": moment["text"],
            }
            for moment in self._in_order(value)
        ]

    @staticmethod
    def _in_order(value: Any) -> list[Any]:
        # A draft may lack the day or how exact it is.
        moments = [m for m in value["moments"] if m["on"] and m["precision"] in Precision.values]
        return sorted(moments, key=lambda m: first_day(m["on"], m["precision"]))


def _when(moment: Any) -> str:
    return period_text(moment["on"], moment["on"], moment["precision"])
