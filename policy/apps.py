from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PolicyConfig(AppConfig):
    name = "policy"
    verbose_name = _("Policy")

    def ready(self) -> None:
        from django.db.models.signals import post_delete, post_save, pre_save
        from wagtail.models import PageViewRestriction
        from wagtail.signals import page_published, page_unpublished, post_page_move

        from core import cards, gone, timeline
        from core.about import register_about
        from core.card_rules import register_rules
        from core.mentions import register
        from core.publishing import guards
        from policy import (
            adopted_screens,
            areas,
            gone_page,
            indicator_codes,
            keeping_open,
            receivers,
            record_history,
            report_workflow,
        )
        from policy.about import ABOUT
        from policy.cards import CARDS, RULES
        from policy.cards_then import PAST
        from policy.chronicle import STRANDS
        from policy.mentions import MENTIONS
        from policy.models import ActivityPage, Indicator, IndicatorValue

        register(*MENTIONS)
        register_about(*ABOUT)
        timeline.register(*STRANDS)
        cards.register(*CARDS)
        register_rules(*RULES)
        # Those of areas below are registered already.
        for model, past in PAST.items():
            cards.register_past(model, past)
        gone.answers.append(gone_page.answer)
        guards += [adopted_screens.refusal, report_workflow.refusal]
        published, unpublished = receivers.when_published, receivers.when_unpublished
        page_published.connect(published, dispatch_uid="policy.when_published")
        page_unpublished.connect(unpublished, dispatch_uid="policy.when_unpublished")
        # An activity finds its area first: what the public sees is recorded after.
        post_page_move.connect(areas.when_moved, ActivityPage, dispatch_uid="policy.when_moved")
        post_page_move.connect(receivers.when_moved, dispatch_uid="policy.record_moved")
        pre_save.connect(
            keeping_open.when_restricted, PageViewRestriction, dispatch_uid="policy.keep_open"
        )
        renamed = indicator_codes.when_renamed
        pre_save.connect(renamed, Indicator, dispatch_uid="policy.indicator_renamed")
        for signal in (post_save, post_delete):
            signal.connect(
                receivers.when_privacy_changed,
                PageViewRestriction,
                dispatch_uid="policy.when_privacy_changed",
            )
            for model in (*record_history.KEPT, IndicatorValue):
                changed = record_history.when_changed
                signal.connect(changed, model, dispatch_uid="policy.when_record_changed")
