from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from core.choosers import RecordChooserViewSet
from networks.models import Programme


class ProgrammeViewSet(SnippetViewSet):
    chooser_viewset_class = RecordChooserViewSet
    model = Programme
    icon = "tag"
    list_display = ("name_sv", "name_en", "period")
    menu_order = 260
    add_to_admin_menu = True


register_snippet(ProgrammeViewSet)
