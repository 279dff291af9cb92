from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Home")

    def ready(self) -> None:
        from core import cards, structured
        from core.about import register_about
        from core.card_rules import register_rules
        from core.mentions import register
        from home.about import ABOUT
        from home.cards import CARDS, RULES
        from home.mentions import MENTIONS
        from home.structured import DESCRIPTIONS

        register(*MENTIONS)
        structured.register(DESCRIPTIONS)
        register_about(*ABOUT)
        cards.register(*CARDS)
        register_rules(*RULES)
