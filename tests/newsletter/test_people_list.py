"""“Subscribers”: counts for the editors, addresses for those who need them."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from tests.newsletter.subscribers import ANNA, STATE, subscriber

ADDRESS = reverse("newsletter_subscribers")


def shown(client: Client, **data: str) -> str:
    response = client.get(ADDRESS, data)
    assert response.status_code == 200
    return str(response.content.decode())


def searched(client: Client, text: str) -> str:
    response = client.post(ADDRESS, {"address": text})
    assert response.status_code == 200
    return str(response.content.decode())


def test_an_editor_of_the_newsletter_sees_numbers_and_no_address(log_in: Any) -> None:
    found = subscriber()
    client = log_in("nyhetsbrev")
    html = shown(client)
    assert ANNA not in html
    assert "Adresserna visas bara för administratörer" in html
    assert ADDRESS in client.get(reverse("wagtailadmin_home")).content.decode()
    assert ANNA not in client.get(reverse("newsletter_subscribers_results")).content.decode()
    # Each in the way that the administrator's screen does it.
    for name, arguments, method in (
        ("newsletter_subscribers", [], "post"),
        ("newsletter_list", [], "get"),
        ("newsletter_list_check", [], "get"),
        ("newsletter_hand_over", [], "post"),
        ("newsletter_subscriber", [found.pk], "get"),
        ("newsletter_subscriber_export", [found.pk], "post"),
        ("newsletter_subscriber_end", [found.pk], "post"),
        ("newsletter_subscriber_erase", [found.pk], "post"),
    ):
        data = {"address": ANNA, "kind": "mailman", "language": "sv"} if method == "post" else {}
        response = getattr(client, method)(reverse(name, args=arguments), data)
        assert response.status_code == 302, name
        assert ANNA not in response.content.decode(), name
    found.refresh_from_db()
    assert found.state == STATE.ACTIVE


@pytest.mark.parametrize("user", ["skribent", "oversattare", "samordnare", "rapportor", None])
def test_others_see_nothing(log_in: Any, user: str | None) -> None:
    client = log_in(user) if user else Client()
    assert client.get(ADDRESS).status_code == 302


def test_the_right_can_be_given(log_in: Any) -> None:
    subscriber()
    client = log_in("nyhetsbrev")
    right = Permission.objects.get(codename="see_addresses")
    assert right.name == "Får se prenumeranternas adresser"
    User.objects.get(username="nyhetsbrev").user_permissions.add(right)
    assert ANNA in shown(client)


def test_counts_by_language_and_state(admin: Client) -> None:
    subscriber("a@example.org")
    subscriber("b@example.org", language="en")
    subscriber("c@example.org", STATE.SUSPENDED)
    context = admin.get(ADDRESS).context
    rows = [(row.by_language, row.total) for row in context["counts"]]
    assert rows == [([0, 0], 0), ([1, 1], 2), ([0, 0], 0), ([1, 0], 1)]


def test_filters_paging_and_as_many_queries_for_many(
    admin: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(60):
        subscriber(f"p{number:02}@example.org", language="en" if number % 2 else "sv")
    with django_assert_max_num_queries(40):
        assert "p01@" not in shown(admin, language="sv", p="1")
    assert "p58@" in shown(admin, ordering="address", p="2")
    assert "p00@" not in shown(admin, state="ended")


def test_a_search_is_in_no_address(admin: Client) -> None:
    subscriber()
    subscriber("bo@example.org")
    html = searched(admin, "ANNA.EK")
    assert ANNA in html
    assert "bo@example.org" not in html
    assert f"?{'address'}" not in html
    # As part of an address's query it is passed over.
    assert "bo@example.org" in shown(admin, address=ANNA, q=ANNA)
    assert "bo@example.org" not in searched(admin, "%")


def test_a_search_that_finds_many_says_so(admin: Client) -> None:
    for number in range(51):
        subscriber(f"p{number:02}@example.org")
    html = searched(admin, "example.org")
    assert "Det finns fler" in html
    assert html.count("@example.org") == 50


def test_the_browser_keeps_no_copy(admin: Client) -> None:
    one = subscriber()
    for address in (ADDRESS, reverse("newsletter_subscriber", args=[one.pk])):
        assert "no-store" in admin.get(address)["Cache-Control"]
