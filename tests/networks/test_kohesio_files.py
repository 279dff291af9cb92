"""Kohesio's own ways: programmes by code and name, objectives of three kinds, several countries."""

from typing import Any

import pytest
from django.test import Client

from networks.models import Programme
from tests.networks.importing import counts, hand_in

pytestmark = pytest.mark.any_database

HEAD = {
    "Operation_Unique_Identifier": "https://linkedopendata.eu/entity/Q999002",
    "Operation_Name_English": "Invented work together",
    "Total_Eligible_Expenditure_amount": "337478.4",
    "Beneficiary_Name": "Påhittade kommunen",
    "Beneficiary_Local_Identifier": "9999990001",
}


def row_of(client: Client, **cells: str) -> Any:
    """What the dry run says of a file with one row."""
    all_cells = HEAD | cells
    file = ",".join(all_cells) + "\n" + ",".join(all_cells.values()) + "\n"
    dry_run = hand_in(client, "kohesio", **{"latest_SE.csv": file})
    assert counts(dry_run) == {"NEW": 1}, dry_run.context["dry_run"].rows[0].faults
    assert dry_run.context["dry_run"].not_read == []
    return dry_run.context["dry_run"].rows[0]


def test_a_programme_is_known_by_its_code_or_else_by_its_name(admin: Client) -> None:
    cells = {"Programme_Code": "2021SE05SFPR001", "Programme_Name": "ESF+ 2021-2027"}
    (warning,) = row_of(admin, **cells).warnings
    assert "2021SE05SFPR001, ESF+ 2021-2027" in warning[1]
    Programme.objects.create(
        code="esf-plus", name_sv="Europeiska socialfonden+", name_en="ESF+ 2021-2027"
    )
    row = row_of(admin, **cells)
    assert row.warnings == []
    assert row.facts["programme"] == "esf-plus"
    # The code says more than the name.
    Programme.objects.create(code="2021SE05SFPR001", name_sv="Socialfonden", name_en="ESF")
    assert row_of(admin, **cells).facts["programme"] == "2021SE05SFPR001"


def test_the_most_specific_objective_is_taken(admin: Client) -> None:
    cells = {"Policy_Objective_ID": "PO4", "Thematic_Objective_ID": ""}
    assert row_of(admin, **cells).facts["objective_code"] == "PO4"
    cells["Thematic_Objective_ID"] = "TO9"
    assert row_of(admin, **cells).facts["objective_code"] == "TO9"
    cells["Specific_Objective_Code"] = "ESO4.1"
    assert row_of(admin, **cells).facts["objective_code"] == "ESO4.1"


def test_a_fault_of_a_partner_begins_with_the_columns_own_name(admin: Client) -> None:
    file = f"{','.join(HEAD)},Country\n{','.join(HEAD.values())},Atlantis\n"
    dry_run = hand_in(admin, "kohesio", **{"latest_SE.csv": file})
    (row,) = dry_run.context["dry_run"].rows
    assert [label for label, _why in row.faults] == ["Land"]
    assert "country:" not in dry_run.content.decode()


def test_several_countries_are_no_country_of_a_partner(admin: Client) -> None:
    row = row_of(admin, CountryCode="SE|FI")
    (warning,) = row.warnings
    assert "FI, SE" in warning[1]
    assert "country" not in row.found.partners[0].organisation
    for same in ("SE", "SE|SE", "Sweden", "SE|"):
        row = row_of(admin, CountryCode=same)
        assert row.warnings == []
        assert row.found.partners[0].organisation["country"] == "SE"
