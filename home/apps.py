from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Home")

    def ready(self) -> None:
        from core import structured
        from core.about import register_about
        from core.mentions import register
        from home.about import ABOUT
        from home.mentions import MENTIONS
        from home.structured import DESCRIPTIONS

        register(*MENTIONS)
        structured.register(DESCRIPTIONS)
        register_about(*ABOUT)
