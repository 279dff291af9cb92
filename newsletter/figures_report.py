"""Reports › Newsletter: what became of each issue, in numbers that need no watching of readers."""

from typing import Any, ClassVar

import django_filters
from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import TitleColumn
from wagtail.admin.views.reports import ReportView

from core.report_exports import ReportExports
from core.report_table import STACKING, LabelledColumn
from newsletter.figures import counted
from newsletter.issues import SOURCE
from newsletter.models import Mailing
from newsletter.people.rights import may_count


class MailingFilterSet(WagtailFilterSet):
    language = django_filters.ChoiceFilter(label=_("Language"), choices=settings.LANGUAGES)
    state = django_filters.ChoiceFilter(label=_("State"), choices=Mailing.State.choices)

    class Meta:
        model = Mailing
        fields: ClassVar[list[str]] = ["language", "state"]


def _screen(mailing: Mailing) -> str | None:
    """Where the issue's sending is looked at; None once its page is gone."""
    source = mailing.page and mailing.page.get_translations(inclusive=True).filter(
        locale__language_code=SOURCE
    )
    found = source.first() if source is not None else None
    return reverse("newsletter_checklist", args=[found.pk]) if found else None


class FiguresReport(ReportExports, ReportView):
    page_title = _("Newsletter")
    header_icon = "mail"
    model = Mailing
    index_url_name = "newsletter_figures"
    index_results_url_name = "newsletter_figures_results"
    filterset_class = MailingFilterSet
    default_ordering = "-ordered_at"
    is_searchable = False
    table_classname = STACKING
    columns: ClassVar[list[Any]] = [
        TitleColumn("title", label=_("Issue"), get_url=_screen),
        LabelledColumn("language", label=_("Language"), accessor="get_language_display"),
        LabelledColumn(
            "state", label=_("State"), accessor=lambda one: capfirst(one.get_state_display())
        ),
        LabelledColumn("started", label=_("Begun"), accessor="started_at", sort_key="started_at"),
        LabelledColumn("people", label=_("Recipients")),
        LabelledColumn("sent", label=_("Sent")),
        LabelledColumn("bounced", label=_("Could not be delivered")),
        LabelledColumn("unsubscribed", label=_("Unsubscribed")),
    ]
    list_export: ClassVar[list[str]] = [
        "title",
        "language",
        "state",
        "started_at",
        "finished_at",
        "people",
        "sent",
        "bounced",
        "unsubscribed",
    ]
    export_headings: ClassVar[dict[str, Any]] = {
        "title": _("Issue"),
        "language": _("Language"),
        "state": _("State"),
        "started_at": _("Begun"),
        "finished_at": _("Finished"),
        "people": _("Recipients"),
        "sent": _("Sent"),
        "bounced": _("Could not be delivered"),
        "unsubscribed": _("Unsubscribed"),
    }

    export_filename = "newsletter"
    any_permission_required: ClassVar[list[str]] = ["view"]

    def user_has_any_permission(self, permissions: Any) -> bool:
        """They count, and name nobody."""
        return may_count(self.request.user)

    def get_base_queryset(self) -> QuerySet[Mailing]:
        figures = counted("recipients__")
        # A relation of the model has that name.
        figures["people"] = figures.pop("recipients")
        return Mailing.objects.select_related("page").annotate(**figures)


class FiguresMenuItem(MenuItem):
    """Shown to those who see how many subscribers there are."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_count(request.user)


@hooks.register("register_reports_menu_item")
def figures_in_the_menu() -> MenuItem:
    """Among the reports."""
    address = reverse_lazy("newsletter_figures")
    return FiguresMenuItem(_("Newsletter"), address, icon_name="mail", order=160)


@hooks.register("register_admin_urls")
def figures_addresses() -> list[URLPattern]:
    """The report, whole and its results alone (for filtering in place)."""
    results = FiguresReport.as_view(results_only=True)
    return [
        path("reports/newsletter/", FiguresReport.as_view(), name="newsletter_figures"),
        path("reports/newsletter/results/", results, name="newsletter_figures_results"),
    ]
