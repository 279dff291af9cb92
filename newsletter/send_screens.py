"""Sending an issue from the editor: a test, the order, and what can be done meanwhile."""

import datetime as dt
from collections.abc import Callable
from smtplib import SMTPException
from typing import Any

from anymail.exceptions import AnymailError
from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from wagtail import hooks

from newsletter.checklist import Looked, looked_at
from newsletter.issues import SOURCE
from newsletter.link_checks import look_at_links, outside
from newsletter.models import Mailing, NewsletterIssuePage, as_known
from newsletter.models.subscriber import LONGEST_ADDRESS
from newsletter.sending.audience import audience
from newsletter.sending.ordering import (
    NotOrderedError,
    against,
    cancel,
    order,
    pause,
    resume,
    send_again,
    send_test,
)

NOW, LATER = "now", "later"
FARTHEST = dt.timedelta(days=366)


class TestForm(forms.Form):
    """To whom a test goes."""

    # pytest takes classes of this name for tests.
    __test__ = False

    to = forms.EmailField(
        label=gettext_lazy("Send a test to"),
        max_length=LONGEST_ADDRESS,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean_to(self) -> str:
        """As it is sent to. Raises ValidationError."""
        return as_known(self.cleaned_data["to"])


class OrderForm(forms.Form):
    """When it is sent."""

    when = forms.ChoiceField(
        label=gettext_lazy("When"),
        choices=[(NOW, gettext_lazy("Now")), (LATER, gettext_lazy("At a time to come"))],
        widget=forms.RadioSelect,
        initial=NOW,
    )
    at = forms.DateTimeField(
        label=gettext_lazy("Day and time"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        help_text=gettext_lazy("What the mail says is frozen when you order it, not at that time."),
    )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("when") == LATER and "at" not in self.errors:
            if said.get("at") is None:
                self.add_error("at", _("Say when."))
            elif said["at"] <= timezone.now():
                self.add_error("at", _("The time has passed."))
            elif said["at"] > timezone.now() + FARTHEST:
                self.add_error("at", _("That is more than a year ahead: is the year right?"))
        elif said.get("when") == NOW and said.get("at") is not None:
            told = _("You have given a day: choose “At a time to come”, or empty the field.")
            self.add_error("when", told)
        return said


def may_send(page: Any, user: Any) -> bool:
    """Whoever may publish the issue in that language."""
    return page is not None and bool(page.permissions_for_user(user).can_publish())


def _looked(request: HttpRequest, page_id: int, language: str) -> tuple[Any, Looked]:
    issue: Any = get_object_or_404(
        NewsletterIssuePage, id=page_id, locale__language_code=SOURCE, alias_of=None
    )
    looked = looked_at(issue, language)
    if looked is None:
        raise Http404
    if not may_send(looked.page, request.user):
        raise PermissionDenied
    return issue, looked


def _back(issue: Any) -> HttpResponse:
    return redirect("newsletter_checklist", issue.pk)


@require_POST
def test_screen(request: HttpRequest, page_id: int, language: str) -> HttpResponse:
    """Sends the mail as it is now to one address."""
    issue, looked = _looked(request, page_id, language)
    form = TestForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(form.errors["to"].as_data()[0].messages))
        return _back(issue)
    to = form.cleaned_data["to"]
    try:
        send_test(looked, to, request.user)
    except (OSError, SMTPException, AnymailError):
        # Each mail service says it in its own way; the editor can only try again.
        messages.error(request, _("The e-mail was not sent: the mail server did not take it."))
    else:
        if unknown := sorted(outside(address for _link, address, _name in looked.links()).unknown):
            look_at_links.enqueue(unknown)
        messages.success(request, _("A test was sent to %(to)s. Look at it.") % {"to": to})
    return _back(issue)


test_screen.__test__ = False  # type: ignore[attr-defined]


def order_screen(request: HttpRequest, page_id: int, language: str) -> HttpResponse:
    """What would be sent to how many; by POST it is ordered."""
    issue, looked = _looked(request, page_id, language)
    if reasons := against(looked):
        for reason in reasons:
            messages.error(request, reason)
        return _back(issue)
    form = OrderForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            mailing = order(looked, request.user, said["at"] if said["when"] == LATER else None)
        except NotOrderedError as error:
            for reason in error.reasons:
                messages.error(request, reason)
        else:
            _tell(request, mailing, said["when"] == LATER)
        return _back(issue)
    page = looked.page
    count = audience(page, language, page.focus_areas.all(), timezone.now()).count()
    title = _("Send to the subscribers")
    return TemplateResponse(
        request,
        "newsletter/order.html",
        {
            "page_title": f"{title}: {page.title}",
            "header_icon": "mail",
            "breadcrumbs_items": [
                {"url": reverse("newsletter_checklist", args=[issue.pk]), "label": issue.title},
                {"url": "", "label": title},
            ],
            "issue": issue,
            "looked": looked,
            "form": form,
            "count": count,
            "language": dict(settings.LANGUAGES)[language],
            "topics": page.focus_areas.all(),
        },
        status=400 if form.errors else 200,
    )


def _tell(request: HttpRequest, mailing: Mailing, later: bool) -> None:
    if later:
        at = timezone.localtime(mailing.send_at)
        told = _("It will be sent on %(at)s.") % {"at": f"{at:%Y-%m-%d %H:%M}"}
    else:
        told = _("It is being sent. You can leave this page.")
    messages.success(request, told)


ACTIONS: dict[str, tuple[Callable[[Mailing, Any], bool | int], Any]] = {
    "pause": (pause, gettext_lazy("Paused: nobody more gets it until you let it go on.")),
    "resume": (resume, gettext_lazy("It goes on.")),
    "cancel": (cancel, gettext_lazy("Cancelled: whoever has not got it does not get it.")),
}


@require_POST
def act_screen(request: HttpRequest, page_id: int, language: str, action: str) -> HttpResponse:
    """Pauses, resumes, cancels, or sends again what had no answer."""
    issue, looked = _looked(request, page_id, language)
    mailing = Mailing.objects.filter(page_id=looked.page.pk).first()
    if mailing is None:
        raise Http404
    if action == "again":
        count = send_again(mailing, request.user)
        told = ngettext(
            "%(count)s copy is sent again.", "%(count)s copies are sent again.", count
        ) % {"count": count}
        done: bool | int = count
    else:
        act, told = ACTIONS[action]
        done = act(mailing, request.user)
    if done:
        messages.success(request, told)
    else:
        messages.warning(
            request, _("Nothing was changed: somebody else was quicker, or it is done.")
        )
    return _back(issue)


@hooks.register("register_admin_urls")
def sending_addresses() -> list[URLPattern]:
    base = "newsletter/issues/<int:page_id>/<slug:language>/"
    actions = [
        path(f"{base}{name}/", act_screen, {"action": name}, name=f"newsletter_{name}")
        for name in (*ACTIONS, "again")
    ]
    return [
        path(f"{base}test/", test_screen, name="newsletter_test"),
        path(f"{base}send/", order_screen, name="newsletter_order"),
        *actions,
    ]
