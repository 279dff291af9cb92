"""What has been done together with a twin town: from everywhere, each once, in time's order."""

import datetime as dt
from typing import Any

from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from home.models import EventPage, NewsPage
from home.models.event import EventRelatedPage
from networks.models import NetworkPage, PartnerRegionPage, ProjectPage, Together, TwinTownPage
from policy.models import ActivityPage
from records.models import Organisation
from tests.bilingual.test_traps import english

DAY = dt.timedelta(days=1)


def swedish(model: Any, **kwargs: Any) -> Any:
    return model.objects.filter(locale__language_code="sv", **kwargs).order_by("path").first()


def read(page: Any) -> BeautifulSoup:
    return BeautifulSoup(Client().get(page.url).content, "html.parser")


def told(page: Any) -> list[str]:
    return [" ".join(item.get_text(" ").split()) for item in read(page).select(".timeline li")]


def about_the_town(event: EventPage, town: TwinTownPage, days: int) -> EventPage:
    event.starts_at = timezone.now() + days * DAY
    event.ends_at, event.repeats, event.repeats_until = event.starts_at, "", None
    event.sign_up_deadline = None
    event.related_pages = [EventRelatedPage(related=town)]
    event.save_revision().publish()
    return event


def test_all_that_refers_to_the_town_is_told_once_in_the_order_of_time() -> None:
    town = swedish(TwinTownPage, slug="kassel")
    news = swedish(NewsPage, slug="elever-fran-kassel-pa-besok-i-vasteras")
    past, coming = EventPage.objects.filter(locale__language_code="sv").order_by("path")[:2]
    past, coming = about_the_town(past, town, -30), about_the_town(coming, town, 30)
    Organisation.objects.filter(code="example-city").update(town="Kassel", country="DE")
    project = swedish(ProjectPage, acronym="EX-CARE")
    later = swedish(ProjectPage, acronym="EX-DIALOGUE")
    later.starts_on, later.ends_on = dt.date(2190, 1, 1), None
    later.save_revision().publish()
    begun, planned = ActivityPage.objects.filter(
        locale__language_code="sv", starts_on__isnull=False, ends_on__lte=timezone.localdate()
    ).order_by("path")[:2]
    for activity in (begun, planned):
        activity.twin_towns = [town]
    planned.starts_on, planned.ends_on = dt.date(2190, 1, 1), dt.date(2190, 12, 31)
    begun.save_revision().publish()
    planned.save_revision().publish()
    found = told(town)
    assert found[0] == "1972 Kassel och Västerås blir vänorter."
    for page in (news, past, project, begun):
        assert len([item for item in found if page.title in item]) == 1, page.title
    for page in (coming, later, planned):
        assert not [item for item in found if page.title in item], page.title
    days = [int(item.split(" ·")[0].split()[-1]) for item in found[1:]]
    assert days == sorted(days)
    # The page names each once, what lies ahead below what has been.
    soup = read(town)
    for page in (news, past, coming, begun, planned):
        assert len(soup.select(f'main a[href="{page.url}"]')) == 1, page.title
    assert not soup.select(f'main a[href="{later.url}"]')
    there = english(town)
    assert any(english(past).title in item for item in told(there))
    assert any("Project starts" in item for item in told(there))


def test_what_the_town_itself_tells_of_is_not_told_again() -> None:
    town = swedish(TwinTownPage, slug="kassel")
    news = swedish(NewsPage, slug="elever-fran-kassel-pa-besok-i-vasteras")
    town.together.add(
        Together(happened_on=news.date, title="En skolklass är här.", page_link=news.page_ptr)
    )
    town.save_revision().publish()
    assert [item for item in told(town) if news.title in item] == [
        f"2026 En skolklass är här. {news.title}"
    ]


def test_a_networks_seat_leads_to_its_country() -> None:
    network = english(swedish(NetworkPage, country="BE"))
    assert read(network).select_one('.fact a[href="/en/countries/be/"]')
    # Our own country has no page.
    assert not read(swedish(NetworkPage, country="SE")).select(".fact a[href*='/lander/']")


def test_a_project_names_the_places_that_it_is_done_with_and_they_show_it() -> None:
    town, region = swedish(TwinTownPage, slug="lahti"), swedish(PartnerRegionPage, slug="parnu-lan")
    project = swedish(ProjectPage, acronym="EX-CARE")
    assert not [item for item in told(town) if project.title in item]
    project.twin_towns, project.partner_regions = [town], [region]
    project.save_revision().publish()
    assert len([item for item in told(town) if project.title in item]) == 1
    for page, places in (
        (project, (town, region)),
        (english(project), map(english, (town, region))),
    ):
        for place in places:
            assert read(page).select(f'.facts a[href="{place.url}"]'), (page.title, place.title)
    for place, version in ((region, project), (english(region), english(project))):
        assert read(place).select(f'#projects-here ~ ul a[href="{version.url}"]')
    facts = Client().get("/api/data/v1/projects").json()
    (told_of,) = [one for one in facts["items"] if one["title"]["sv"] == project.title]
    assert [place["title"]["sv"] for place in told_of["twin_towns"]] == [town.title]
    project.state = "rejected"
    project.save_revision().publish()
    assert not [item for item in told(town) if project.title in item]
