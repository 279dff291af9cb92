from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworksConfig(AppConfig):
    name = "networks"
    verbose_name = _("Networks")

    def ready(self) -> None:
        from core import timeline
        from core.mentions import register
        from networks.history import STRANDS
        from networks.mentions import MENTIONS

        register(*MENTIONS)
        timeline.register(*STRANDS)
