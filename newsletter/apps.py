from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsletterConfig(AppConfig):
    name = "newsletter"
    verbose_name = _("Newsletter")

    def ready(self) -> None:
        from wagtail.signals import page_published

        from core.mentions import register
        from newsletter.corrections import keep_correction
        from newsletter.mentions import MENTIONS
        from newsletter.models import NewsletterIssuePage
        from newsletter.people.returned.service import listen

        register(*MENTIONS)
        page_published.connect(keep_correction, sender=NewsletterIssuePage)
        listen()
