"""Reports › Follow-up: what a coordinator asks about, and whom; and what the policy misses."""

from collections.abc import Callable
from typing import Any, ClassVar

import django_filters
from django.db.models import Case, IntegerField, Prefetch, Value, When
from django.http import HttpRequest
from django.urls import path, reverse, reverse_lazy
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import page_permission_policy

from core.report_exports import ReportExports
from core.report_table import STACKING, LabelledColumn
from policy.follow_up import Concern, Standing, current_plans, follow_up
from policy.models import ActionPlanPage, ActivityPage, InternalNote, Reminder
from policy.models.activity_form import signature_of
from records.models import Operation

# On the start page, and in the lists below the report.
MOST_URGENT, MOST_RECENT = 5, 20


def may_follow_up(user: Any) -> bool:
    """Whether the user may edit an action plan, in either language."""
    editable = page_permission_policy.instances_user_has_any_permission_for(user, {"change"})
    return bool(ActionPlanPage.objects.filter(pk__in=editable.values("pk")).exists())


class FollowUpFilterSet(WagtailFilterSet):
    """By plan, operation and what is asked."""

    plan = django_filters.ModelChoiceFilter(
        label=_("Action plan"),
        queryset=lambda request: ActionPlanPage.objects.none(),
        # Its number, not the key to its row: a number beyond the database's is no choice then.
        to_field_name="id",
    )
    operation = django_filters.ModelChoiceFilter(
        label=_("Responsible operation"), queryset=lambda request: Operation.objects.all()
    )
    concern = django_filters.ChoiceFilter(label=_("What"), choices=Concern.choices)

    def __init__(self, *args: Any, standings: dict[int, Standing], **kwargs: Any) -> None:
        self.standings = standings
        super().__init__(*args, **kwargs)
        plans = {standing.plan.pk for standing in standings.values()}
        self.form.fields["plan"].queryset = ActionPlanPage.objects.filter(pk__in=plans)

    def filter_queryset(self, queryset: Any) -> Any:
        wanted = self.form.cleaned_data
        for name, fits in {
            "plan": lambda standing, plan: standing.plan.pk == plan.pk,
            "operation": lambda standing, found: standing.activity.operation == found,
            "concern": lambda standing, concern: concern in standing.concerns,
        }.items():
            if value := wanted.get(name):
                keys = [pk for pk, found in self.standings.items() if fits(found, value)]
                queryset = queryset.filter(pk__in=keys)
        return queryset

    class Meta:
        model = ActivityPage
        fields: ClassVar[list[str]] = ["plan", "operation", "concern"]


def _asked(activity: Any) -> str:
    """Who was asked for news last, and when."""
    latest = next(iter(activity.reminders.all()), None)
    return f"{latest.email}, {localtime(latest.sent_at):%Y-%m-%d}" if latest else ""


def _in_words(field: str) -> Callable[[Any], str]:
    """A day as the reader writes it: Wagtail's own column says how long ago, and not how soon."""

    def text(page: Any) -> str:
        day = getattr(page, field)
        return date_format(day, "SHORT_DATE_FORMAT") if day else ""

    return text


