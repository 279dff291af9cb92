"""The steps of making an issue, in its form: one click nearer than in the menu."""

from typing import Any

from wagtail.admin.panels import HelpPanel


class StepsPanel(HelpPanel):
    """On an issue that has been saved; to be filled from the site as long as it is a draft."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"template": "newsletter/steps.html", **kwargs})

    class BoundPanel(HelpPanel.BoundPanel):
        instance: Any
        request: Any

        def is_shown(self) -> bool:
            return bool(self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            may = self.instance.permissions_for_user(self.request.user)
            is_open = not self.instance.live and not may.page_locked()
            context["may_fill"] = is_open and may.can_edit()
            return context
