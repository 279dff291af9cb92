from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BilingualConfig(AppConfig):
    name = "bilingual"
    verbose_name = _("Two languages")

    def ready(self) -> None:
        from wagtail.signals import page_published, page_unpublished

        from bilingual import checks  # noqa: F401
        from bilingual.guard import first_refusal
        from bilingual.overview import totals
        from bilingual.package_labels import name_in_swedish
        from bilingual.receivers import when_published, when_unpublished
        from core.health import figures
        from core.publishing import guards

        guards.append(first_refusal)
        name_in_swedish()
        figures["english"] = lambda: totals().as_json()
        page_published.connect(when_published, dispatch_uid="bilingual.when_published")
        page_unpublished.connect(when_unpublished, dispatch_uid="bilingual.when_unpublished")
