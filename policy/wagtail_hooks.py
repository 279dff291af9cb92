from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from policy.models import Method, Statement
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