class FollowUpReport(ReportExports, ReportView):
    """Each activity of the current plans that something is asked about."""

    page_title = _("Follow-up")
    header_icon = "tasks"
    template_name = "policy/follow_up.html"
    model = ActivityPage
    any_permission_required: ClassVar[list[str]] = ["change"]
    index_url_name = "follow_up"
    index_results_url_name = "follow_up_results"
    filterset_class = FollowUpFilterSet
    default_ordering = "urgency"
    is_searchable = False
    table_classname = STACKING
    columns: ClassVar[list[Any]] = [
        TitleColumn(
            "title",
            label=_("Activity"),
            accessor="label",
            get_url=lambda page: reverse("wagtailadmin_pages:edit", args=[page.pk]),
            sort_key="title",
            width="30%",
        ),
        LabelledColumn("concerns", label=_("What"), sort_key="urgency"),
        LabelledColumn("judged", label=_("Status")),
        LabelledColumn("people", label=_("Whom to ask"), sort_key="operation__name_sv"),
        LabelledColumn(
            "latest_news",
            label=_("Latest news"),
            accessor=_in_words("latest_news"),
            classname="whole",
        ),
        LabelledColumn(
            "due_on", label=_("To be reached"), accessor=_in_words("due_on"), classname="whole"
        ),
        LabelledColumn("asked", label=_("Asked by e-mail")),
    ]
    list_export: ClassVar[list[str]] = [
        "plan_title",
        "reference",
        "title",
        "concerns",
        "judged",
        "responsible",
        "reporters",
        "contact_name",
        "latest_news",
        "due_on",
        "asked",
    ]
    export_headings: ClassVar[dict[str, Any]] = {
        "plan_title": _("Action plan"),
        "reference": _("Reference"),
        "title": _("Activity"),
        "concerns": _("What"),
        "judged": _("Status"),
        "responsible": _("Responsible operation"),
        "reporters": _("People who report"),
        "contact_name": _("Contact"),
        "latest_news": _("Latest news"),
        "due_on": _("To be reached"),
        "asked": _("Asked by e-mail"),
    }
    export_filename = "follow-up"

    def user_has_any_permission(self, permissions: Any) -> bool:
        return may_follow_up(self.request.user)

    @cached_property
    def plans(self) -> list[ActionPlanPage]:
        """The plans that are followed up."""
        return current_plans()

    @cached_property
    def standings(self) -> dict[int, Standing]:
        """What is asked, by activity."""
        return {s.activity.pk: s for s in follow_up(self.plans) if s.concerns}

    def get_filterset_kwargs(self) -> dict[str, Any]:
        return {**super().get_filterset_kwargs(), "standings": self.standings}

    def get_base_queryset(self) -> Any:
        by_concern: dict[Concern, list[int]] = {concern: [] for concern in Concern}
        for pk, standing in self.standings.items():
            by_concern[standing.concerns[0]].append(pk)
        urgency = Case(
            *(
                When(pk__in=keys, then=Value(number))
                for number, keys in enumerate(by_concern.values())
            ),
            default=Value(len(Concern)),
            output_field=IntegerField(),
        )
        reminders = Prefetch("reminders", Reminder.objects.order_by("-sent_at"))
        pages = ActivityPage.objects.filter(pk__in=self.standings).annotate(urgency=urgency)
        return pages.prefetch_related(reminders)

    def order_queryset(self, queryset: Any) -> Any:
        return queryset.order_by(self.ordering, "path")

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        # The table reads the same objects.
        for page in object_list:
            standing = self.standings[page.pk]
            found = standing.activity
            page.plan_title = standing.plan.title
            page.label = f"{page.reference} {page.title}"
            page.concerns = ", ".join(standing.told)
            page.judged = str(standing.status.label)
            page.responsible = str(found.operation or "")
            page.reporters = ", ".join(map(signature_of, standing.reporters))
            page.contact_name = str(found.contact or "")
            people = [page.responsible, page.reporters, page.contact_name]
            page.people = ", ".join(filter(None, people))
            page.latest_news, page.due_on = standing.latest, standing.due_on
            page.asked = _asked(page)
        return object_list

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(*args, **kwargs) | {
            "plans": self.plans,
            "reminders": Reminder.objects.prefetch_related("activities")[:MOST_RECENT],
            "notes": InternalNote.objects.select_related("page")[:MOST_RECENT],
        }


class FollowUpMenuItem(MenuItem):
    """Shown to those who may edit an action plan."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_follow_up(request.user)


@hooks.register("register_reports_menu_item")
def follow_up_in_the_menu() -> MenuItem:
    """After the reports on languages."""
    return FollowUpMenuItem(_("Follow-up"), reverse_lazy("follow_up"), icon_name="tasks", order=120)


@hooks.register("register_admin_urls")
def follow_up_addresses() -> list[Any]:
    """The report, whole and its results alone (for filtering in place)."""
    return [
        path("reports/follow-up/", FollowUpReport.as_view(), name="follow_up"),
        path(
            "reports/follow-up/results/",
            FollowUpReport.as_view(results_only=True),
            name="follow_up_results",
        ),
    ]


class FollowUpPanel(Component):
    """How many activities are asked about, and the most urgent of them."""

    order = 60
    template_name = "policy/follow_up_panel.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        standings = [standing for standing in follow_up(current_plans()) if standing.concerns]
        standings.sort(key=lambda standing: list(Concern).index(standing.concerns[0]))
        counts = [(c, sum(c in standing.concerns for standing in standings)) for c in Concern]
        return {
            "counts": [(concern, number) for concern, number in counts if number],
            "urgent": standings[:MOST_URGENT],
        }


@hooks.register("construct_homepage_panels")
def show_what_is_asked(request: HttpRequest, panels: list[Any]) -> None:
    """On the start page of those who may edit an action plan."""
    if may_follow_up(request.user):
        panels.append(FollowUpPanel())
