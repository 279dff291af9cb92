"""Wagtail's own page screens, with the state of the other language in them."""

import json
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.listing import ExplorableIndexView, PageListingMixin
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from bilingual.gate_screens import stops_approval
from bilingual.listing_buttons import with_translation_source
from bilingual.overview import State, with_state
from bilingual.privacy import SetPrivacy
from bilingual.tree_screens import Delete, MoveConfirm, SetPagePosition


def state_label(page: Any) -> str:
    """The state in words, with the number of changed texts; "" for a page that has none."""
    if getattr(page, "state", None) is None:
        return ""
    label = str(State(page.state).label)
    return f"{label} ({page.changed})" if page.state == State.STALE and page.changed else label


class StateColumn(Column):
    """“English: changed since (2)” in a list of pages."""

    def get_value(self, instance: Any) -> str:
        return state_label(instance)


class Explorer(ExplorableIndexView):
    """The page explorer with a column on the translation."""

    base_columns = [  # noqa: RUF012 – as Wagtail's own view declares it
        *PageListingMixin.base_columns,
        StateColumn("state", label=_("English"), sort_key="state", width="12%"),
    ]

    def get_valid_orderings(self) -> list[str]:
        """The search sorts by the fields of its index only."""
        orderings = super().get_valid_orderings()
        if not self.is_searching:
            return orderings
        indexed = {field.field_name for field in Page.get_filterable_search_fields()}
        return [ordering for ordering in orderings if ordering.lstrip("-") in indexed]

    def annotate_queryset(self, pages: "QuerySet[Page]") -> "QuerySet[Page]":
        return with_translation_source(with_state(super().annotate_queryset(pages)))


class LanguageSidePanel(BaseSidePanel):
    """The page's state in the other language, beside its form."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Toggle languages")
        icon_name = "globe"

        def get_context_data(self, parent_context: Any) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            # A number on the button, so that it is seen without opening the panel.
            context["count"] = self.panel.page.changed or 0
            return context

    name = "languages"
    title = _("Languages")
    template_name = "bilingual/side_panel.html"
    order = 150

    def __init__(self, page: Page, request: Any) -> None:
        super().__init__(page, request)
        self.page: Any = with_state(Page.objects.filter(pk=page.pk)).get()

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(parent_context),
            "page": self.page,
            "label": state_label(self.page),
            "states": State,
        }


class Edit(EditView):
    """The page's form with a panel on its translation."""

    def publish_action(self) -> HttpResponse:
        # With what follows for the other language, or not at all.
        with transaction.atomic():
            return super().publish_action()

    def perform_workflow_action(self) -> HttpResponse:
        if self.workflow_action == "approve":
            extra = json.loads(self.request.POST.get("workflow-action-extra-data", "{}"))
            draft = self.form.save(commit=False)
            if stops_approval(self.request, draft, str(extra.get("comment", ""))):
                self.has_unsaved_changes = True
                return self.render_to_response(self.get_context_data())
        return super().perform_workflow_action()

    def get_side_panels(self) -> MediaContainer:
        panels = super().get_side_panels()
        if self.page.locale.language_code == settings.LANGUAGE_CODE and self.page.pk:
            panels.append(LanguageSidePanel(self.page, self.request))
        return panels


class WorkflowAction(WorkflowActionView):
    """Approval from a list of pages, or with a comment."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.action_name == "approve":
            draft = self.object.get_latest_revision_as_object()
            if stops_approval(request, draft, request.POST.get("comment", "")):
                address = reverse("wagtailadmin_pages:edit", args=[self.object.pk])
                if request.headers.get("x-requested-with") == "XMLHttpRequest":
                    return self.render_modal_json(request, {"step": "success", "redirect": address})
                return redirect(address)
        awaited = self.object.current_workflow_task_state
        response = super().post(request, *args, **kwargs)
        if awaited and awaited.pk != getattr(self.object.current_workflow_task_state, "pk", None):
            self._say_what_was_done(request)
        return response

    def _say_what_was_done(self, request: HttpRequest) -> None:
        """Wagtail's own answer is silent."""
        said = {
            "approve": _("“%(title)s” is approved."),
            "reject": _("Changes of “%(title)s” were requested."),
        }.get(self.action_name)
        if said:
            messages.success(
                request, said % {"title": self.object.get_latest_revision().object_str}
            )


class Pages(PageViewSet):
    """Registered for all page types."""

    model = Page
    index_view_class = Explorer
    delete_view_class = Delete
    edit_view_class = Edit
    move_confirm_view_class = MoveConfirm
    set_page_position_view_class = SetPagePosition
    set_privacy_view_class = SetPrivacy
    workflow_action_view_class = WorkflowAction
