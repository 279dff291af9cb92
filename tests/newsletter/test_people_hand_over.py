"""The active subscribers for another program: who may take them, and that it is noted."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry

from tests.newsletter.subscribers import ANNA, STATE, subscriber

pytestmark = pytest.mark.any_database

URL = reverse("newsletter_hand_over")


def test_only_the_active_ones_of_the_language(admin: Client) -> None:
    subscriber()
    subscriber("english@example.org", language="en")
    for state in (STATE.PENDING, STATE.ENDED, STATE.SUSPENDED):
        subscriber(f"{state}@example.org", state)
    response = admin.post(URL, {"kind": "mailman", "language": "sv"})
    assert response.content.decode() == f"{ANNA}\n"
    assert "mailman-sv.txt" in response["Content-Disposition"]
    assert "no-store" in response["Cache-Control"]
    logged = PageLogEntry.objects.get(action="newsletter.handed_over")
    assert logged.user.username == "admin"
    assert logged.data == {"count": 1, "kind": "mailman, sv"}
    listmonk = admin.post(URL, {"kind": "listmonk", "language": "en"}).content.decode()
    assert listmonk.startswith("email,name,attributes\r\nenglish@example.org,,")


@pytest.mark.parametrize("data", [{}, {"kind": "fax", "language": "sv"}, {"kind": "mailman"}])
def test_for_a_known_program_by_post_alone(admin: Client, data: dict[str, str]) -> None:
    assert admin.post(URL, data).status_code == 400
    assert admin.get(URL, {"kind": "mailman", "language": "sv"}).status_code == 405


def test_by_the_command() -> None:
    subscriber()
    out, err = StringIO(), StringIO()
    arguments = ["hand-over", "mailman", "--language", "sv"]
    call_command("newsletter_subscribers", *arguments, stdout=out, stderr=err)
    assert (out.getvalue(), err.getvalue()) == (f"{ANNA}\n", "1 subscribers.\n")
    assert PageLogEntry.objects.get(action="newsletter.handed_over").user is None
