from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PolicyConfig(AppConfig):
    name = "policy"
    verbose_name = _("Policy")

    def ready(self) -> None:
        from wagtail.signals import post_page_move

        from policy.areas import when_moved
        from policy.models import ActivityPage

        post_page_move.connect(when_moved, ActivityPage, dispatch_uid="policy.when_moved")
