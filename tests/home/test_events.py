"""Events: their calendar file and their rules."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from home.cards import event_card
from home.models import EventPage

pytestmark = pytest.mark.any_database


def an_event(language: str = "sv") -> EventPage:
    return EventPage.objects.filter(locale__language_code=language).first()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_calendar_file_says_what_the_page_says(language: str) -> None:
    event = an_event(language)
    response = Client().get(event.calendar_url)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    (entry,) = Calendar.from_ical(response.content).walk("VEVENT")
    assert entry["summary"] == event.title
    assert entry["location"] == event.place
    assert entry.decoded("dtstart") == event.starts_at
    assert entry.decoded("dtend") == event.ends_at
    assert entry["status"] == "CONFIRMED"
    assert str(entry["url"]).endswith(event.url)


def test_the_same_event_has_one_uid_in_both_languages_together() -> None:
    uids = {
        str(
            next(iter(Calendar.from_ical(Client().get(e.calendar_url).content).walk("VEVENT")))[
                "uid"
            ]
        )
        for e in EventPage.objects.filter(translation_key=an_event().translation_key)
    }
    assert len(uids) == 1


def test_a_cancelled_event_is_cancelled_in_the_calendar() -> None:
    event = an_event()
    event.is_cancelled = True
    event.save()
    assert b"STATUS:CANCELLED" in Client().get(event.calendar_url).content


def test_an_event_that_ends_before_it_starts_is_refused() -> None:
    event = an_event()
    event.ends_at = event.starts_at - timedelta(hours=1)
    with pytest.raises(ValidationError) as error:
        event.full_clean()
    assert "ends_at" in error.value.message_dict


def test_after_the_last_day_sign_up_is_closed() -> None:
    event = an_event()
    today = timezone.localdate()
    event.starts_at = timezone.now() + timedelta(days=30)
    event.ends_at = event.starts_at + timedelta(hours=1)
    event.sign_up_address = "https://anmalan.example/"
    for deadline, is_open in ((today, True), (today - timedelta(days=1), False)):
        event.sign_up_deadline = deadline
        event.save_revision().publish()
        html = Client().get(event.url).content.decode()
        assert ("https://anmalan.example/" in html) is is_open
        assert ("Anmälan är stängd." in html) is not is_open
        said = [str(fact.value) for fact in event_card(event).facts]
        assert ("Anmälan är stängd." in str(said)) is not is_open


def test_a_deadline_after_the_beginning_is_refused() -> None:
    event = an_event()
    event.sign_up_deadline = (event.starts_at + timedelta(days=1)).date()
    with pytest.raises(ValidationError) as error:
        event.full_clean()
    assert "sign_up_deadline" in error.value.message_dict
