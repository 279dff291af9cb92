"""Shared content in the editor: where it is used is seen before it is changed or deleted."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, ObjectList, Panel
from wagtail.admin.ui.tables import UpdatedAtColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import InspectView, SnippetViewSet

from blocks.channels import Channel, render
from blocks.models import SharedContent
from blocks.used_on import used_on, why_kept
from core.choosers import RecordChooserViewSet


class UsedOnPanel(Panel):
    """The pages that show it, as links to their forms."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "blocks/used_on.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            context["used_on"] = used_on(self.instance)
            return context


class LookAtView(InspectView):
    """For those who may choose it and not change it."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "used_on": used_on(self.object)}

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        name, _underline, language = field_name.rpartition("_")
        if name != "body":
            return super().get_field_display_value(field_name, field)
        shown = render(getattr(self.object, field_name), Channel.WEB, language)
        return format_html('<div lang="{}">{}</div>', language, mark_safe(shown))


class SharedContentViewSet(SnippetViewSet):
    model = SharedContent
    icon = "copy"
    chooser_viewset_class = RecordChooserViewSet
    add_to_admin_menu = True
    menu_order = 260
    list_display = ("__str__", UpdatedAtColumn())
    inspect_view_enabled = True
    inspect_view_class = LookAtView
    inspect_view_fields = SharedContent.panels
    inspect_template_name = "blocks/shared_look_at.html"
    edit_handler = ObjectList(
        [
            UsedOnPanel(heading=gettext_lazy("Shown on")),
            *(FieldPanel(name) for name in SharedContent.panels),
        ]
    )


register_snippet(SharedContentViewSet)


def _stops(request: HttpRequest, contents: list[Any]) -> HttpResponse | None:
    for content in contents:
        if isinstance(content, SharedContent) and (why := why_kept(content)):
            messages.error(request, why)
            return redirect("wagtailsnippets_blocks_sharedcontent:edit", content.pk)
    return None


@hooks.register("before_delete_snippet")
def what_is_shown_is_not_deleted(request: HttpRequest, instances: Any) -> HttpResponse | None:
    """A page that shows it would lose a part without anybody having seen it."""
    return _stops(request, list(instances))


@hooks.register("before_bulk_action")
def what_is_shown_is_not_deleted_in_bulk(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """The same for several at once."""
    return _stops(request, list(objects)) if action_type == "delete" else None
