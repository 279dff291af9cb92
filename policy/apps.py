from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PolicyConfig(AppConfig):
    name = "policy"
    verbose_name = _("Policy")

    def ready(self) -> None:
        from wagtail.signals import page_published, page_unpublished, post_page_move

        from core.publishing import guards
        from policy.adopted_screens import refusal
        from policy.receivers import when_moved, when_published, when_unpublished

        guards.append(refusal)
        page_published.connect(when_published, dispatch_uid="policy.when_published")
        page_unpublished.connect(when_unpublished, dispatch_uid="policy.when_unpublished")
        post_page_move.connect(when_moved, dispatch_uid="policy.when_moved")
