from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworksConfig(AppConfig):
    name = "networks"
    verbose_name = _("Networks")

    def ready(self) -> None:
        from core import cards, structured, timeline
        from core.card_rules import register_rules
        from core.drawn_map import register_map
        from core.mentions import register
        from networks.cards import CARDS, RULES
        from networks.history import STRANDS
        from networks.maps.block import MAP
        from networks.mentions import MENTIONS
        from networks.structured import DESCRIPTIONS

        register(*MENTIONS)
        structured.register(DESCRIPTIONS)
        timeline.register(*STRANDS)
        cards.register(*CARDS)
        register_rules(*RULES)
        register_map(MAP)
