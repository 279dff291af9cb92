from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse, reverse_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter
from wagtail.models import Page
from wagtail.permissions import page_permission_policy
from wagtail.snippets.models import register_snippet

from bilingual import (  # noqa: F401 – their hooks
    notice_screens,
    swedish_first,
    telling,
    xliff_screens,
)
from bilingual.aids import breaches_now
from bilingual.approval import submit_translation
from bilingual.bundle_screens import BundleViewSet, bundle_screen
from bilingual.changes import source_of
from bilingual.comparison import side_by_side
from bilingual.drafts import send_draft_texts, waits_for_swedish
from bilingual.gate import findings, findings_of_translation
from bilingual.gate_screens import ask, before_bulk_publish, publish_anyway
from bilingual.glossary_screens import (
    TermViewSet,
    export_glossary,
    glossary_report,
    import_glossary,
)
from bilingual.guard import lacks
from bilingual.listing_buttons import replace_buttons
from bilingual.locks import locked_message
from bilingual.models import Bundle
from bilingual.on_and_off import refuse_alias, take_over_written
from bilingual.overview import State, totals
from bilingual.page_screen import page_languages
from bilingual.page_viewset import Pages
from bilingual.po_files import upload
from bilingual.report import LanguageReport
from bilingual.script_texts import ScriptTexts
from bilingual.segment_screens import edit_address, edit_text
from bilingual.staleness import give_address, missing_texts, translation_of
from bilingual.views import SubmitPage, Update


# Before wagtail-localize's own addresses, so that ours answer.
@hooks.register("register_admin_urls", order=-10)
def careful_screens() -> list[Any]:
    """Our versions of some of wagtail-localize's screens, at the same addresses."""
    return [
        path("localize/jsi18n/", ScriptTexts.as_view(packages=["wagtail_localize"])),
        path("localize/page/<int:page_id>/convert_to_alias/", refuse_alias),
        path("localize/submit/page/<int:page_id>/", SubmitPage.as_view()),
        path("localize/update/<int:translation_source_id>/", Update.as_view()),
        path("localize/translate/<int:translation_id>/pofile/upload/", upload),
        path(
            "localize/translate/<int:translation_id>/strings/<int:string_segment_id>/edit/",
            edit_text,
        ),
        path(
            "localize/translate/<int:translation_id>/overrides/<int:overridable_segment_id>/edit/",
            edit_address,
        ),
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
    if locked := locked_message(page, request.user):
        messages.error(request, locked)
        return redirect("wagtailadmin_pages:edit", page.pk)
    if waits := waits_for_swedish(translation) or (missing and lacks(missing)):
        messages.error(request, gettext("Not published. %(why)s") % {"why": waits})
        return redirect("wagtailadmin_pages:edit", page.pk)
    found = findings_of_translation(translation)
    if found:
        return ask(request, page, found)
    give_address(translation, request.user)
    return None


@hooks.register("before_edit_page", order=-20)
def keep_what_was_written(request: HttpRequest, page: Page) -> None:
    """Before translation is switched on again."""
    if request.method == "POST" and "localize-restart-translation" in request.POST:
        take_over_written(page, request.user)


@hooks.register("after_edit_page")
def draft_reaches_the_translator(request: HttpRequest, page: Page) -> None:
    """A page that is not public yet is translated from its draft as it stands."""
    if not page.live and page.locale.language_code == settings.LANGUAGE_CODE and source_of(page):
        send_draft_texts(page)


@hooks.register("construct_page_action_menu")
def no_alias_in_the_menu(items: list[Any], request: HttpRequest, context: Any) -> None:
    """Takes “Convert to alias page” away: see `refuse_alias`."""
    items[:] = [item for item in items if item.name != "localize-convert-to-alias"]


@hooks.register("before_publish_page")
def tell_before_publishing(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The publishing gate of the page's form; the draft is saved already."""
    draft = page.get_latest_revision_as_object()
    found = findings(draft)
    return ask(request, page, found) if found else None


@hooks.register("before_bulk_action")
def tell_before_publishing_many(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """The publishing gate of the list of pages."""
    if action_type != "publish" or not objects or not isinstance(objects[0], Page):
        return None
    return before_bulk_publish(request, objects)


replace_buttons()
register_snippet(TermViewSet)
register_snippet(BundleViewSet)


@hooks.register("register_snippet_listing_buttons")
def lead_to_the_bundle(snippet: Any, user: Any, next_url: str | None = None) -> list[Button]:
    """From the list of bundles to what one holds and lacks."""
    if not isinstance(snippet, Bundle):
        return []
    address = reverse("bundle", args=[snippet.pk])
    return [Button(_("Review and publish"), address, icon_name="view", priority=5)]


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def show_the_bundle(request: HttpRequest, snippet: Any) -> HttpResponse | None:
    """Saving a bundle leads to its screen."""
    return redirect("bundle", snippet.pk) if isinstance(snippet, Bundle) else None


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
        path("languages/<int:page_id>/", page_languages, name="page_languages"),
        path("languages/<int:page_id>/side-by-side/", side_by_side, name="language_comparison"),
        path("languages/<int:page_id>/submit/", submit_translation, name="submit_for_approval"),
        path("languages/<int:page_id>/publish/", publish_anyway, name="publish_anyway"),
        path("languages/bundles/<int:pk>/", bundle_screen, name="bundle"),
        path(
            "languages/translations/<int:translation_id>/breaches/",
            breaches_now,
            name="breaches_now",
        ),
        path("languages/glossary/", glossary_report, name="glossary_report"),
        path("languages/glossary/import/", import_glossary, name="glossary_import"),
        path("languages/glossary/export/", export_glossary, name="glossary_export"),
        path(
            "languages/xliff/<int:translation_id>/", xliff_screens.download, name="xliff_download"
        ),
        path(
            "languages/xliff/<int:translation_id>/upload/",
            xliff_screens.upload,
            name="xliff_upload",
        ),
    ]


@hooks.register("register_admin_viewset")
def state_in_the_page_screens() -> Pages:
    """Explorer and page form that show how the other language stands."""
    return Pages("bilingual_pages")


@hooks.register("register_log_actions")
def decisions_in_the_history(actions: Any) -> None:
    """How the decisions about a page's languages read in its history."""

    def formatter(name: str, label: Any, message: Any) -> None:
        class Formatter(LogFormatter):
            def format_message(self, log_entry: Any) -> str:
                reason = log_entry.data.get("reason", "")
                return f"{message}: {reason}" if reason else str(message)

        Formatter.label = label
        actions.register_action(name)(Formatter)

    formatter("core.not_published", _("Not published"), _("Not published"))
    formatter("bilingual.minor", _("Does not change the meaning"), _("Meaning unchanged"))
    formatter("bilingual.published_anyway", _("Published anyway"), _("Published anyway"))
    formatter("bilingual.bundle", _("Published in a bundle"), _("Published in a bundle"))
    formatter("bilingual.draft_sent", _("Draft to the translator"), _("Draft to the translator"))
    formatter("bilingual.swedish_only", _("Swedish only"), _("Deliberately Swedish only"))
    formatter("bilingual.both_languages", _("Both languages"), _("To be translated after all"))


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


@hooks.register("register_reports_menu_item")
def glossary_report_in_the_menu() -> MenuItem:
    """Beside the report on languages."""
    address = reverse_lazy("glossary_report")
    return LanguageReportMenuItem(_("Terms in texts"), address, icon_name="openquote", order=110)


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
