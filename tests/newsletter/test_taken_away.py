"""An issue on its way whose web version is taken away, closed or corrected meanwhile."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from newsletter.models import Mailing, NewsletterIssuePage
from newsletter.sending.ordering import pause, resume
from newsletter.sending.working import Work
from tests.forms import form_fields
from tests.newsletter.mail_server import MailServer, running, use
from tests.newsletter.test_send_screens import address, said, screen
from tests.newsletter.test_sending import issue, ordered, readers, work

pytestmark = pytest.mark.any_database


@pytest.fixture
def server(settings: Any) -> Iterator[MailServer]:
    with running() as server:
        use(settings, server)
        yield server


@pytest.fixture
def editor(log_in: Callable[[str], Client]) -> Client:
    return log_in("nyhetsbrev")


def half_way(server: MailServer) -> Mailing:
    """A mailing of which two copies of five have gone."""
    readers(5)
    mailing = ordered()
    Work(mailing, lambda done: done.done == 2 and pause(mailing, None)).run()
    resume(mailing, None)
    return mailing


def test_what_is_on_its_way_is_not_deleted(admin: Client, server: MailServer) -> None:
    mailing = half_way(server)
    delete = reverse("wagtailadmin_pages:delete", args=[issue().pk])
    assert "Avbryt utskicket först" in said(admin.post(delete, follow=True))
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    admin.post(f"{bulk}?id={issue().pk}&next=/admin/")
    above = reverse("wagtailadmin_pages:delete", args=[issue().get_parent().pk])
    admin.post(above)
    assert NewsletterIssuePage.objects.filter(pk=mailing.page_id).exists()
    # However it is deleted, nobody more gets it.
    issue().delete()
    assert work(mailing).state == Mailing.State.CANCELLED
    assert len(server.taken) == 3


@pytest.mark.parametrize("way", ["unpublished", "closed"])
def test_what_readers_could_not_open_goes_to_nobody_more(server: MailServer, way: str) -> None:
    mailing = half_way(server)
    if way == "unpublished":
        issue().unpublish()
    else:
        PageViewRestriction.objects.create(page=issue(), restriction_type="login")
    assert work(mailing).state == Mailing.State.PAUSED
    assert mailing.fault == "no web version"
    resume(mailing, None)
    assert work(mailing).state == Mailing.State.PAUSED
    assert len(server.taken) == 3


def test_a_day_beside_now_is_a_contradiction(editor: Client, server: MailServer) -> None:
    readers(1)
    editor.post(address("test"), {"to": "redaktor@example.org"})
    later = timezone.localtime() + dt.timedelta(days=30)
    answer = editor.post(address("order"), {"when": "now", "at": f"{later:%Y-%m-%dT%H:%M}"})
    assert answer.status_code == 400
    assert "Du har angett en dag" in said(answer)
    assert "1 prenumerant får ”Nyhetsbrev 1, 2026” (svenska)" in said(answer)
    assert not Mailing.objects.exists()


def test_publishing_without_a_change_corrects_nothing_a_new_introduction_does(
    server: MailServer,
) -> None:
    readers(1)
    mailing = work(ordered())
    # As rich text is that has been through Wagtail's editor.
    mailing.web_body = mailing.web_body.replace("<p>", '<p data-block-key="a1b2c">')
    mailing.save()
    page = issue()
    page.save_revision().publish()
    assert Mailing.objects.get().corrected_at is None
    page.introduction = "Allt är inställt."
    page.save_revision().publish()
    mailing = Mailing.objects.get()
    assert mailing.corrected_at is not None
    assert mailing.introduction == "Allt är inställt."
    page = Client().get(issue().url).content.decode()
    assert "Rättat därefter" in page


def test_a_correction_before_its_time_is_told_and_stays_on_the_web(
    editor: Client, server: MailServer
) -> None:
    readers(1)
    mailing = ordered(at=timezone.now() + dt.timedelta(hours=1))
    page = issue()
    page.title = "Rättad rubrik"
    page.save_revision().publish()
    assert "har ändrats sedan det beställdes" in screen(editor).get_text(" ")
    Mailing.objects.update(send_at=timezone.now())
    work(mailing)
    html = BeautifulSoup(Client().get(issue().url).content, "html.parser")
    assert html.select_one("h1").get_text(strip=True) == "Rättad rubrik"  # type: ignore[union-attr]
    assert "Rättat därefter" in html.get_text(" ")
    assert "Rättad" not in str(server.mail_to("reader-0@example.com"))


def test_a_form_in_a_kept_issue_can_still_be_sent(server: MailServer) -> None:
    readers(1)
    page = issue()
    page.body.append(("subscribe", {"text": ""}))
    page.save_revision().publish()
    mailing = work(ordered())
    Mailing.objects.update(
        web_body=mailing.web_body.replace('name="stamp" value="', 'name="stamp" value="2001-')
    )
    html = Client().get(issue().url).content.decode()
    form = form_fields(html, "main .prose form.subscribe")
    answer = Client().post("/prenumerera/", {**form, "email": "ny@example.org"})
    assert answer.status_code == 303
