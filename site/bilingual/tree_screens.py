"""Wagtail's screens that move, delete and unpublish pages, where both trees are concerned."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.views.pages.delete import DeleteView
from wagtail.admin.views.pages.move import MoveConfirmView
from wagtail.admin.views.pages.ordering import SetPagePositionView
from wagtail.models import Page

from bilingual.tree import swedish_page, why_not_move


class MoveConfirm(MoveConfirmView):
    """Moves in one transaction; the translations follow by themselves (`tree.follow`)."""

    @method_decorator(transaction.atomic)
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # Wagtail would move them again, from where they stood before.
        self.pages_to_move = [self.page_to_move]
        return super().post(request, *args, **kwargs)


@method_decorator(transaction.atomic, name="dispatch")
class SetPagePosition(SetPagePositionView):
    """Sorts both trees, or none."""


class Delete(DeleteView):
    """Says how many translations go along; they go by themselves (`tree.delete_with_source`)."""

    pages_to_delete: Any

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.told, self.pages_to_delete = self.pages_to_delete, [self.page]
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self.pages_to_delete = getattr(self, "told", self.pages_to_delete)
        return super().get_context_data(**kwargs)


@hooks.register("before_move_page")
def say_why_it_cannot_move(
    request: HttpRequest, page: Page, destination: Page
) -> HttpResponse | None:
    """Before anything is asked."""
    why = why_not_move(page, destination)
    if not why:
        return None
    messages.error(request, why)
    return redirect("wagtailadmin_pages:move", page.pk)


@hooks.register("before_delete_page")
def keep_the_home_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A whole language would go with it."""
    if not _is_home(page) or page.is_leaf():
        return None
    messages.error(request, _home_is_kept())
    return redirect("wagtailadmin_explore", page.pk)


@hooks.register("before_unpublish_page")
def keep_the_home_page_public(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The pages below it would be left without a way in."""
    if not _is_home(page) or request.POST.get("include_descendants"):
        return None
    if not page.get_descendants().live().exists():
        return None
    messages.error(request, _home_stays_public())
    return redirect("wagtailadmin_explore", page.pk)


@hooks.register("before_bulk_action", order=-10)
def all_or_none(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """The same for many pages at once: where one can't be, it is said why and none is."""
    if not objects or not isinstance(objects[0], Page):
        return None
    chosen = action.cleaned_form.cleaned_data
    refused = False
    for page in objects:
        why = ""
        if action_type == "move":
            why = why_not_move(page, chosen["chooser"])
        elif action_type == "delete" and _is_home(page) and not page.is_leaf():
            why = _home_is_kept()
        elif action_type == "unpublish" and _is_home(page):
            below = page.get_descendants().live().exists()
            why = _home_stays_public() if below and not chosen["include_descendants"] else ""
        if why:
            refused = True
            messages.error(request, f"“{page.title}”: {why}")
    if refused:
        return redirect(action.next_url)
    if action_type in ("move", "delete"):
        _leave_to_their_source(request, action_type, objects)
    return None


def _leave_to_their_source(request: HttpRequest, action_type: str, pages: list[Any]) -> None:
    """Takes the translations of chosen pages out: they follow. Says how many do."""
    chosen = {page.pk for page in pages}
    pages[:] = [
        page for page in pages if (source := swedish_page(page)) is None or source.pk not in chosen
    ]
    following = Page.objects.filter(
        translation_key__in=[
            page.translation_key
            for page in pages
            if page.locale.language_code == settings.LANGUAGE_CODE
        ]
    ).exclude(locale__language_code=settings.LANGUAGE_CODE)
    count = following.count()
    if not count:
        return
    if action_type == "move":
        text = ngettext(
            "%(count)s translation was moved along.",
            "%(count)s translations were moved along.",
            count,
        )
    else:
        text = ngettext(
            "%(count)s translation was deleted along.",
            "%(count)s translations were deleted along.",
            count,
        )
    messages.info(request, text % {"count": count})


def _is_home(page: Page) -> bool:
    return page.depth == 2


def _home_is_kept() -> str:
    return _("The home page can’t be deleted while there are pages below it: delete those first.")


def _home_stays_public() -> str:
    return _(
        "The home page stays public as long as pages below it are: "
        "unpublish those first, or together with it."
    )
