"""CORDIS's own ways: zeros for what is not given, and a zip with many tables."""

import json
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils.translation import gettext, override

from networks.models import ProjectPage
from tests.networks.importing import (
    CORDIS,
    DATA,
    answer,
    counts,
    hand_in,
    project,
    the_first,
    write,
)
from tests.networks.test_hard_imports import a_zip

pytestmark = pytest.mark.any_database

PROJECTS = (
    "id;acronym;title;totalCost;ecMaxContribution\n"
    "1;NOTOTAL;Invented project without a total;0;1500000\n"
    "2;NOTHING;Invented project without amounts;0.00;0\n"
    "3;ALL;Invented project with both;2000000;1500000\n"
)
PARTNERS = (
    "projectID;organisationID;name;country;role;ecContribution;totalCost\n"
    "1;999900001;INVENTED UNIVERSITY;EL;coordinator;0;0\n"
    "1;999900003;INVENTED TOWN;EE;participant;5;10.5\n"
)
# The other tables that CORDIS publishes, each with its own columns.
OTHERS = {
    "euroSciVoc": "projectID;euroSciVocCode;euroSciVocPath;euroSciVocTitle\n"
    "999000001;/23/1;/natural sciences/x;solar\n999000002;/23/2;/natural sciences/y;water\n",
    "legalBasis": "projectID;legalBasis;title\n999000001;HORIZON.2.5;Climate\n",
    "topics": "projectID;topic;title\n999000001;HORIZON-CL5-2099-D2-01-11;Roofs\n",
    "webLink": "id;projectID;physUrl;type\n1;999000001;https://example.org/roof;relatedDocument\n",
    "webItem": "language;availableLanguages;uri;title;type\n",
}


def swedish(text: str) -> str:
    with override("sv"):
        return gettext(text)


def test_zero_is_no_amount(admin: Client) -> None:
    files = {"project.csv": PROJECTS, "organization.csv": PARTNERS}
    dry_run = hand_in(admin, "cordis", **files)
    assert counts(dry_run) == {"NEW": 3}
    why = swedish("CORDIS writes 0 where it gives no amount: taken as not given.")
    notes = [row.warnings for row in dry_run.context["dry_run"].rows]
    # What else is said of them: the other amounts stand there without a budget.
    assert [text for _label, text in notes[0]][:2] == [why, f"INVENTED UNIVERSITY: {why}"]
    assert [label for label, _text in notes[1]] == ["Total budget", "Bidrag"]
    assert notes[2] == []
    assert why in dry_run.content.decode()
    write(admin, dry_run)
    amounts = {
        acronym: (project(acronym).budget, project(acronym).grant)
        for acronym in ("NOTOTAL", "NOTHING", "ALL")
    }
    assert amounts == {
        "NOTOTAL": (None, Decimal(1500000)),
        "NOTHING": (None, None),
        "ALL": (Decimal(2000000), Decimal(1500000)),
    }
    parts = [row.contribution for row in project("NOTOTAL").partners.all()]
    assert parts == [None, Decimal("10.50")]
    assert counts(hand_in(admin, "cordis", **files)) == {"UNCHANGED": 3}


def test_a_broken_table_that_is_not_needed_is_named_and_the_others_are_read(
    admin: Client,
) -> None:
    ours = {name: (DATA / name).read_bytes() for name in CORDIS}
    broken = {"topics.json": b"{", "webLink.csv": b'a;b\n"1;2'}
    dry_run = hand_in(admin, "cordis", **{"cordis.zip": a_zip(**broken, **ours)})
    assert counts(dry_run) == {"NEW": 1, "WAITING": 1}
    notes = " ".join(dry_run.context["dry_run"].notes)
    assert "topics.json" in notes
    # What is needed is not left out in silence.
    refused = hand_in(admin, "cordis", **{"cordis.zip": a_zip(**{**ours, "project.csv": b"\0"})})
    assert "project.csv" in str(refused.context["form"].errors)


def test_only_projects_and_organisations_are_read_of_a_zip(admin: Client) -> None:
    ours = {name: (DATA / name).read_bytes() for name in CORDIS}
    as_csv = {f"{name}.csv": text.encode() for name, text in OTHERS.items()}
    as_json = {}
    for name, text in OTHERS.items():
        head, *rows = [line.split(";") for line in text.splitlines()]
        listed = [dict(zip(head, row, strict=True)) for row in rows]
        as_json[f"{name}.json"] = json.dumps(listed).encode()
    for others in (as_csv, as_json):
        dry_run = hand_in(admin, "cordis", **{"cordis.zip": a_zip(**others, **ours)})
        assert counts(dry_run) == {"NEW": 1, "WAITING": 1}
        found = dry_run.context["dry_run"]
        text = swedish("Tables of CORDIS that have no place here and are not read: %(names)s.")
        names = ", ".join(OTHERS)
        assert [note for note in found.notes if "euroSciVoc" in note] == [text % {"names": names}]
        # One organisation is of a project that is not among these; links and topics are none.
        assert [note for note in found.notes if note.startswith("1 organisation")]
        assert not [column for column in found.not_read if "euroSciVoc" in column]
    # No partner without a name, no role that is not understood.
    warned = [text for row in found.rows for _label, text in row.warnings]
    assert [
        text for text in warned if swedish("A partner without a name is left out.") in text
    ] == []
    write(admin, answer(admin, dry_run, the_first))
    assert project("EXSOLAR").partners.count() == 2
    assert ProjectPage.objects.filter(acronym="EXWATER").exists()


def test_a_region_is_not_called_by_the_partners_town(admin: Client) -> None:
    write(admin, answer(admin, hand_in(admin, "cordis", *CORDIS), the_first))
    page = project("EXSOLAR")
    # SE125 has its name on other projects; nobody has named EL303.
    assert [(row.nuts, row.name) for row in page.locations.all()] == [
        ("EL303", ""),
        ("SE125", "Västmanlands län"),
    ]
    towns = {row.organisation.pic: row.organisation.town for row in page.partners.all()}
    assert towns == {"999900001": "Athina", "999900002": "Västerås"}
    assert counts(hand_in(admin, "cordis", *CORDIS)) == {"UNCHANGED": 2}
    page.save_revision().publish()
    html = Client().get(page.url).content.decode()
    where = BeautifulSoup(html, "html.parser").find("dt", string="Var")
    assert where is not None
    said = where.find_next("dd").get_text(" ").split()  # type: ignore[union-attr]
    assert " ".join(said) == "EL303 Västmanlands län SE125"
    # An editor names it, and the source does not take the name away.
    page = project("EXSOLAR")
    for row in page.locations.all():
        row.name = row.name or "Kentrikos Tomeas Athinon"
    page.save_revision()
    assert counts(hand_in(admin, "cordis", *CORDIS)) == {"UNCHANGED": 2}
