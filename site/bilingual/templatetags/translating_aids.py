"""What stands below the translation editor."""

from typing import Any

from django import template
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail_localize.models import Translation

from bilingual.aids import aids_for, breaches_by_text

register = template.Library()


def _approvals(page: Any, user: Any) -> list[dict[str, Any]]:
    """What an approver may do with a translation that awaits it: Wagtail's own choices."""
    state = page.current_workflow_task_state
    if state is None:
        return []
    return [
        {
            "label": label,
            "asks": asks,
            "address": reverse(
                "wagtailadmin_pages:workflow_action", args=[page.pk, name, state.pk]
            ),
        }
        for name, label, asks in state.task.specific.get_actions(page, user)
    ]


# Our own hook: areas lead on from the translation editor, which shows none of a page's buttons.
# A function gets the translated page and gives buttons.
WAYS_ON = "register_translating_buttons"


def _ways_on(page: Any) -> list[Button]:
    return [button for register_in in hooks.get_hooks(WAYS_ON) for button in register_in(page)]


@register.inclusion_tag("bilingual/aids.html", takes_context=True)
def translating_aids(context: Any, translation: Translation) -> dict[str, Any]:
    """Terms and earlier translations for a page's texts, and XLIFF files."""
    page = translation.get_target_instance()
    rights = page.permissions_for_user(context["request"].user)
    address = reverse("submit_for_approval", args=[page.pk])
    return {
        "approvals": _approvals(page, context["request"].user),
        "submit_address": address if rights.can_edit() and not rights.can_publish() else "",
        "ways_on": _ways_on(page),
        "aids": aids_for(translation),
        "breaches": breaches_by_text(translation),
        "translation": translation,
        "csrf_token": context.get("csrf_token"),
    }
