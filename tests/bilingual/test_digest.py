"""`send_notices`: reminders of review dates, and one e-mail to each user."""

import datetime
import socket
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.users.models import UserProfile

from bilingual.models import Notice, NoticePreference
from home.models import NewsIndexPage, NewsPage
from tests.bilingual.test_for_you import notices_for
from tests.bilingual.test_staleness import the_vision
from tests.bilingual.test_traps import NEW, english, publish
from tests.forms import form_fields

pytestmark = pytest.mark.any_database

TODAY = timezone.localdate()
DUE = Notice.Kind.REVIEW_DUE


def send(*arguments: str, code: int = 0) -> str:
    """Runs the command; gives all that it said."""
    said = StringIO()
    if code:
        with pytest.raises(SystemExit) as stopped:
            call_command("send_notices", *arguments, stdout=said, stderr=said)
        assert stopped.value.code == code
    else:
        call_command("send_notices", *arguments, stdout=said, stderr=said)
    return said.getvalue()


def read_again(client: Client, day: datetime.date | None) -> None:
    publish(client, the_vision(), review_on=day.isoformat() if day else "")


def due() -> list[str]:
    return list(
        Notice.objects.filter(kind=DUE, read_at=None).values_list("user__username", flat=True)
    )


def test_each_user_gets_one_e_mail_in_swedish_and_no_second_one(admin: Client) -> None:
    publish(admin, the_vision(), vision=NEW)
    notices_for("oversattare", 1)
    notices_for("admin", 1)
    assert "2 e-mails sent" in send()
    assert sorted(message.to for message in mail.outbox) == [
        ["admin@example.org"],
        ["oversattare@example.org"],
    ]
    message = next(m for m in mail.outbox if m.to == ["oversattare@example.org"])
    assert message.subject == "Västerås internationellt: 2 saker att veta om språk och granskning"
    page = reverse("wagtailadmin_pages:edit", args=[english(the_vision()).pk])
    assert f"http://127.0.0.1:8000{page}\n" in message.body
    assert "Sammanfattande vision: 1 text har ändrats på svenska" in message.body
    assert message.body.count("Ändrat på svenska sedan översättningen") == 1
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    assert "0 e-mails sent" in send()
    assert len(mail.outbox) == 2


def test_the_e_mail_is_in_the_users_own_language() -> None:
    user = User.objects.get(username="oversattare")
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "en"})
    notices_for("oversattare", 1)
    send()
    assert "1 notice about languages and review" in mail.outbox[0].subject
    assert "1 text has changed in Swedish since the translation." in mail.outbox[0].body


def test_what_was_read_or_is_forbidden_now_is_not_mailed() -> None:
    notices_for("oversattare", 1)[0].delete()
    notices_for("oversattare", 1, Notice.Kind.TRANSLATION_LANDED)  # no rights to Swedish
    notices_for("admin", 2)
    Notice.objects.filter(user__username="admin").update(read_at=timezone.now())
    assert "0 e-mails sent" in send()
    assert mail.outbox == []


def test_who_cannot_or_will_not_be_mailed_is_counted(admin: Client) -> None:
    for name in ("oversattare", "godkannare", "skribent"):
        notices_for(name, 1)
    User.objects.filter(username="oversattare").update(is_active=False)
    User.objects.filter(username="godkannare").update(email="")
    NoticePreference.objects.create(user=User.objects.get(username="skribent"), by_email=False)
    said = send()
    assert "1 skipped, inactive: oversattare" in said
    assert "1 skipped, without an address: godkannare" in said
    assert "1 skipped, wanting no e-mail: skribent" in said
    assert mail.outbox == []


def account_form(client: Client) -> dict[str, Any]:
    html = client.get(reverse("wagtailadmin_account")).content.decode()
    return form_fields(html, "main form[method=POST], main form[method=post]")


