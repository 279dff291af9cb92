"""Keywords in the editor: their list, and the screen that makes two one."""

from typing import Any

import django_filters
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from core.choosers import RecordChooserViewSet
from records.merging import merge, pages_with
from records.models import Keyword


class KeywordFilterSet(WagtailFilterSet):
    lacks_english = django_filters.ChoiceFilter(
        label=gettext_lazy("Lacks an English name"),
        method="filter_lacking",
        choices=[("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))],
        empty_label=gettext_lazy("All"),
    )

    class Meta:
        model = Keyword
        fields = ("lacks_english",)

    def filter_lacking(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.filter(name_en="") if value == "yes" else queryset.exclude(name_en="")


class KeywordViewSet(SnippetViewSet):
    chooser_viewset_class = RecordChooserViewSet
    """The keywords among the records; the address stays when a word is written in another way."""

    model = Keyword
    icon = "tag"
    # The names that taggit gives its columns are not in Swedish.
    list_display = ("__str__", "name_en", Column("slug", label=gettext_lazy("Address")))
    panels = (FieldPanel("name", heading=gettext_lazy("Keyword in Swedish")), "name_en")
    filterset_class = KeywordFilterSet

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("merge/<int:pk>/", merge_screen, name="merge")]


class MergeForm(forms.Form):
    into = forms.ModelChoiceField(
        Keyword.objects.none(),
        label=gettext_lazy("Merge into"),
        help_text=gettext_lazy(
            "The keyword that stays. All pages of the other one get it instead."
        ),
    )

    def __init__(self, *args: Any, keyword: Keyword, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = Keyword.objects.exclude(pk=keyword.pk)  # type: ignore[attr-defined]


def merge_screen(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks which keyword is to stay, says how many pages are concerned, and merges."""
    if not request.user.has_perm("records.change_keyword"):
        raise PermissionDenied
    keyword = get_object_or_404(Keyword, pk=pk)
    form = MergeForm(request.POST or None, keyword=keyword)
    if request.method == "POST" and form.is_valid():
        into = form.cleaned_data["into"]
        count = merge(keyword, into, request.user)
        messages.success(
            request,
            ngettext(
                "“%(old)s” is now “%(new)s” on %(count)s page.",
                "“%(old)s” is now “%(new)s” on %(count)s pages.",
                count,
            )
            % {"old": keyword.name, "new": into.name, "count": count},
        )
        return redirect("wagtailsnippets_records_keyword:list")
    return TemplateResponse(
        request,
        "records/admin/merge_keyword.html",
        {
            "page_title": _("Merge “%(keyword)s”") % {"keyword": keyword.name},
            "header_icon": "tag",
            "form": form,
            "keyword": keyword,
            "pages": pages_with(keyword),
        },
    )
