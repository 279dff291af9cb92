from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from core.choosers import RecordChooserViewSet
from records.keyword_screens import KeywordViewSet
from records.links import report  # noqa: F401 – its hooks
from records.models import Contact, FocusArea, Keyword, Operation, Organisation


class ContactViewSet(SnippetViewSet):
    chooser_viewset_class = RecordChooserViewSet
    model = Contact
    icon = "user"
    list_display = ("__str__", "email", "operation", "is_example")
    list_filter = ("operation", "is_example")


class FocusAreaViewSet(SnippetViewSet):
    chooser_viewset_class = RecordChooserViewSet
    model = FocusArea
    icon = "tag"
    list_display = ("name_sv", "name_en")


class OperationViewSet(SnippetViewSet):
    chooser_viewset_class = RecordChooserViewSet
    model = Operation
    icon = "group"
    list_display = ("name_sv", "name_en")


class OrganisationViewSet(SnippetViewSet):
    chooser_viewset_class = RecordChooserViewSet
    model = Organisation
    icon = "globe"
    list_display = ("name_sv", "name_en", "country_name", "is_example")
    list_filter = ("country", "is_example")


class RecordsViewSetGroup(SnippetViewSetGroup):
    """The records in one menu, apart from pages: they belong to several areas."""

    menu_label = _("Records")
    menu_icon = "list-ul"
    menu_order = 250
    items = (
        ContactViewSet,
        FocusAreaViewSet,
        KeywordViewSet,
        OperationViewSet,
        OrganisationViewSet,
    )


register_snippet(RecordsViewSetGroup)


@hooks.register("register_snippet_listing_buttons")
def merge_button(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """Leads from the list of keywords to the screen that merges one into another."""
    if isinstance(snippet, Keyword) and user.has_perm("records.change_keyword"):
        yield Button(
            _("Merge into another"),
            url=reverse("wagtailsnippets_records_keyword:merge", args=[snippet.pk]),
            icon_name="resubmit",
            priority=30,
        )


@hooks.register("register_log_actions")
def merging_in_the_history(actions: LogActionRegistry) -> None:
    actions.register_action(
        "records.gone", _("Keep the address"), _("Its address says that it is no longer public")
    )
    actions.register_action(
        "records.merge_keyword", _("Merge keyword"), _("Another keyword merged")
    )
