from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PolicyConfig(AppConfig):
    name = "policy"
    verbose_name = _("Policy")

    def ready(self) -> None:
        from wagtail.signals import page_published, page_unpublished, post_page_move

        from core import timeline
        from core.about import register_about
        from core.mentions import register
        from core.publishing import guards
        from policy import adopted_screens, areas, receivers
        from policy.about import ABOUT
        from policy.chronicle import STRANDS
        from policy.mentions import MENTIONS
        from policy.models import ActivityPage

        register(*MENTIONS)
        register_about(*ABOUT)
        timeline.register(*STRANDS)
        guards.append(adopted_screens.refusal)
        published, unpublished = receivers.when_published, receivers.when_unpublished
        page_published.connect(published, dispatch_uid="policy.when_published")
        page_unpublished.connect(unpublished, dispatch_uid="policy.when_unpublished")
        # An activity finds its area first: what the public sees is recorded after.
        post_page_move.connect(areas.when_moved, ActivityPage, dispatch_uid="policy.when_moved")
        post_page_move.connect(receivers.when_moved, dispatch_uid="policy.record_moved")
