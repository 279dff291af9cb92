"""No link of the chain ends in the open data."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from policy.history import record
from policy.models import ActionPlanPage, ActivityPage
from records.models import Contact, Operation
from tests.policy.test_api import ROOT, everything, get

pytestmark = pytest.mark.any_database


def activity(reference: str) -> ActivityPage:
    return ActivityPage.objects.get(reference=reference, locale__language_code="sv")


def address_of(page: Any, collection: str = "activities") -> str:
    return f"{ROOT}/{collection}/{page.translation_key}"


def test_an_activity_says_what_it_is() -> None:
    page = activity("P1")
    page.introduction = "Vad aktiviteten är."
    page.body = [("text", "<p>En <b>beskrivning</b>.</p>")]
    page.save()
    record(page)
    for query in ("", f"?as-of={dt.date.today()}"):
        found = get(f"{address_of(page)}{query}")
        assert found["introduction"]["sv"] == "Vad aktiviteten är."
        assert found["body"]["sv"] == "En beskrivning."
    (listed,) = [a for a in everything(f"{ROOT}/activities") if a["id"] == found["id"]]
    assert listed["introduction"] == found["introduction"]


def test_records_have_addresses_that_list_what_names_them() -> None:
    for a in everything(f"{ROOT}/activities"):
        for record_, filter_ in [
            (a["operation"], "operation"),
            (a["contact"], "contact"),
            *((area, "focus-area") for area in a["focus_areas"]),
            *((taking_part, "participating") for taking_part in a["taking_part"]),
        ]:
            if record_:
                own = get(record_["api"])
                named_by = [page["id"] for group in own["named_by"] for page in group["pages"]]
                assert a["id"] in named_by
                there = own["taking_part" if filter_ == "participating" else "activities"]
                assert f"?{filter_}=" in there
                assert a["id"] in [other["id"] for other in everything(there)]
    assert get(f"{ROOT}/contacts/nothing", 404)
    assert get(f"{ROOT}/operations/nothing", 404)


def test_activities_are_found_by_contact_and_by_who_takes_part() -> None:
    page, today = activity("P1"), dt.date.today()
    contact, operation = Contact.objects.first(), Operation.objects.last()
    assert contact
    assert operation
    page.contact, page.participating = contact, [operation]
    page.save()
    record(page)
    other = activity("P2")
    other.contact = None
    other.save()
    record(other)
    listed = everything(f"{ROOT}/activities")
    for day in ("", f"&as-of={today}"):
        for name, code in (("contact", contact.code), ("participating", operation.code)):
            found = everything(f"{ROOT}/activities?{name}={code}{day}")
            assert "P1" in [a["reference"] for a in found]
            rest = everything(f"{ROOT}/activities?{name}=none{day}")
            assert rest
            assert "P1" not in [a["reference"] for a in rest]
            assert len(found) < len(listed)
    before, contact.code = contact.code, "nytt-namn"
    contact.save()
    for address in (f"{ROOT}/activities?contact={before}", f"{ROOT}/contacts/{before}"):
        response = Client().get(address)
        assert response.status_code == 301
        assert "nytt-namn" in response["Location"]


def test_who_has_a_role_is_told_only_where_a_page_tells_it() -> None:
    contact = Contact.objects.create(
        code="ingens", role_sv="Ingens", role_en="Nobody's", name="Någon", email="a@b.example"
    )
    page = activity("P1")

    def told() -> list[Any]:
        (listed,) = [c for c in get(f"{ROOT}/contacts") if c["code"] == "ingens"]
        found = get(f"{ROOT}/contacts/ingens")
        return [listed["person"], listed["email"], found["person"], found["email"]]

    assert told() == [None] * 4
    ActivityPage.objects.filter(pk=page.pk).update(contact=contact)
    assert told() == ["Någon", "a@b.example"] * 2
    ActivityPage.objects.filter(pk=page.pk).update(live=False)
    assert told() == [None] * 4


def test_an_activity_names_what_it_continues_and_references_are_told() -> None:
    old, new, today = activity("P2"), activity("P1"), dt.date.today()
    old.continued_in, old.continued_how, old.continued_on = new, "merged", today
    old.save()
    record(old)
    for query in ("", f"?as-of={today}"):
        (found,) = get(f"{address_of(new)}{query}")["continues"]
        assert (found["id"], found["reference"]) == (str(old.translation_key), "P2")
        assert get(f"{address_of(old)}{query}")["continued_in"]["reference"] == "P1"
    named = [a for n in everything(f"{ROOT}/networks") for a in n["activities"]]
    assert named
    assert all(a["reference"] for a in named)


def test_what_leads_to_an_activity_leads_to_an_answer() -> None:
    assert any(n["activities"] for n in everything(f"{ROOT}/networks"))
    ActionPlanPage.objects.update(live=False)
    for collection in ("networks", "projects", "twin-towns", "partner-regions"):
        assert not any(n["activities"] for n in everything(f"{ROOT}/{collection}"))


def test_more_contacts_cost_no_more_queries() -> None:
    def cost() -> int:
        get(f"{ROOT}/contacts")
        with CaptureQueriesContext(connection) as captured:
            get(f"{ROOT}/contacts")
        return len(captured)

    before = cost()
    for number in range(20):
        Contact.objects.create(code=f"c{number}", role_sv=f"Roll {number}", role_en="Role")
    assert cost() == before


@pytest.mark.parametrize("address", ["contacts/x?a=1", "operations/x?a=1", "focus-areas/x?a=1"])
def test_unknown_parameters_are_refused(address: str) -> None:
    get(f"{ROOT}/{address}", 400)
