"""Pages are written in Swedish first; English alone is an exception for the types that say so."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from wagtail import hooks
from wagtail.models import Page


def _without_swedish(request: HttpRequest, page_class: type[Page]) -> bool:
    """Tells the editor, and gives True, when such a page may not lack its Swedish source."""
    if getattr(page_class, "may_lack_swedish", False):
        return False
    messages.error(
        request,
        gettext(
            "Write “%(type)s” in Swedish first, and translate it: "
            "only news and events may be in English alone."
        )
        % {"type": page_class.get_verbose_name()},
    )
    return True


@hooks.register("before_create_page")
def swedish_comes_first(
    request: HttpRequest, parent: Page, page_class: type[Page]
) -> HttpResponse | None:
    """English pages without a Swedish source are an exception, for the types that say so."""
    if parent.locale.language_code == settings.LANGUAGE_CODE or parent.is_root():
        return None
    if _without_swedish(request, page_class):
        return redirect("wagtailadmin_explore", parent.pk)
    return None


@hooks.register("before_copy_page")
def copy_the_swedish_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A copy of a translation would be English without a source."""
    if page.locale.language_code == settings.LANGUAGE_CODE:
        return None
    if _without_swedish(request, page.specific_class):
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None
