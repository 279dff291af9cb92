"""Numbers and days as nobody should enter them: an error at the field, or pages that work."""

from dataclasses import dataclass
from typing import Any

import pytest
from django import forms
from django.apps import apps
from django.test import Client

from policy.models import ActivityPage
from tests.forms import errors_in, form_fields
from tests.policy.reporting import running_plan
from tests.site.page_types import PAGE_TYPES
from tests.site.test_page_types import add_url, filled_in

pytestmark = pytest.mark.any_database

NUMBERS = ["-1", "0", "5", "20266", "99999", "9" * 30]
DAYS = ["0001-01-01", "9999-12-31"]
# Pages that read what others have entered.
OVERVIEWS = [
    "/",
    "/evenemang/kalender.ics",
    "/handlingsplan/",
    "/handlingsplan/2006-2007/",
    "/handlingsplan/2006-2007/matris/?columns=quarter",
    "/internationell-policy/beslut/",
    "/natverk/",
    "/projekt/",
    "/vanorter/",
    "/vanorter/historia/",
    "/api/data/v1/activities",
    "/api/data/v1/projects",
    "/admin/reports/follow-up/",
]


@dataclass
class Blank:
    """A page type's form with the least that it asks for, and what of it takes which kind."""

    url: str
    whole: dict[str, Any]
    numbers: list[str]
    days: list[str]
    moments: list[str]


# Opened once: all tests begin with the same content.
BLANKS: dict[str, Blank] = {}


def sent_of(form: Any, kind: type[forms.Field]) -> list[str]:
    """The names by which the form, and a first row of each kind, send fields of a kind."""
    named = list(form.fields.items())
    for formset in form.formsets.values():
        row = formset.empty_form.fields.items()
        named += [(f"{formset.prefix}-0-{name}", field) for name, field in row if name != "ORDER"]
    return [name for name, field in named if isinstance(field, kind)]


def blank(admin: Client, label: str) -> Blank:
    if label not in BLANKS:
        url = add_url(label)
        form = admin.get(url).context["form"]
        # When a page is published is no fact of it.
        moments = [name for name in sent_of(form, forms.DateTimeField) if "go_live" not in name]
        numbers, days = sent_of(form, forms.IntegerField), sent_of(form, forms.DateField)
        BLANKS[label] = Blank(url, filled_in(admin, url, label), numbers, days, moments)
    return BLANKS[label]


def published(admin: Client, label: str, names: list[str], value: str) -> Any:
    """The page that is published with the value in all these fields; None where there are none, or
    where it is refused with an error at a field.
    """
    if not names:
        return None
    form = blank(admin, label)
    change = {**dict.fromkeys(names, value), "slug": f"yttersta-{value}-{names[0].lower()}"}
    answer = admin.post(form.url, {**form.whole, **change, "action-publish": "1"})
    if answer.status_code == 200:
        assert errors_in(answer.content.decode()), change
        return None
    page = apps.get_model(label).objects.get(slug=change["slug"])
    assert admin.get(page.url).status_code == 200, (page.url, change)
    return page


@pytest.mark.parametrize("label", PAGE_TYPES)
def test_every_number_of_every_page_type(admin: Client, label: str) -> None:
    for number in NUMBERS:
        if page := published(admin, label, blank(admin, label).numbers, number):
            page.delete()


@pytest.mark.parametrize("day", DAYS)
def test_every_day_of_every_page_type(admin: Client, day: str) -> None:
    made = []
    for label in PAGE_TYPES:
        for names in (blank(admin, label).days, blank(admin, label).moments):
            made.append(published(admin, label, names, day))
    assert len(list(filter(None, made))) >= 5
    for address in OVERVIEWS:
        assert admin.get(address).status_code == 200, address


@pytest.mark.parametrize(
    "change",
    [{"year": year} for year in NUMBERS]
    + [{"quarter": number} for number in NUMBERS]
    + [{"year": "20266", "quarter": "5", "read_on": "2006-07-01"}],
)
def test_a_report_on_no_quarter_is_refused_and_nothing_is_lost(
    admin: Client, change: dict[str, str]
) -> None:
    url = add_url("policy.QuarterlyReportPage")
    whole = filled_in(admin, url, "policy.QuarterlyReportPage")
    words = {"title": "Rapporten", "foreword": "Ett bra kvartal."}
    answer = admin.post(url, {**whole, **words, **change})
    assert answer.status_code == 200
    assert set(answer.context["form"].errors) == set(change) - {"read_on"}
    fields = form_fields(answer.content.decode())
    for name, value in {**words, **change}.items():
        assert fields[name] == [value]


@pytest.mark.parametrize("name", ["go_live_at", "expire_at"])
@pytest.mark.parametrize("day", DAYS)
def test_a_moment_that_no_time_zone_has_is_refused(admin: Client, name: str, day: str) -> None:
    url = add_url("networks.NetworkPage")
    answer = admin.post(
        url, {**filled_in(admin, url, "networks.NetworkPage"), name: f"{day} 10:00"}
    )
    assert answer.status_code == 200
    assert name in answer.context["form"].errors


def test_activities_at_the_ends_of_the_calendar_can_be_followed_up(admin: Client) -> None:
    plan = running_plan(starts_on="9999-11-01", ends_on="9999-12-31")
    for start, end in (("9999-12-31", None), ("0001-01-01", "0001-01-02")):
        ActivityPage.objects.child_of(plan).update(starts_on=start, ends_on=end)
        for address in ("/admin/reports/follow-up/", f"{plan.url}matris/?columns=quarter"):
            assert admin.get(address).status_code == 200, (start, address)
