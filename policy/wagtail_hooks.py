from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from core.choosers import RecordChooserViewSet
from policy import (  # noqa: F401 – their hooks
    adopted_cards,
    adopted_screens,
    follow_up_screen,
    missing_evidence,
    orphans_screen,
    report_keeping,
    report_screens,
    report_workflow,
    short_form_screen,
)
from policy.areas import adopt_activities
from policy.models import ActionPlanPage, ActivityPage, Indicator, Method, Statement
from policy.models.activity_form import refuse_taken_reference
from policy.models.point import refuse_removal
from policy.sheets import hooks as sheet_hooks  # noqa: F401 – its hooks


@hooks.register("before_delete_page")
def refuse_deletion_of_points_in_use(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Keeps a page, or one above it, whose statements or methods others refer to."""
    if page.locale.language_code != "sv":
        return None
    below = Page.objects.descendant_of(page, inclusive=True)
    try:
        for model in (Statement, Method):
            refuse_removal(model.objects.filter(page__in=below))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


@hooks.register("before_delete_page")
def refuse_deletion_of_what_others_continue_in(
    request: HttpRequest, page: Page
) -> HttpResponse | None:
    """An activity that another was merged into, or superseded by, is where that one leads."""
    below = Page.objects.descendant_of(page, inclusive=True).values("pk")
    led = ActivityPage.objects.filter(continued_in__in=below).exclude(pk__in=below)
    other = led.filter(locale=page.locale).first()
    if other is None:
        return None
    messages.error(
        request,
        _("“%(title)s” is continued here: give it another activity first, or none.")
        % {"title": other.title},
    )
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_bulk_action")
def refuse_deletions_of_what_others_continue_in(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """The same for many: none is deleted."""
    if action_type != "delete":
        return None
    pages = [page for page in objects if isinstance(page, Page)]
    found = (refuse_deletion_of_what_others_continue_in(request, page) for page in pages)
    return next(filter(None, found), None)


@hooks.register("after_copy_page")
def give_copied_activities_their_areas(request: HttpRequest, page: Page, new_page: Page) -> None:
    """Activities of a copied plan stand under the copy's areas, not the original's."""
    plan = new_page.specific
    if isinstance(plan, ActionPlanPage):
        adopt_activities(plan)


def _why_taken(page: Page, destination: Page) -> str:
    """Why the activity can't stand in that plan, which has its reference already; "" if it can."""
    activity = page.specific
    if not isinstance(activity, ActivityPage):
        return ""
    try:
        refuse_taken_reference(destination, activity.reference, activity.pk)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


@hooks.register("before_move_page")
def refuse_move_of_a_taken_reference(
    request: HttpRequest, page: Page, destination: Page
) -> HttpResponse | None:
    """Keeps an activity where it is if the other plan has its reference already."""
    why = _why_taken(page, destination) if request.method == "POST" else ""
    if not why:
        return None
    messages.error(request, why)
    return redirect("wagtailadmin_pages:edit", page.pk)


class IndicatorViewSet(SnippetViewSet):
    chooser_viewset_class = RecordChooserViewSet
    model = Indicator
    icon = "order"
    list_display = ("name_sv", "name_en", "unit_sv", "target", "target_on")
    menu_order = 265
    add_to_admin_menu = True


register_snippet(IndicatorViewSet)


@hooks.register("before_bulk_action")
def refuse_moves_of_taken_references(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """The same for many: none is moved."""
    if action_type != "move" or not objects or not isinstance(objects[0], Page):
        return None
    destination = action.cleaned_form.cleaned_data["chooser"]
    found = [why for page in objects if (why := _why_taken(page, destination))]
    for why in found:
        messages.error(request, why)
    return redirect(action.next_url) if found else None
