"""The screen on which an approved report is sent to the executive board's secretary."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter
from wagtail.models import Page

from bilingual.roles import ROLES
from policy.approving import may_approve
from policy.models import QuarterlyReportPage
from policy.report_mail import SENT, secretary, send_report
from policy.report_pages import LANGUAGES, SOURCE
from policy.report_reading import read
from policy.sealing import latest


class SendForm(forms.Form):
    """To whom, and in which language."""

    to = forms.EmailField(label=gettext_lazy("E-mail address"))
    language = forms.ChoiceField(label=gettext_lazy("Language"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {"sv": _("Swedish"), "en": _("English")}
        choices = [(code, names[code]) for code in LANGUAGES]
        self.fields["language"].choices = choices  # type: ignore[attr-defined]


def may_send(user: Any) -> bool:
    """Whoever approves reports, and the coordinator, who writes them."""
    coordinator = ROLES["coordinator"].name
    return may_approve(user) or bool(user.groups.filter(name=coordinator).exists())


def send_screen(request: HttpRequest, page_id: int) -> HttpResponse:
    """Asks to whom; sends by POST alone."""
    page: Any = get_object_or_404(QuarterlyReportPage, id=page_id, locale__language_code=SOURCE)
    if not may_send(request.user):
        raise PermissionDenied
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    sealed = latest(page)
    if sealed is None:
        messages.error(request, _("Only an approved report can be sent."))
        return redirect(edit)
    form = SendForm(request.POST or None, initial={"to": secretary(), "language": SOURCE})
    if request.method == "POST" and form.is_valid():
        to = form.cleaned_data["to"]
        try:
            files = send_report(read(sealed, form.cleaned_data["language"]), to, request.user)
        except OSError:
            # Each mail service says it in its own way; the editor can only try again.
            messages.error(request, _("The e-mail was not sent: the mail server did not take it."))
        else:
            with_pdf = _("with its PDF") if files else _("without its PDF")
            told = _("“%(title)s” was sent to %(to)s, %(files)s.")
            messages.success(request, told % {"title": page.title, "to": to, "files": with_pdf})
            return redirect(edit)
    title = _("Send to the board's secretary")
    return TemplateResponse(
        request,
        "policy/send_report.html",
        {
            "page_title": title,
            "header_icon": "mail",
            "breadcrumbs_items": [
                {"url": edit, "label": page.title},
                {"url": "", "label": title},
            ],
            "page": page,
            "sealed": sealed,
            "form": form,
        },
        status=400 if request.method == "POST" and form.errors else 200,
    )


@hooks.register("register_admin_urls")
def send_address() -> list[URLPattern]:
    return [path("reports/<int:page_id>/send/", send_screen, name="send_report")]


@hooks.register("register_page_header_buttons")
def send_button(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Beside the other actions of an approved report."""
    report = page.specific
    if not isinstance(report, QuarterlyReportPage) or report.locale.language_code != SOURCE:
        return
    if latest(report) is not None and may_send(user):
        yield Button(
            _("Send to the board's secretary"),
            reverse("send_report", args=[page.pk]),
            icon_name="mail",
            priority=70,
        )


@hooks.register("register_log_actions")
def sending_in_the_history(actions: Any) -> None:
    """How the sending reads in the report's history."""

    class Formatter(LogFormatter):
        label = gettext_lazy("Report sent")

        def format_message(self, log_entry: Any) -> str:
            return _("Version %(version)s sent to %(to)s") % log_entry.data

    actions.register_action(SENT)(Formatter)
