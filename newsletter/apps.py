from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsletterConfig(AppConfig):
    name = "newsletter"
    verbose_name = _("Newsletter")

    def ready(self) -> None:
        from core.mentions import register
        from newsletter.mentions import MENTIONS
        from newsletter.people.returned.service import listen

        register(*MENTIONS)
        listen()
