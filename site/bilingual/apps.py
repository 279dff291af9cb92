from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BilingualConfig(AppConfig):
    name = "bilingual"
    verbose_name = _("Two languages")

    def ready(self) -> None:
        from django.db.models.signals import m2m_changed, post_delete, post_save
        from wagtail.models import Page, PageViewRestriction
        from wagtail.signals import (
            page_published,
            page_unpublished,
            post_page_move,
            pre_page_move,
        )

        from bilingual import checks  # noqa: F401
        from bilingual.guard import first_refusal
        from bilingual.overview import totals
        from bilingual.package_labels import name_in_swedish
        from bilingual.privacy import when_restricted
        from bilingual.receivers import when_published, when_unpublished
        from bilingual.tree import delete_with_source, follow, refuse_to_part
        from core.health import figures
        from core.publishing import guards

        guards.append(first_refusal)
        name_in_swedish()
        figures["english"] = lambda: totals().as_json()
        page_published.connect(when_published, dispatch_uid="bilingual.when_published")
        page_unpublished.connect(when_unpublished, dispatch_uid="bilingual.when_unpublished")
        pre_page_move.connect(refuse_to_part, dispatch_uid="bilingual.refuse_to_part")
        post_page_move.connect(follow, dispatch_uid="bilingual.follow")
        post_delete.connect(delete_with_source, Page, dispatch_uid="bilingual.delete_with_source")
        for signal, sender in (
            (post_save, PageViewRestriction),
            (post_delete, PageViewRestriction),
            (m2m_changed, PageViewRestriction.groups.through),
        ):
            signal.connect(when_restricted, sender, dispatch_uid="bilingual.when_restricted")
