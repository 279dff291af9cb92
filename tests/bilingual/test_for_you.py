"""The start page shows a user's own notices, each with what can be done, and takes them as read."""

from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from bilingual.models import Notice
from tests.bilingual.test_staleness import the_vision
from tests.bilingual.test_swedish_admin import english_on
from tests.bilingual.test_traps import NEW, english, publish

pytestmark = pytest.mark.any_database

READ = reverse("read_notices")


@pytest.fixture
def translator(log_in: Any) -> Client:
    return log_in("oversattare")


def start_page(client: Client) -> str:
    response = client.get(reverse("wagtailadmin_home"))
    assert response.status_code == 200
    return response.content.decode()


def panel(client: Client) -> Tag | None:
    return BeautifulSoup(start_page(client), "html.parser").select_one(
        "section[aria-labelledby=for-you]"
    )


def lines(client: Client) -> list[str]:
    section = panel(client)
    items = section.select("li") if section else []
    return [" ".join(item.get_text().split()) for item in items]


def links(client: Client) -> list[str]:
    section = panel(client)
    return [str(link["href"]) for link in section.select("li a")] if section else []


def notices_for(username: str, number: int, kind: str = Notice.Kind.SOURCE_CHANGED) -> list[Notice]:
    user = User.objects.get(username=username)
    pages = Page.objects.filter(locale__language_code="sv", depth__gt=1).order_by("pk")[:number]
    assert len(pages) == number
    return [
        Notice.objects.create(user=user, page=page, kind=kind, changed=number) for page in pages
    ]


def test_who_has_nothing_to_read_sees_no_panel(translator: Client) -> None:
    assert panel(translator) is None


def test_the_translator_is_led_to_the_translation(admin: Client, translator: Client) -> None:
    publish(admin, the_vision(), vision=NEW)
    (line,) = lines(translator)
    assert line.startswith(
        "Sammanfattande vision: 1 text har ändrats på svenska sedan översättningen."
    )
    assert links(translator) == [
        reverse("wagtailadmin_pages:edit", args=[english(the_vision()).pk])
    ]
    html = start_page(translator)
    assert "Till dig" in html
    assert english_on(html) == []


def test_each_kind_is_in_swedish_and_leads_somewhere(admin: Client) -> None:
    user, vision = User.objects.get(username="admin"), the_vision()
    today = timezone.localdate()
    for kind in Notice.Kind:
        Notice.objects.create(user=user, page=vision, kind=kind, changed=2, review_on=today)
    html = start_page(admin)
    assert english_on(html) == []
    for words in ("2 texter har ändrats", "är publicerad", "Skulle granskas senast"):
        assert words in html
    assert english(vision).url in links(admin)
    for link in links(admin):
        assert admin.get(link).status_code == 200


def test_one_is_marked_as_read(translator: Client) -> None:
    first, second = notices_for("oversattare", 2)
    reply = translator.post(READ, {"notice": first.pk}, follow=True)
    assert reply.redirect_chain == [(reverse("wagtailadmin_home"), 302)]
    assert len(lines(translator)) == 1
    assert lines(translator)[0].startswith(second.page.title)


def test_ten_are_shown_and_the_others_follow_when_they_are_read(translator: Client) -> None:
    notices_for("oversattare", 13)
    section = panel(translator)
    assert section is not None
    assert len(section.select("li")) == 10
    assert "Och 3 till" in section.get_text()
    form = section.select("form")[1]
    shown = [field["value"] for field in form.select("input[name=notice]")]
    translator.post(form["action"], {"notice": shown})
    assert len(lines(translator)) == 3
    assert "till, när dessa är lästa" not in start_page(translator)


def test_only_ones_own_can_be_marked(translator: Client) -> None:
    (own,), (other,) = notices_for("oversattare", 1), notices_for("admin", 1)
    for asked in ([other.pk], [own.pk, other.pk], [], [""], ["x"], ["9" * 40], [-1], ["²"]):
        assert translator.post(READ, {"notice": asked}).status_code == 404
    assert not Notice.objects.exclude(read_at=None).exists()
    assert translator.get(READ).status_code == 405
    assert Client().post(READ, {"notice": own.pk}).status_code == 302
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(own.user)
    assert strict.post(READ, {"notice": own.pk}).status_code == 403
    assert not Notice.objects.exclude(read_at=None).exists()


def test_a_page_that_may_not_be_edited_any_more_is_not_shown(translator: Client) -> None:
    notices_for("oversattare", 2)
    notices_for("oversattare", 1, Notice.Kind.TRANSLATION_LANDED)  # needs rights to Swedish
    assert len(lines(translator)) == 2
    assert all("har ändrats" in line for line in lines(translator))
    user = User.objects.get(username="oversattare")
    user.groups.set(Group.objects.filter(name="Skribenter"))
    (line,) = lines(translator)
    assert "är publicerad" in line


def test_the_number_of_queries_does_not_grow(translator: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            start_page(translator)
        return len(captured)

    notices_for("oversattare", 2)
    start_page(translator)
    few = queries()
    Notice.objects.all().delete()
    notices_for("oversattare", 40)
    assert queries() <= few + 1  # the number of those that are not shown
