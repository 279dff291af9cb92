"""Where an adopted version is kept: in each way by which an editor could take it away."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page

from policy.adopted import changes, kept_with_version, lacks_decision, locked_text
from policy.models import DecisionPage, PolicyVersionPage


def refusal(page: Page, user: Any) -> str:
    """Why the page, as it would be published, may not be: for `core.publishing`."""
    if not isinstance(page, PolicyVersionPage):
        return ""
    return locked_text(page) if changes(page) else lacks_decision(page)


def kept_below(page: Page) -> "QuerySet[PolicyVersionPage]":
    """The adopted versions, in either language, that are the page or lie below it."""
    found: QuerySet[PolicyVersionPage] = PolicyVersionPage.objects.descendant_of(
        page, inclusive=True
    ).filter(live=True, status=PolicyVersionPage.Status.ADOPTED)
    return found


def decisions_below(page: Page) -> "QuerySet[DecisionPage]":
    """The Swedish pages, it or below it, of decisions that adopted a version."""
    found: QuerySet[DecisionPage] = DecisionPage.objects.descendant_of(page, inclusive=True).filter(
        live=True,
        locale__language_code="sv",
        kind=DecisionPage.Kind.DECISION,
        adopts__status=PolicyVersionPage.Status.ADOPTED,
    )
    return found


def _refuse(request: HttpRequest, page: Page) -> HttpResponse | None:
    kept: Page | None = kept_below(page).first()
    if kept is not None:
        told = _("“%(title)s” has been adopted and is kept at its address for ever.")
        why = told % {"title": kept.title}
    elif decision := decisions_below(page).first():
        why = kept_with_version(decision)
    else:
        return None
    messages.error(request, why)
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_delete_page", order=10)
def adopted_versions_are_not_deleted(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Neither by themselves nor with a page above them."""
    return _refuse(request, page)


@hooks.register("before_unpublish_page")
def adopted_versions_stay_public(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A page above them may be unpublished as long as they are not taken along.

    English as a whole may be taken down: what was adopted is the Swedish text.
    """
    takes_along = "include_descendants" in request.POST and page.locale.language_code == "sv"
    if takes_along or page.specific_class in (PolicyVersionPage, DecisionPage):
        return _refuse(request, page)
    return None


@hooks.register("before_bulk_action", order=10)
def adopted_versions_are_kept_from_bulk_actions(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """The same for several pages at once."""
    if action_type not in ("delete", "unpublish"):
        return None
    rule = (
        adopted_versions_are_not_deleted
        if action_type == "delete"
        else adopted_versions_stay_public
    )
    pages = [page for page in objects if isinstance(page, Page)]
    return next(filter(None, (rule(request, page) for page in pages)), None)
