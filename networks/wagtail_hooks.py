from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from core.choosers import RecordChooserViewSet
from networks.importing import hooks as import_hooks  # noqa: F401 – its hooks
from networks.models import Call, Programme, ProjectPage
from networks.sums import doubts


class ProgrammeViewSet(SnippetViewSet):
    chooser_viewset_class = RecordChooserViewSet
    model = Programme
    icon = "tag"
    list_display = ("name_sv", "name_en", "period")


class CallViewSet(SnippetViewSet):
    chooser_viewset_class = RecordChooserViewSet
    model = Call
    icon = "calendar"
    list_display = ("name_sv", "name_en", "programme", "closes_on")
    list_filter = ("programme",)


class FundingViewSetGroup(SnippetViewSetGroup):
    """Programmes and their calls."""

    menu_label = _("Funding")
    menu_icon = "tag"
    menu_order = 260
    items = (ProgrammeViewSet, CallViewSet)


register_snippet(FundingViewSetGroup)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def point_out_sums(request: HttpRequest, page: Any) -> None:
    """Says what does not add up in a project that was saved; nothing is refused."""
    if isinstance(page, ProjectPage):
        for doubt in doubts(page):
            messages.warning(request, doubt)
