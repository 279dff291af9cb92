from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse_lazy
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from bilingual.overview import State, totals
from bilingual.po_files import upload
from bilingual.report import LanguageReport
from bilingual.staleness import give_address, missing_texts, translation_of
from bilingual.views import SubmitPage, Update


# Before wagtail-localize's own addresses, so that ours answer.
@hooks.register("register_admin_urls", order=-10)
def careful_screens() -> list[Any]:
    """Our versions of three of wagtail-localize's screens, at the same addresses."""
    return [
        path("localize/submit/page/<int:page_id>/", SubmitPage.as_view()),
        path("localize/update/<int:translation_source_id>/", Update.as_view()),
        path("localize/translate/<int:translation_id>/pofile/upload/", upload),
    ]


@hooks.register("before_edit_page", order=-10)
def refuse_to_publish_half_a_translation(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Stops publishing from the translation editor while Swedish texts lack their translation."""
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    translation = translation_of(page)
    if translation is None:
        return None
    missing = missing_texts(translation)
    if not missing:
        give_address(translation, request.user)
        return None
    first = Truncator(strip_tags(missing[0])).chars(60)
    messages.error(
        request,
        ngettext(
            "Not published: %(count)s text is not translated yet, “%(first)s”.",
            "Not published: %(count)s texts are not translated yet, the first is “%(first)s”.",
            len(missing),
        )
        % {"count": len(missing), "first": first},
    )
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("construct_translated_pages_to_cascade_actions")
def translations_follow_their_source(pages: list[Page], action: str) -> dict[Page, Any]:
    """Unpublishing, moving or deleting a Swedish page does the same to its translations.

    Wagtail's confirmation screens say how many they are.
    """
    return {
        page: Page.objects.translation_of(page, inclusive=False)
        for page in pages
        if page.locale.language_code == settings.LANGUAGE_CODE
    }


@hooks.register("register_admin_urls")
def language_report_addresses() -> list[Any]:
    """The report on languages, whole and its results alone (for filtering in place)."""
    return [
        path("reports/languages/", LanguageReport.as_view(), name="language_report"),
        path(
            "reports/languages/results/",
            LanguageReport.as_view(results_only=True),
            name="language_report_results",
        ),
    ]


class LanguageReportMenuItem(MenuItem):
    """Shown to everyone who edits pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return page_permission_policy.user_has_any_permission(
            request.user, ["add", "change", "publish"]
        )


@hooks.register("register_reports_menu_item")
def language_report_in_the_menu() -> MenuItem:
    """First among the reports."""
    address = reverse_lazy("language_report")
    return LanguageReportMenuItem(_("Languages"), address, icon_name="globe", order=100)


class LanguagePanel(Component):
    """One figure for the whole site on the editor's start page."""

    order = 50
    template_name = "bilingual/home_panel.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        figures = totals()
        return {"totals": figures, "in_progress": figures.counts[State.IN_PROGRESS]}


@hooks.register("construct_homepage_panels")
def show_how_english_stands(request: HttpRequest, panels: list[Any]) -> None:
    """Puts the figure above Wagtail's own panels."""
    panels.append(LanguagePanel())
