"""The frame of the screens about subscribers: title, where one is, never an address in them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _


def screen(
    request: HttpRequest, name: str, title: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """A screen below the list of subscribers, of the template of that name."""
    crumbs = [
        {"url": reverse("newsletter_subscribers"), "label": _("Subscribers")},
        {"url": "", "label": title},
    ]
    context |= {
        "page_title": title,
        "header_icon": "group",
        "breadcrumbs_items": crumbs,
    }
    # Wagtail tells browsers to keep nothing of its screens.
    return TemplateResponse(request, f"newsletter/people/{name}.html", context, status=status)
