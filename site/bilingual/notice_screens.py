"""The notices in the admin: on the start page, marked as read, and the e-mail switched off."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab
from wagtail.admin.widgets.switch import SwitchInput

from bilingual.for_you import lines, open_notices
from bilingual.models import Notice, NoticePreference

SHOWN = 10


class ForYou(Component):
    """What the user has not read yet, at the top of the start page."""

    order = 40
    template_name = "bilingual/for_you.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        request = parent_context["request"]
        waiting = open_notices(request.user)
        shown = list(waiting[:SHOWN])
        number = len(shown) if len(shown) < SHOWN else waiting.count()
        return {
            "lines": lines(shown, request),
            "more": number - len(shown),
            "csrf_token": parent_context["csrf_token"],
        }


@hooks.register("construct_homepage_panels")
def show_what_is_for_you(request: HttpRequest, panels: list[Any]) -> None:
    """Above the figures for the whole site."""
    panels.append(ForYou())


@require_POST
def read_notices(request: HttpRequest) -> HttpResponse:
    """Marks the user's own notices that the form names as read, all of them or none."""
    asked = set(request.POST.getlist("notice"))
    if not asked or not all(key.isdecimal() and len(key) < 19 for key in asked):
        raise Http404
    own = Notice.objects.filter(user=request.user.pk, pk__in=asked)
    if own.count() != len({int(key) for key in asked}):
        raise Http404
    own.filter(read_at=None).update(read_at=timezone.now())
    return redirect("wagtailadmin_home")


@hooks.register("register_admin_urls")
def notice_address() -> list[Any]:
    """One address for one notice and for several."""
    return [path("languages/notices/read/", read_notices, name="read_notices")]


class PreferenceForm(forms.ModelForm):
    """Whether the notices come by e-mail too."""

    class Meta:
        model = NoticePreference
        fields = ("by_email",)
        widgets = {"by_email": SwitchInput()}  # noqa: RUF012 – as Django declares it


class PreferencePanel(BaseSettingsPanel):
    """Beside Wagtail's own notifications, in the user's account."""

    name = "notices"
    title = _("Languages and review")
    tab = notifications_tab
    order = 200
    form_class = PreferenceForm

    def get_form(self) -> PreferenceForm:
        preference = NoticePreference.objects.filter(user=self.user).first()
        return PreferenceForm(
            self.request.POST if self.request.method == "POST" else None,
            instance=preference or NoticePreference(user=self.user),
            prefix=self.name,
        )


@hooks.register("register_account_settings_panel")
def e_mail_or_not(request: HttpRequest, user: Any, profile: Any) -> BaseSettingsPanel:
    """For everyone who may enter the admin."""
    return PreferencePanel(request, user, profile)
