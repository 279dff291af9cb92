"""Where the staff meet the subscribers: the menu, addresses, and the right to see addresses."""

from typing import Any

from django.contrib.auth.models import Permission
from django.http import HttpRequest
from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from newsletter.people.bringing.screens import list_check_screen, list_screen
from newsletter.people.hand_over_screen import hand_over_file
from newsletter.people.list_screen import SubscribersView
from newsletter.people.one_screen import (
    end_subscription,
    erase_screen,
    export_subscriber,
    subscriber_screen,
)
from newsletter.people.rights import may_count

BASE = "newsletter/subscribers/"


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    """The list, lists in and out, and one subscriber by number, never by e-mail address."""
    one = f"{BASE}<int:pk>/"
    return [
        path(BASE, SubscribersView.as_view(), name="newsletter_subscribers"),
        path(
            f"{BASE}results/",
            SubscribersView.as_view(results_only=True),
            name="newsletter_subscribers_results",
        ),
        path(f"{BASE}list/", list_screen, name="newsletter_list"),
        path(f"{BASE}list/check/", list_check_screen, name="newsletter_list_check"),
        path(f"{BASE}hand-over/", hand_over_file, name="newsletter_hand_over"),
        path(one, subscriber_screen, name="newsletter_subscriber"),
        path(f"{one}export/", export_subscriber, name="newsletter_subscriber_export"),
        path(f"{one}end/", end_subscription, name="newsletter_subscriber_end"),
        path(f"{one}erase/", erase_screen, name="newsletter_subscriber_erase"),
    ]


class SubscribersMenuItem(MenuItem):
    """Shown to those who see at least how many there are."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_count(request.user)


@hooks.register("register_admin_menu_item")
def in_the_menu() -> MenuItem:
    """In the main menu: newsletter editors have neither reports nor settings of their own."""
    address = reverse_lazy("newsletter_subscribers")
    return SubscribersMenuItem(_("Subscribers"), address, icon_name="group", order=650)


@hooks.register("register_permissions")
def rights_in_the_form_of_a_group() -> Any:
    """So that an administrator can give them to a group."""
    return Permission.objects.filter(
        content_type__app_label="newsletter", codename__in=("view_subscriber", "see_addresses")
    )