def test_the_e_mail_is_switched_off_in_the_account(log_in: Any) -> None:
    client, account = log_in("oversattare"), reverse("wagtailadmin_account")
    fields = account_form(client) | {"name_email-first_name": "Ö", "name_email-last_name": "S"}
    assert fields.pop("notices-by_email") == ["on"]
    assert client.post(account, fields).status_code == 302
    notices_for("oversattare", 1)
    assert "1 skipped, wanting no e-mail" in send()
    assert "notices-by_email" not in account_form(client)
    client.post(account, {**fields, "notices-by_email": "on"})
    assert "1 e-mails sent" in send()


def test_a_dry_run_says_what_would_be_done_and_does_nothing(admin: Client) -> None:
    read_again(admin, TODAY)
    notices_for("oversattare", 1)
    said = send("--dry-run")
    assert "1 notices of a review date would be made" in said
    assert "2 e-mails would be sent" in said
    assert mail.outbox == []
    assert Notice.objects.filter(mailed_at=None).count() == Notice.objects.count() == 1


def test_a_mail_server_that_is_away_loses_nothing(settings: Any) -> None:
    notices_for("oversattare", 1)
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # bound, but not listening
        settings.EMAIL_HOST, settings.EMAIL_PORT = nobody.getsockname()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        said = send(code=1)
    assert "oversattare: not sent: " in said
    assert "1 not sent; the next run tries them again" in said
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert "1 e-mails sent" in send()


def test_one_address_that_fails_keeps_no_other_from_theirs() -> None:
    notices_for("oversattare", 1)
    notices_for("admin", 1)
    User.objects.filter(username="admin").update(email="a@example.org\nBcc: b@example.org")
    said = send(code=1)
    assert "admin: not sent" in said
    assert [message.to for message in mail.outbox] == [["oversattare@example.org"]]
    assert Notice.objects.get(user__username="admin").mailed_at is None


def test_the_owner_hears_once_when_the_review_date_has_come(admin: Client) -> None:
    owner = User.objects.get(username="samordnare")
    writer = User.objects.get(username="godkannare")
    Page.objects.filter(pk=the_vision().pk).update(owner=writer)
    read_again(admin, TODAY + datetime.timedelta(days=1))
    send()
    assert due() == []
    read_again(admin, TODAY)
    assert "1 notices of a review date made" in send()
    assert due() == ["godkannare"]
    assert "Sammanfattande vision: Skulle granskas senast" in mail.outbox[-1].body
    Notice.objects.update(read_at=timezone.now())
    assert "0 notices of a review date made" in send()
    assert due() == []
    # Without rights to the page the owner is passed over, for the last editor.
    Page.objects.filter(pk=the_vision().pk).update(owner=owner)
    read_again(admin, TODAY - datetime.timedelta(days=1))
    send()
    assert due() == ["admin"]


@pytest.mark.parametrize("day", [None, TODAY + datetime.timedelta(days=30)])
def test_moving_or_clearing_the_date_takes_the_reminder_back(admin: Client, day: Any) -> None:
    read_again(admin, TODAY)
    send()
    assert due() == ["admin"]
    publish(admin, the_vision(), introduction="Läst igen.")
    assert due() == ["admin"]
    read_again(admin, day)
    assert due() == []


def test_a_date_that_is_changed_past_the_editor_is_seen_by_the_command(admin: Client) -> None:
    read_again(admin, TODAY)
    send()
    type(the_vision()).objects.update(review_on=None)
    send()
    assert due() == []


def test_a_page_that_is_not_public_is_not_to_be_read_again(admin: Client) -> None:
    read_again(admin, TODAY)
    send()
    the_vision().unpublish()
    assert due() == []
    send()
    assert due() == []


def test_english_without_a_source_has_a_date_of_its_own(admin: Client) -> None:
    index = NewsIndexPage.objects.get(locale__language_code="en")
    page = NewsPage(title="For partners", slug="for-partners", locale=index.locale)
    page.owner, page.review_on = User.objects.get(username="godkannare"), TODAY
    index.add_child(instance=page)
    page.save_revision().publish()
    send()
    assert due() == ["godkannare"]
    assert Notice.objects.get().page_id == page.pk


def test_a_page_without_owner_and_editor_is_named() -> None:
    type(the_vision()).objects.update(review_on=TODAY)
    assert "without anybody to tell: Sammanfattande vision" in send()
    assert due() == []
