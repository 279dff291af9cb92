"""What becomes of a mailing whose web version is taken away: nobody more gets it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page

from newsletter.models import Mailing, NewsletterIssuePage
from newsletter.models.mailing import NO_WEB_VERSION

State = Mailing.State


def when_unpublished(sender: Any, instance: NewsletterIssuePage, **kwargs: Any) -> None:
    """It stands still from the next copy on, and says why."""
    going = instance.mailings.filter(state__in=Mailing.GOING)
    going.update(state=State.PAUSED, fault=NO_WEB_VERSION)


def when_deleted(sender: Any, instance: NewsletterIssuePage, **kwargs: Any) -> None:
    """It ends: without its page nobody could let it go on."""
    going = instance.mailings.filter(state__in=Mailing.OPEN)
    going.update(state=State.CANCELLED, fault=NO_WEB_VERSION, finished_at=timezone.now())


def _on_its_way(page: Page) -> NewsletterIssuePage | None:
    """An issue that is the page or lies below it, in either language, and is being sent."""
    pages = page.get_translations(inclusive=True) if page.locale.language_code == "sv" else [page]
    for version in pages:
        below = NewsletterIssuePage.objects.descendant_of(version, inclusive=True)
        found = below.filter(mailings__state__in=Mailing.OPEN).first()
        if found is not None:
            return found
    return None


@hooks.register("before_delete_page", order=20)
def what_is_being_sent_is_not_deleted(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Neither by itself nor with a page above it."""
    issue = _on_its_way(page)
    if issue is None:
        return None
    told = _("“%(title)s” is on its way to its subscribers: cancel the sending first.")
    messages.error(request, told % {"title": issue.title})
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_bulk_action", order=20)
def nor_in_bulk(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """The same for several pages at once."""
    if action_type != "delete":
        return None
    pages = [page for page in objects if isinstance(page, Page)]
    answers = (what_is_being_sent_is_not_deleted(request, page) for page in pages)
    return next(filter(None, answers), None)
