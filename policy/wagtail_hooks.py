from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from core.choosers import RecordChooserViewSet
from policy import report_screens, report_workflow  # noqa: F401 – their hooks
from policy.areas import adopt_activities
from policy.models import ActionPlanPage, ActivityPage, Indicator, Method, Statement
from policy.models.activity_form import refuse_taken_reference
from policy.models.point import refuse_removal


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


@hooks.register("after_copy_page")
def give_copied_activities_their_areas(request: HttpRequest, page: Page, new_page: Page) -> None:
    """Activities of a copied plan stand under the copy's areas, not the original's."""
    plan = new_page.specific
    if isinstance(plan, ActionPlanPage):
        adopt_activities(plan)


@hooks.register("before_move_page")
def refuse_move_of_a_taken_reference(
    request: HttpRequest, page: Page, destination: Page
) -> HttpResponse | None:
    """Keeps an activity where it is if the other plan has its reference already."""
    activity = page.specific
    if request.method != "POST" or not isinstance(activity, ActivityPage):
        return None
    try:
        refuse_taken_reference(destination, activity.reference, activity.pk)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


@hooks.register("after_move_page")
def give_a_moved_activity_its_area(request: HttpRequest, page: Page) -> None:
    """A moved activity stands under its new plan's area of the same reference."""
    plan = page.get_parent().specific
    if isinstance(plan, ActionPlanPage):
        adopt_activities(plan)


class IndicatorViewSet(SnippetViewSet):
    chooser_viewset_class = RecordChooserViewSet
    model = Indicator
    icon = "order"
    list_display = ("name_sv", "name_en", "unit_sv", "target", "target_on")
    menu_order = 265
    add_to_admin_menu = True


register_snippet(IndicatorViewSet)
