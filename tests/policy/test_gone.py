"""A published address never dies: what was public once is explained, and read as of its days."""

import datetime as dt
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.move_page import MovePageAction
from wagtail.models import Page, PageViewRestriction

from home.models import NewsPage
from policy.gone import note_missing_addresses
from policy.models import ActionPlanPage, ActivityPage, GoneAddress, PublicVersion, VisionPage
from tests.bilingual.test_traps import english
from tests.bilingual.translating import new_news
from tests.policy.test_history import at, rewrite
from tests.policy.test_reports import the

TODAY = timezone.localdate()


@pytest.fixture
def commits(django_capture_on_commit_callbacks: Any) -> Any:
    """What waits for the end of a transaction is done when the block ends."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def plan() -> ActionPlanPage:
    """The demo plan, as if all had been published on the first day of 2006."""
    PublicVersion.objects.update(public_from=at(2006, 1, 1))
    return ActionPlanPage.objects.get(slug="2006-2007", locale__language_code="sv")


def since(page: Page, *day: int) -> None:
    """As if the page had been taken away on that day."""
    keys = [page.translation_key]
    PublicVersion.objects.filter(key__in=keys).exclude(public_to=None).update(public_to=at(*day))
    GoneAddress.objects.filter(key__in=keys).update(public_to=at(*day))


def gone(address: str, client: Client | None = None, **query: str) -> BeautifulSoup:
    """The explanation at the address."""
    response = (client or Client()).get(address, query)
    assert response.status_code == 410, (address, response.status_code)
    soup = BeautifulSoup(response.content, "html.parser")
    assert soup.select_one('meta[name="robots"]')["content"] == "noindex"  # type: ignore[index]
    return soup


def words(soup: BeautifulSoup) -> str:
    return " ".join(soup.select_one("main").get_text(" ").split())  # type: ignore[union-attr]


@pytest.mark.parametrize("how", ["delete", "unpublish"])
def test_an_activity_that_is_gone_is_explained_in_the_readers_language(
    plan: ActionPlanPage, admin: Client, how: str
) -> None:
    page, translated = the("P3"), english(the("P3"))
    # As an editor does it; English first, as the screen for it is the page's own.
    for one in (translated, page):
        admin.post(reverse(f"wagtailadmin_pages:{how}", args=[one.pk]))
    assert not ActivityPage.objects.live().filter(translation_key=page.translation_key).exists()
    since(page, 2006, 5, 12)
    ways_on: set[str] = set()
    for own, day, above, kind in (
        (page, "12 maj 2006", plan, "Aktivitet P3"),
        (translated, "12 May 2006", english(plan), "Activity P3"),
    ):
        for client in (Client(), admin):
            soup = gone(own.url, client)
            assert soup.h1.get_text(strip=True) == own.title
            assert day in words(soup)
            assert kind in words(soup)
            assert soup.select_one(f'main a[href="{above.url}"]')
            (last,) = soup.select("main a[href*=as-of]")
            assert last["href"] == f"{own.url}?as-of=2006-05-11"
            then = client.get(str(last["href"]))
            assert then.status_code == 200
            assert then.headers["X-Robots-Tag"] == "noindex"
            seen = BeautifulSoup(then.content, "html.parser")
            assert own.title in words(seen)
            ways_on |= {
                str(link["href"])
                for link in seen.select(
                    "main a[href^='/'], nav.breadcrumb a, .site-header__tools a"
                )
            }
        other = translated if own is page else page
        assert soup.select_one(f'.site-header a[hreflang][href="{other.url}"]')
        # On no day but those.
        gone(own.url, **{"as-of": "2006-05-12"})
        gone(own.url, **{"as-of": "2005-12-31"})
        gone(own.url, **{"as-of": "nonsense"})
        assert Client().head(own.url).status_code == 410
    # Each way on from there is one.
    for address in ways_on:
        assert Client().get(address).status_code in (200, 410), address
    assert "aktivitet-som-aldrig" not in page.url
    assert Client().get(f"{plan.url}aktivitet-som-aldrig-fanns/").status_code == 404


@pytest.mark.parametrize("how", ["delete", "unpublish"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_plan_that_is_gone_is_read_as_of_its_days(
    plan: ActionPlanPage, how: str, language: str
) -> None:
    here = plan if language == "sv" else english(plan)
    area = here.areas.first()
    activity = ActivityPage.objects.child_of(here).live().first()
    before = Client().get(here.url, {"as-of": "2006-04-30"}).content.decode()
    matrix = Client().get(here.matrix_url, {"as-of": "2006-04-30"}).content.decode()
    assert area.title in before
    for page in (*plan.get_translations(), plan):
        getattr(page.specific, how)()
    since(plan, 2006, 5, 12)
    addresses = [here.url, here.matrix_url, f"{here.matrix_url.rstrip('/')}.csv"]
    for address in addresses:
        assert here.title in words(gone(address)), address
        assert Client().get(address, {"as-of": "2006-04-30"}).status_code == 200
    for address, was in ((here.url, before), (here.matrix_url, matrix)):
        then = Client().get(address, {"as-of": "2006-04-30"}).content.decode()
        # The same areas and activities; what leads here from elsewhere is told as of today.
        both = (BeautifulSoup(html, "html.parser").select(".area, .matrix") for html in (then, was))
        now, earlier = ([" ".join(part.get_text(" ").split()) for part in found] for found in both)
        assert now == earlier
        assert now
    if how == "delete":
        # Its activities went with it.
        seen = Client().get(activity.url, {"as-of": "2006-04-30"}).content.decode()
        assert here.title in seen
        assert area.title in seen
        gone(activity.url)


def test_every_page_of_the_policy_whose_history_is_kept(plan: ActionPlanPage) -> None:
    vision = VisionPage.objects.get(locale=plan.locale)
    vision.unpublish()
    since(vision, 2006, 5, 12)
    assert vision.title in words(gone(vision.url))
    assert vision.title in Client().get(vision.url, {"as-of": "2006-05-11"}).content.decode()


def test_what_was_never_public_is_not_found(plan: ActionPlanPage) -> None:
    draft = ActivityPage(
        title="Utkast", reference="T1", live=False, area=plan.areas.first(), locale=plan.locale
    )
    plan.add_child(instance=draft)
    address = draft.url
    assert Client().get(address).status_code == 404
    draft.delete()
    assert Client().get(address).status_code == 404
    hidden = ActivityPage(
        title="Dold", reference="T2", live=False, area=plan.areas.first(), locale=plan.locale
    )
    ActionPlanPage.objects.get(pk=plan.pk).add_child(instance=hidden)
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    hidden.save_revision().publish()
    address = hidden.url
    ActivityPage.objects.get(pk=hidden.pk).delete()
    assert Client().get(address).status_code == 404


@pytest.mark.parametrize("how", ["delete", "unpublish"])
def test_what_lies_in_a_restricted_section_is_not_named(plan: ActionPlanPage, how: str) -> None:
    page = the("P3")
    getattr(page, how)()
    gone(page.url)
    # The section is closed afterwards, or one above it.
    for above in (plan, plan.get_parent()):
        restriction = PageViewRestriction.objects.create(page=above, restriction_type="login")
        for query in ({}, {"as-of": "2006-04-30"}):
            response = Client().get(page.url, query)
            assert response.status_code == 404
            assert page.title not in response.content.decode()
        restriction.delete()
    gone(page.url)
    if how == "unpublish":
        PageViewRestriction.objects.create(page=page, restriction_type="login")
        assert Client().get(page.url).status_code == 404


def test_addresses_that_led_to_it_are_explained_too(plan: ActionPlanPage, commits: Any) -> None:
    page = the("P3")
    old = page.url
    page.slug = "nytt-namn"
    with commits():
        page.save_revision().publish()
    fresh = the("P3").url
    assert Client().get(old).headers["Location"] == fresh
    # So is one that came about by a change of what lies above.
    plan.slug = "ny-plan"
    with commits():
        plan.save_revision().publish()
    moved = the("P3")
    assert moved.url != fresh
    assert Client().get(fresh).headers["Location"] == moved.url
    moved.delete()
    for address in (old, fresh, moved.url):
        assert page.title in words(gone(address)), address


def test_an_address_of_something_new_or_public_again(plan: ActionPlanPage) -> None:
    page = the("P3")
    old, slug = page.url, page.slug
    page.unpublish()
    gone(old)
    since(page, 2006, 5, 12)
    the("P3").save_revision().publish()
    assert Client().get(old).status_code == 200
    # The history says itself when the page was not there.
    assert Client().get(old, {"as-of": "2006-05-20"}).status_code == 404
    assert Client().get(old, {"as-of": "2006-04-30"}).status_code == 200
    the("P3").unpublish()
    page = the("P3")
    page.slug = "tillbaka"
    page.save_revision().publish()
    response = Client().get(old, {"as-of": "2006-04-30"})
    assert response.status_code == 301
    assert response.headers["Location"] == f"{the('P3').url}?as-of=2006-04-30"
    other = ActivityPage(
        title="Annan", reference="T1", slug=slug, area=plan.areas.first(), locale=plan.locale
    )
    plan.add_child(instance=other)
    assert "Annan" in Client().get(old).content.decode()


def test_an_activity_that_was_moved_is_read_in_the_plan_of_the_day(plan: ActionPlanPage) -> None:
    page = the("P3")
    other = ActionPlanPage.objects.filter(locale=plan.locale).exclude(pk=plan.pk).first()
    MovePageAction(page, other, pos="last-child").execute(skip_permission_checks=True)
    versions = PublicVersion.objects.filter(key=page.translation_key)
    versions.exclude(public_to=None).update(public_to=at(2006, 5, 1))
    versions.filter(public_to=None).update(public_from=at(2006, 5, 1))
    page = the("P3")
    page.delete()
    since(page, 2006, 6, 1)
    versions.filter(parent_key=plan.translation_key).update(public_to=at(2006, 5, 1))
    for day, stood_in in (("2006-04-30", plan), ("2006-05-31", other)):
        soup = BeautifulSoup(Client().get(page.url, {"as-of": day}).content, "html.parser")
        facts = soup.select_one(".facts")
        assert facts is not None
        assert stood_in.title in facts.get_text()
    assert gone(page.url).select_one(f'main a[href="{other.url}"]')


def test_a_page_that_led_on_to_what_is_gone_now(plan: ActionPlanPage) -> None:
    page, into = the("P3"), the("P4")
    rewrite(
        page, at(2006, 4, 1), continued_in=into, continued_how="merged",
        continued_on=dt.date(2006, 4, 1),
    )  # fmt: skip
    rewrite(the("P3"), at(2006, 5, 1), continued_in=None, continued_how="", continued_on=None)
    the("P4").delete()
    assert Client().get(page.url, {"as-of": "2006-04-15"}).status_code == 200


def test_other_pages_are_explained_without_their_words(plan: ActionPlanPage) -> None:
    page = new_news(title="Nyheten om någon", slug="om-nagon")
    page.save_revision().publish()
    address, index = page.url, page.get_parent()
    assert Client().get(address).status_code == 200
    NewsPage.objects.get(pk=page.pk).delete()
    soup = gone(address)
    assert "Nyheten om någon" not in str(soup)
    assert soup.h1.get_text(strip=True) == "Inte längre offentlig"
    assert "Nyhet" in words(soup)
    assert soup.select_one(f'main a[href="{index.url}"]')
    gone(address, **{"as-of": str(TODAY)})


@pytest.mark.parametrize("how", ["unpublish", "delete"])
def test_an_english_page_that_is_gone_leads_to_the_swedish(plan: ActionPlanPage, how: str) -> None:
    page, translated = the("P3"), english(the("P3"))
    getattr(translated, how)()
    assert gone(translated.url).select_one(f'main a[href="{page.url}"][hreflang="sv"]')
    assert Client().get(translated.url, {"as-of": "2006-04-30"}).status_code == 200


def test_an_english_page_is_explained_also_when_only_swedish_is_public_again(
    plan: ActionPlanPage,
) -> None:
    page, translated = the("P3"), english(the("P3"))
    for one in (translated, page):
        one.unpublish()
    the("P3").save_revision().publish()
    assert not english(the("P3")).live
    assert Client().get(page.url).status_code == 200
    soup = gone(translated.url)
    assert soup.select_one(f'main a[href="{page.url}"][hreflang="sv"]')
    assert soup.select_one(f'.site-header a[hreflang="sv"][href="{page.url}"]')
    english(the("P3")).save_revision().publish()
    assert Client().get(translated.url).status_code == 200


def test_what_went_before_addresses_were_noted(plan: ActionPlanPage) -> None:
    page = the("P3")
    page.delete()
    noted = set(GoneAddress.objects.values_list("key", "language"))
    GoneAddress.objects.all().delete()
    assert Client().get(page.url).status_code == 404
    assert note_missing_addresses() == len(noted)
    gone(page.url)
    assert note_missing_addresses() == 0


def test_the_addresses_that_the_data_give_of_a_day_answer(plan: ActionPlanPage) -> None:
    page = the("P3")
    page.delete()
    since(page, 2006, 5, 12)
    answer = Client().get(f"/api/data/v1/activities/{page.translation_key}?as-of=2006-04-30").json()
    address = answer["url"]["sv"]
    assert address.endswith(page.url)
    assert Client().get(address, {"as-of": "2006-04-30"}).status_code == 200
    gone(address)
