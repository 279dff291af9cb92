from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from core.choosers import RecordChooserViewSet
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


class KeywordViewSet(SnippetViewSet):
    model = Keyword
    icon = "tag"
    list_display = ("name", "name_en", "slug")
    panels = ("name", "name_en", "slug")


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
