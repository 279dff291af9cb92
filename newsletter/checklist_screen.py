"""“Before it is sent”: what is to be mended in an issue, in Swedish and English side by side."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from newsletter.checklist import Finding, checklist, looked_at
from newsletter.issues import SOURCE
from newsletter.mail import IssueMail
from newsletter.models import NewsletterIssuePage


@dataclass(frozen=True)
class Side:
    """An issue in one language."""

    code: str
    name: Any
    # None where nothing is written there yet.
    page_id: int | None
    mail: IssueMail | None
    findings: list[Finding]

    @property
    def is_blocked(self) -> bool:
        return any(finding.blocking for finding in self.findings)


def checklist_screen(request: HttpRequest, page_id: int) -> HttpResponse:
    """For everyone who edits the issue in either language. Changes nothing."""
    issue: Any = get_object_or_404(
        NewsletterIssuePage, id=page_id, locale__language_code=SOURCE, alias_of=None
    )
    versions = NewsletterIssuePage.objects.filter(translation_key=issue.translation_key)
    if not any(page.permissions_for_user(request.user).can_edit() for page in versions):
        raise PermissionDenied
    title = _("Before it is sent")
    return TemplateResponse(
        request,
        "newsletter/checklist.html",
        {
            "page_title": f"{title}: {issue.title}",
            "header_icon": "list-ul",
            "breadcrumbs_items": [
                {"url": reverse("wagtailadmin_pages:edit", args=[issue.pk]), "label": issue.title},
                {"url": "", "label": title},
            ],
            "issue": issue,
            "sides": [_side(issue, code, name) for code, name in settings.LANGUAGES],
        },
    )


def _side(issue: NewsletterIssuePage, code: str, name: Any) -> Side:
    looked = looked_at(issue, code)
    return Side(
        code,
        name,
        looked.page.pk if looked else None,
        looked.mail if looked else None,
        checklist(looked),
    )


@hooks.register("register_admin_urls")
def checklist_addresses() -> list[URLPattern]:
    return [path("newsletter/issues/<int:page_id>/", checklist_screen, name="newsletter_checklist")]


@hooks.register("register_page_header_buttons")
def button_in_the_editor(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """On an issue."""
    return _button(page)


@hooks.register("register_page_listing_more_buttons")
def button_in_lists(page: Page, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """Beside an issue: the editor of a translation has no place for it."""
    return _button(page)


def _button(page: Page) -> Iterator[Button]:
    if page.specific_class is not NewsletterIssuePage:
        return
    versions = NewsletterIssuePage.objects.filter(
        translation_key=page.translation_key, locale__language_code=SOURCE, alias_of=None
    )
    if (source := versions.first()) is not None:
        address = reverse("newsletter_checklist", args=[source.pk])
        yield Button(_("Before it is sent"), address, icon_name="list-ul", priority=74)
