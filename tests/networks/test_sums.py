"""What does not add up in a project is pointed out, saved or imported, and never refused."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from networks.models import ProjectPage, ProjectPartner
from records.models import Organisation
from tests.forms import get_form
from tests.networks.importing import answer, counts, hand_in, project, the_first, write

pytestmark = pytest.mark.any_database


def warned(client: Client, page: ProjectPage, changes: dict[str, str]) -> list[str]:
    """What the editor is told after a draft was saved with these changes."""
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    fields = {**get_form(client, url), **{name: [value] for name, value in changes.items()}}
    response = client.post(url, fields, follow=True)
    html = BeautifulSoup(response.content, "html.parser")
    return [" ".join(m.get_text(" ").split()) for m in html.select(".messages .warning")]


def row_of(page: ProjectPage, code: str) -> int:
    codes = [row.organisation.code for row in page.partners.all()]
    return codes.index(code)


SAID = {
    "sv": [
        "Exempelstaden står mer än en gång bland partnerna.",
        "Stadens andel är 140 000 euro, men bland partnerna bidrar den med 150 000 euro.",
        "Stadens roll är ”Tredje part”, men bland partnerna är den ”Projektpartner”.",
    ],
    "en": [
        "Example City is among the partners more than once.",
        "The city's share is 140,000 euros, but among the partners it contributes 150,000 euros.",
        "The city's role is “Third party”, but among the partners it is “Project partner”.",
    ],
}


@pytest.mark.parametrize("language", SAID)
def test_what_contradicts_the_partners_is_pointed_out(admin: Client, language: str) -> None:
    user = User.objects.get(username="admin")
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})
    page = project("EX-HARBOUR")
    assert warned(admin, page, {}) == []
    city = Organisation.objects.get(code="example-city").pk
    other = row_of(page, "example-university")
    changes = {
        "city_share": "140000",
        "city_role": "third-party",
        f"partners-{other}-organisation": str(city),
    }
    assert [text.replace("\xa0", " ") for text in warned(admin, page, changes)] == SAID[language]
    # Pointed out, and saved all the same.
    page = project("EX-HARBOUR")
    assert (page.city_role, page.city_share) == ("third-party", 140_000)


BUDGET, OWN = 600_000, "den totala budgeten är 600 000 euro."
ODD = [
    # What is known exceeds the budget although one partner's amount is not known.
    (
        {"city_share": "700000", "partners-0-contribution": "1"},
        f"Partnernas andelar och stadens del blir 700 001 euro, {OWN}",
    ),
    ({"city_role": "lead"}, "Staden är samordnande partner"),
    ({"partners-0-left_on": "1990-01-01"}, "lämnade före projektets början"),
    ({"partners-0-left_on": "2190-01-01"}, "lämnade efter projektets slut"),
    ({"budget": "", "city_share": ""}, "men ingen total budget"),
    ({"budget": "", "grant": ""}, "men ingen total budget"),
    ({"grant": "600001"}, "Bidraget på 600 001 euro är större än den totala budgeten"),
]


@pytest.mark.parametrize(("changes", "words"), ODD)
def test_more_that_does_not_add_up_is_pointed_out_and_saved(
    admin: Client, changes: dict[str, str], words: str
) -> None:
    page = project("EX-HARBOUR")
    page.budget, page.grant, page.city_share, page.city_role = BUDGET, 100_000, 100_000, "partner"
    city, other = Organisation.objects.get(code="vasteras"), page.partners.first().organisation
    page.partners = [
        ProjectPartner(organisation=other, role="lead"),
        ProjectPartner(organisation=city, role="partner"),
    ]
    page.save_revision().publish()
    told = " ".join(warned(admin, page, {})).replace("\xa0", " ")
    assert words not in told
    told = " ".join(warned(admin, page, changes)).replace("\xa0", " ")
    assert words in told
    if grant := changes.get("grant"):
        assert project("EX-HARBOUR").grant == int(grant)


PARTNERS = (
    "projectID;organisationID;name;country;role;totalCost\n"
    "1;999900001;INVENTED UNIVERSITY;EL;{university};600000\n"
    "1;999900002;VASTERAS STAD;SE;{city};300000\n"
)
FILES = {"project.csv": "id;acronym;title;totalCost\n1;EXROLE;Invented roles;1000000\n"}


def partners(**roles: str) -> str:
    return PARTNERS.format(**{"university": "participant", "city": "participant", **roles})


def row(dry_run: Any) -> Any:
    return dry_run.context["dry_run"].rows[0]


def test_an_import_points_it_out_too_and_says_what_the_city_is(admin: Client) -> None:
    files = FILES | {"organization.csv": partners(city="coordinator")}
    dry_run = answer(admin, hand_in(admin, "cordis", **files), the_first)
    assert counts(dry_run) == {"NEW": 1}
    (said,) = [text.replace("\xa0", " ") for _label, text in row(dry_run).warnings]
    assert "900 000 euro" in said
    assert "1 000 000 euro" in said
    html = dry_run.content.decode()
    assert said in html.replace("&nbsp;", " ").replace("\xa0", " ")
    write(admin, dry_run)
    page = project("EXROLE")
    assert page.city_role == "lead"
    fact = page.imported_facts.get(field="city_role")
    assert (fact.value, fact.source) == ("lead", "cordis")
    assert counts(hand_in(admin, "cordis", **files)) == {"UNCHANGED": 1}
    # What the source changes is changed.
    files["organization.csv"] = partners()
    dry_run = hand_in(admin, "cordis", **files)
    shown = {change.name: change.shown_after for change in row(dry_run).changes}
    assert shown == {"city_role": "Projektpartner", "partner.vasteras": "Projektpartner"}
    write(admin, dry_run)
    # What an editor has given stays.
    page = project("EXROLE")
    assert page.city_role == "partner"
    page.city_role = "associated"
    page.save_revision()
    files["organization.csv"] = partners(city="coordinator")
    dry_run = hand_in(admin, "cordis", **files)
    assert [change.name for change in row(dry_run).changes] == ["partner.vasteras"]
    assert "Associerad partner" in dry_run.content.decode()
    write(admin, dry_run)
    assert project("EXROLE").city_role == "associated"


def test_what_is_chosen_from_a_list_is_shown_by_its_label(admin: Client) -> None:
    own = (
        "acronym;title;state;city_role;partner_name;partner_role\n"
        "EXNO;Nej;rejected;lead;Bolaget;partner\n"
    )
    dry_run = hand_in(admin, "csv", **{"own.csv": own})
    page = BeautifulSoup(dry_run.content, "html.parser")
    shown = {dt.get_text(): dt.find_next("dd").get_text(strip=True) for dt in page.select("dt")}  # type: ignore[union-attr]
    assert shown["Läge"] == "Avslaget"
    assert shown["Stadens roll"] == "Samordnande partner"
    assert shown["Bolaget: roll"] == "Projektpartner"
    write(admin, dry_run)
    report = admin.get(reverse("imported_facts"), {"page": project("EXNO").pk}).content.decode()
    assert "Avslaget" in report
    page_with_role = project("EXNO")
    page_with_role.state = "applied"
    page_with_role.save_revision()
    dry_run = hand_in(admin, "csv", **{"own.csv": own})
    (kept,) = row(dry_run).kept
    assert (kept.shown_ours, kept.shown_theirs) == ("Sökt", "Avslaget")
    assert "Avslaget" in dry_run.content.decode()
