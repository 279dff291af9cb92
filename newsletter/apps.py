from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsletterConfig(AppConfig):
    name = "newsletter"
    verbose_name = _("Newsletter")

    def ready(self) -> None:
        from django.db.models.signals import pre_delete
        from wagtail.signals import page_published, page_unpublished

        from core.kept import register_reason
        from core.mentions import register
        from newsletter import sender  # noqa: F401 – its check
        from newsletter.corrections import keep_correction
        from newsletter.kept_files import why_kept
        from newsletter.mentions import MENTIONS
        from newsletter.models import NewsletterIssuePage
        from newsletter.people.returned.service import listen
        from newsletter.taken_away import when_deleted, when_unpublished

        register(*MENTIONS)
        register_reason(why_kept, as_it_is=True)
        page_published.connect(keep_correction, sender=NewsletterIssuePage)
        page_unpublished.connect(when_unpublished, sender=NewsletterIssuePage)
        pre_delete.connect(when_deleted, sender=NewsletterIssuePage)
        listen()
