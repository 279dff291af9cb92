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
from newsletter.figures import Figures, figures_of
from newsletter.issues import SOURCE
from newsletter.models import Mailing, NewsletterIssuePage
from newsletter.places import IssueMail
from newsletter.send_screens import TestForm, may_send
from newsletter.sending.copies import frozen_mail
from newsletter.sending.ordering import against, is_tested


@dataclass(frozen=True)
class Side:
    """An issue in one language."""

    code: str
    name: Any
    # None where nothing is written there yet.
    page_id: int | None
    mail: IssueMail | None
    findings: list[Finding]
    may_send: bool
    is_tested: bool
    # What stands against sending it, the findings among it.
    against: list[str]
    mailings: list[Mailing]
    figures: Figures | None
    # What waits to be sent says something else than what is public by now.
    is_outdated: bool
    test: TestForm

    @property
    def is_sent(self) -> bool:
        """Whether it is too late for whatever is found."""
        return bool(self.mailings) and self.mailings[0].state == Mailing.State.SENT


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
            "sides": [_side(issue, code, name, request.user) for code, name in settings.LANGUAGES],
        },
    )


def _side(issue: NewsletterIssuePage, code: str, name: Any, user: Any) -> Side:
    looked = looked_at(issue, code)
    findings = checklist(looked)
    page = looked.page if looked else None
    mailings = list(Mailing.objects.filter(page_id=page.pk)) if page else []
    return Side(
        code,
        name,
        page.pk if page else None,
        looked.mail if looked else None,
        findings,
        may_send=may_send(page, user),
        is_tested=bool(looked and is_tested(page, looked.mail)),
        against=against(looked, findings),
        mailings=mailings,
        figures=figures_of(mailings[0]) if mailings else None,
        is_outdated=bool(
            looked
            and mailings
            and mailings[0].state in Mailing.OPEN
            and frozen_mail(mailings[0]).digest != looked.mail.digest
        ),
        test=TestForm(initial={"to": user.email}, auto_id=f"test-{code}-%s"),
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
    """Beside an issue."""
    return _button(page)


@hooks.register("register_translating_buttons")
def button_in_the_translation_editor(page: Page) -> Iterator[Button]:
    """Below an issue's translation, where sending is the next step."""
    return _button(page)


def swedish_issue(translation_key: Any) -> Any:
    """The number of the issue's Swedish page, as a query; the key may be an outer one."""
    versions = NewsletterIssuePage.objects.filter(
        translation_key=translation_key, locale__language_code=SOURCE, alias_of=None
    )
    return versions.order_by("path").values_list("pk", flat=True)


def _button(page: Any) -> Iterator[Button]:
    if page.specific_class is not NewsletterIssuePage:
        return
    # The list of issues knows it from its own query.
    known = hasattr(page, "swedish_issue")
    source = page.swedish_issue if known else swedish_issue(page.translation_key).first()
    if source is not None:
        address = reverse("newsletter_checklist", args=[source])
        yield Button(_("Before it is sent"), address, icon_name="list-ul", priority=74)
