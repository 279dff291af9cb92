"""The reporters' own screens: their activities, and for each the short form."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse, reverse_lazy
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from core.languages import shown
from policy.evidence import may_upload
from policy.handing_in import Outcome, add_evidence, hand_in, lock_message
from policy.models import ActionPlanPage, ActivityPage
from policy.reporters import activities_to_report, own_standings, reported_until
from policy.short_form import ShortForm

MOST_ON_START_PAGE = 10
SAID = {
    Outcome.NOTED: gettext_lazy("Thank you. The coordinator can read your note."),
    Outcome.SUBMITTED: gettext_lazy("Thank you. What you wrote becomes public once approved."),
    Outcome.JOINED: gettext_lazy(
        "Thank you. What you wrote was added to what awaits approval already."
    ),
    Outcome.DRAFT: gettext_lazy(
        "Thank you. What you wrote is kept in the activity's draft; the coordinator sends it on."
    ),
}


def _question(plan: ActionPlanPage) -> str:
    day = reported_until(plan)
    is_this_year = day.year == timezone.localdate().year
    text = date_format(day, "MONTH_DAY_FORMAT" if is_this_year else "DATE_FORMAT")
    return _("What has happened since %(day)s?") % {"day": text}


def own_activities(request: HttpRequest, status: int = 200) -> HttpResponse:
    """All activities that the user reports on."""
    standings = own_standings(request.user)
    title = _("Tell what has happened")
    return TemplateResponse(
        request,
        "policy/own_activities.html",
        {
            "standings": standings,
            "question": _question(standings[0].plan) if standings else "",
            "page_title": title,
            "header_icon": "edit",
            "breadcrumbs_items": [{"url": "", "label": title}],
        },
        status=status,
    )


def short_form(request: HttpRequest, page_id: int) -> HttpResponse:
    """The short form of one activity, for those who report on it and nobody else."""
    swedish = ActivityPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    activity = get_object_or_404(shown(swedish), id=page_id)
    if not activities_to_report(request.user).filter(pk=page_id).exists():
        messages.error(request, _("Others report on that activity. Here are your own."))
        return own_activities(request, status=403)
    uploads = may_upload(request.user)
    if request.method != "POST":
        draft = activity.get_latest_revision_as_object()
        locked = lock_message(activity, request.user)
        return _render(request, activity, ShortForm(draft=draft, may_upload=uploads), locked)
    with transaction.atomic():
        # Who reports at the same moment waits, and then adds to what is saved here.
        Page.objects.select_for_update().get(pk=page_id)
        draft = activity.get_latest_revision_as_object()
        form = ShortForm(request.POST, request.FILES, draft=draft, may_upload=uploads)
        if locked := lock_message(activity, request.user):
            return _render(request, activity, form, locked, 409)
        evidence = add_evidence(form, request) if form.is_valid() else None
        if not form.is_valid():
            return _render(request, activity, form, _("Not sent. See what is marked."), 400)
        outcome = hand_in(form, evidence, request.user)
    messages.success(request, SAID[outcome])
    return redirect("own_activities")


def _render(
    request: HttpRequest, activity: Any, form: ShortForm, problem: str = "", status: int = 200
) -> HttpResponse:
    plan = ActionPlanPage.objects.parent_of(activity).get()
    since = reported_until(plan)
    public = {note.translation_key for note in activity.notes.all()}
    return TemplateResponse(
        request,
        "policy/short_form.html",
        {
            "activity": activity,
            "form": form,
            "problem": problem,
            "question": _question(plan),
            "notes": activity.notes.filter(on__gte=since).order_by("-on", "-sort_order"),
            "waiting": [n for n in form.draft.notes.all() if n.translation_key not in public],
            "page_title": activity.title,
            "header_icon": "edit",
            "breadcrumbs_items": [
                {"url": reverse("own_activities"), "label": _("Tell what has happened")},
                {"url": "", "label": activity.reference},
            ],
        },
        status=status,
    )


@hooks.register("register_admin_urls")
def report_addresses() -> list[Any]:
    """The list, and the short form of each activity."""
    return [
        path("report/", own_activities, name="own_activities"),
        path("report/<int:page_id>/", short_form, name="short_form"),
    ]


def _reports(user: Any) -> bool:
    return bool(activities_to_report(user).exists())


class ReportMenuItem(MenuItem):
    """Shown to those who have something to report on."""

    def is_shown(self, request: HttpRequest) -> bool:
        return _reports(request.user)


@hooks.register("register_admin_menu_item")
def report_in_the_menu() -> MenuItem:
    """First in the menu: reporters see hardly anything else there."""
    return ReportMenuItem(
        gettext_lazy("Tell what has happened"),
        reverse_lazy("own_activities"),
        icon_name="edit",
        order=50,
    )


class OwnActivitiesPanel(Component):
    """What the user reports on, each with its short form."""

    order = 30
    template_name = "policy/own_activities_panel.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        standings = own_standings(parent_context["request"].user)
        return {
            "standings": standings[:MOST_ON_START_PAGE],
            "more": max(0, len(standings) - MOST_ON_START_PAGE),
            "question": _question(standings[0].plan) if standings else "",
        }


@hooks.register("construct_homepage_panels")
def show_own_activities(request: HttpRequest, panels: list[Any]) -> None:
    """At the top of the start page of those who report."""
    if _reports(request.user):
        panels.append(OwnActivitiesPanel())
