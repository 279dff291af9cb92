"""What is written once, on the page that shows it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from blocks.channels import data
from blocks.choosing import ModelBlock
from blocks.same import SameInBothLanguages


class SharedContentBlock(SameInBothLanguages, ModelBlock):
    """Shows shared content as it is today, in the reader's language."""

    model = "blocks.SharedContent"

    class Meta:
        icon = "copy"
        label = _("Shared content")
        template = "blocks/shared/web.html"
        description = _("Written once, shown on many pages")
        help_text = _(
            "The same in both languages. Changed in one place: Shared content in the menu."
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # The form's field takes it from here.
        super().__init__(*args, **{"help_text": self._meta_class.help_text, **kwargs})

    def get_preview_value(self) -> Any:
        """The newest; None where there is none."""
        return self.target_model.objects.order_by("-pk").first()

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        # Deleted, it is None and shows nothing.
        context["content"] = value.body if value else []
        return context

    def get_api_representation(self, value: Any, context: Any = None) -> Any:
        """Its blocks; None for what has been deleted."""
        return {"content": data(value.body)} if value else None
