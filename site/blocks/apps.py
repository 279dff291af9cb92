from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BlocksConfig(AppConfig):
    name = "blocks"
    verbose_name = _("Blocks")

    def ready(self) -> None:
        from blocks import checks  # noqa: F401 – registers itself
        from blocks.used_on import why_kept
        from core.kept import register_reason

        register_reason(why_kept)
