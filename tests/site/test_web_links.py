"""The link checker, against a real server: what is alive, dead, refused, or only failing today."""

import datetime as dt
import json
import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override

from networks.models import NetworkPage, ProjectPage
from records.links.asking import Asker
from records.links.collecting import address_fields, collected
from records.models import Organisation, WebLink
from tests.site.web_server import serving

pytestmark = pytest.mark.any_database

STATE = WebLink.State


@pytest.fixture
def _local(settings: Any) -> None:
    settings.LINKS_MAY_BE_LOCAL = True


def run(*arguments: str) -> int:
    try:
        call_command("check_links", "--timeout", "0.5", "--pause", "0.001", *arguments)
    except SystemExit as error:
        return int(str(error.code))
    except CommandError as error:
        return error.returncode
    return 0


def put(*addresses: str) -> list[Organisation]:
    """An organisation with each address, the only addresses of the site."""
    for model in apps.get_models():
        for name in address_fields(model):
            model._default_manager.update(**{name: ""})
    return [
        Organisation.objects.create(
            code=f"link-{n}", name_sv=f"Länk {n}", name_en=f"Link {n}", web_address=address
        )
        for n, address in enumerate(addresses)
    ]


def state_of(path: str) -> WebLink:
    return WebLink.objects.get(address__endswith=path)


@pytest.mark.usefixtures("_local")
def test_each_answer_has_its_state() -> None:
    expected = {
        "/fine": STATE.ALIVE,
        "/get-only": STATE.ALIVE,
        "/hop/5": STATE.ALIVE,
        "/hop/6": STATE.DEAD,
        "/loop": STATE.DEAD,
        "/status/404": STATE.DEAD,
        "/status/410": STATE.DEAD,
        "/status/403": STATE.REFUSED,
        "/status/429": STATE.REFUSED,
        "/private/page": STATE.REFUSED,
        "/inwards": STATE.DEAD,
        # What may pass is only noted the first time.
        "/status/500": STATE.UNKNOWN,
        "/slow": STATE.UNKNOWN,
        "/drip": STATE.UNKNOWN,
        "/garbage": STATE.UNKNOWN,
        "/å?q=ö#x": STATE.ALIVE,
    }
    with serving() as server:
        put(*(f"{server.base}{path}" for path in expected))
        ours = [address for address in collected() if server.base in address]
        assert len(ours) == len(expected)
        WebLink.objects.create(address="https://no-longer.example.org/", state=STATE.ALIVE)
        others = {address for address in collected() if server.base not in address}
        assert not others, others
        assert run() == 1
        found = {
            link.address.removeprefix(server.base): link.state for link in WebLink.objects.all()
        }
        assert found == expected
        asked = list(server.asked)
    assert not any(path.startswith("/private") for _method, path, _agent in asked)
    assert [path for _method, path, _agent in asked].count("/robots.txt") == 1
    assert all(re.match(r"VasterasLinkCheck/", agent) for _method, _path, agent in asked)
    assert ("GET", "/fine") not in {(method, path) for method, path, _agent in asked}
    assert state_of("/fine").seen_alive_at is not None
    assert "open internet" in state_of("/inwards").answer
    failing = state_of("/status/500")
    assert (failing.answer, failing.failing_since is None) == ("HTTP 500", False)


@pytest.mark.usefixtures("_local")
def test_what_fails_for_days_is_dead_and_comes_alive_again(admin: Client) -> None:
    with serving() as server:
        put(f"{server.base}/status/503", f"{server.base}/fine")
        assert run() == 0
        assert run() == 0
        link = state_of("/status/503")
        since = timezone.now() - dt.timedelta(days=4)
        WebLink.objects.filter(pk=link.pk).update(failing_since=since, seen_alive_at=since)
        assert run() == 1
        assert state_of("/status/503").state == STATE.DEAD
        assert "?state=dead" in admin.get(reverse("wagtailadmin_home")).content.decode()

        # A historical address is looked at and kept, but is no fault.
        Organisation.objects.filter(code="link-0").update(web_address_is_historical=True)
        assert run() == 0
        response = admin.get(reverse("links_report"), {"historical": "yes"})
        assert [link.is_historical for link in response.context["object_list"]] == [True]
        assert "/status/503" in response.content.decode()
        assert "Länk 0" in response.content.decode()
        response = admin.get(reverse("links_report"), {"state": "alive"})
        assert [link.is_historical for link in response.context["object_list"]] == [False]
        report = admin.get(reverse("links_report"), {"historical": "no"}).content.decode()
        # Read on a phone as lists, where what is given is shown with its name.
        for cell in BeautifulSoup(report, "html.parser").select(".listing--stacking td"):
            assert bool(cell.select(".stacking-label")) == bool(cell.get_text(strip=True))
        assert "listing--stacking" in report
        assert "/status/503" not in report
        for kind in ("csv", "xlsx"):
            response = admin.get(reverse("links_report"), {"export": kind})
            assert response.status_code == 200
            assert b"".join(
                response.streaming_content if response.streaming else [response.content]
            )

        server.statuses["/status/503"] = 200
        assert run() == 0
        link = state_of("/status/503")
        assert (link.state, link.failing_since) == (STATE.ALIVE, None)

        # One at a time, those looked at longest ago first.
        WebLink.objects.filter(pk=link.pk).update(checked_at=since)
        server.asked.clear()
        run("--limit", "1")
        asked = {path for _method, path, _agent in server.asked}
        assert asked == {"/robots.txt", "/status/503"}
    assert run("--limit", "0") == 2


