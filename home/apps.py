from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Home")

    def ready(self) -> None:
        from core.about import register_about
        from core.mentions import register
        from home.about import ABOUT
        from home.mentions import MENTIONS

        register(*MENTIONS)
        register_about(*ABOUT)