def test_the_own_network_is_never_asked() -> None:
    asker = Asker(0.5, 0)
    with serving() as server:
        inwards = [
            server.base,
            server.base.replace("127.0.0.1", "localhost"),
            "http://10.0.0.1/",
            "http://192.168.1.1/",
            "http://169.254.169.254/latest/meta-data/",
            "http://[::1]/",
            "http://[::ffff:127.0.0.1]/",
            "http://0.0.0.0/",
            "http://2130706433/",
            "ftp://example.org/",
            "http://exa mple.org/",
            "http://",
            "http://[broken",
        ]
        for address in inwards:
            answer = asker.ask(address)
            assert answer.result.name in ("GONE", "FAILING"), address
        assert server.asked == []


def test_readers_see_whether_an_address_answers(client: Client) -> None:
    page = (
        NetworkPage.objects.live()
        .filter(locale__language_code="sv", web_address_is_historical=False)
        .exclude(web_address="")
        .first()
    )
    if page is None:
        page = NetworkPage.objects.live().filter(locale__language_code="sv").first()
        NetworkPage.objects.filter(pk=page.pk).update(
            web_address="https://network.example.org/", web_address_is_historical=False
        )
        page.refresh_from_db()
    client.get(page.url)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert "Senast sedd" not in client.get(page.url).content.decode()
    assert sum("records_weblink" in query["sql"] for query in queries) == 1
    link = WebLink.objects.create(
        address=page.web_address,
        state=STATE.ALIVE,
        seen_alive_at=dt.datetime(2026, 11, 3, 12, tzinfo=dt.UTC),
    )
    assert '<time datetime="2026-11-03">' in client.get(page.url).content.decode()
    link.state, link.failing_since = STATE.DEAD, dt.datetime(2026, 11, 9, 12, tzinfo=dt.UTC)
    link.save()
    html = client.get(page.url).content.decode()
    assert '<time datetime="2026-11-09">' in html
    assert "2026-11-03" not in html


def test_addresses_are_found_in_bodies_and_rows() -> None:
    page = ProjectPage.objects.live().filter(locale__language_code="sv").first()
    page.body = json.dumps(
        [
            {
                "type": "text",
                "value": '<p><a href="https://body.example.org/a?b=1&amp;c=2">a</a> '
                "https://words.example.org/ are no link</p>",
            }
        ]
    )
    page.save()
    page.identifiers.create(scheme="other", identifier="x", web_address="https://row.example.org/")
    page.save()
    draft = ProjectPage.objects.live().filter(locale__language_code="sv").last()
    ProjectPage.objects.filter(pk=draft.pk).update(
        live=draft.pk == page.pk, web_address="https://draft.example.org/"
    )
    found = collected()
    assert found["https://body.example.org/a?b=1&c=2"].places[0].page_id == page.pk
    assert found["https://row.example.org/"].places[0].page_id == page.pk
    assert "https://words.example.org/" not in found
    assert "https://draft.example.org/" not in found


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://10.0.0.1/", "inte på det öppna internet"),
        ("ftp://example.org/", "ingen webbadress"),
    ],
)
def test_what_the_checker_says_is_swedish_in_swedish(address: str, said: str) -> None:
    with override("sv"):
        assert gettext(Asker(0.1, 0).ask(address).answer) == said
