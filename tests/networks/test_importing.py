"""Projects from saved files: matched, asked about, written as drafts, and never over an editor."""

from decimal import Decimal

from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from networks.models import ImportedFact, ProjectPage
from records.models import Organisation
from tests.networks.importing import (
    CORDIS,
    DATA,
    answer,
    counts,
    hand_in,
    index,
    project,
    the_first,
    write,
)


def test_cordis_is_written_once_and_never_over_an_editor(admin: Client) -> None:
    organisations = Organisation.objects.count()
    dry_run = hand_in(admin, "cordis", *CORDIS)
    # “VASTERAS STAD” has no number in common with Västerås stad: only a person can tell.
    assert counts(dry_run) == {"NEW": 1, "WAITING": 1}
    html = dry_run.content.decode()
    assert "project: fundingScheme" in html
    assert "organization: ecContribution" not in html
    assert Organisation.objects.count() == organisations

    dry_run = answer(admin, dry_run, the_first)
    assert counts(dry_run) == {"NEW": 2}
    write(admin, dry_run)
    page = project("EXSOLAR")
    assert not page.live
    assert page.full_title == "Invented solar roofs for invented towns"
    assert page.title_language == "en"
    assert (page.budget, page.grant) == (Decimal("2073781.25"), Decimal("1500000.00"))
    assert (str(page.starts_on), str(page.ends_on)) == ("2023-01-01", "2026-12-31")
    assert page.grant_agreement == "999000001"
    assert {(row.scheme, row.identifier) for row in page.identifiers.all()} == {
        ("cordis", "999000001")
    }
    partners = {
        row.organisation.name_sv: (row.role, row.contribution) for row in page.partners.all()
    }
    assert partners == {
        "INVENTED UNIVERSITY": ("lead", Decimal("1500000.25")),
        "Västerås stad": ("partner", Decimal("573781.00")),
    }
    # The university was in both projects, the city was on record.
    assert Organisation.objects.count() == organisations + 1
    city = Organisation.objects.get(code="vasteras")
    assert (city.pic, city.name_sv) == ("999900002", "Västerås stad")
    assert Organisation.objects.get(pic="999900001").country == "GR"
    fact = page.imported_facts.get(field="budget")
    assert (fact.value, fact.source, fact.file_name) == (
        "2073781.25",
        "cordis",
        "project.csv, organization.csv",
    )

    # A second run: sure by their numbers, nothing asked, nothing changed.
    revisions = list(ProjectPage.objects.order_by("pk").values_list("latest_revision", flat=True))
    facts = list(ImportedFact.objects.order_by("pk").values_list("value", "imported_at"))
    dry_run = hand_in(admin, "cordis", *CORDIS)
    assert counts(dry_run) == {"UNCHANGED": 2}
    assert 'aria-labelledby="write"' not in dry_run.content.decode()
    assert revisions == list(
        ProjectPage.objects.order_by("pk").values_list("latest_revision", flat=True)
    )
    assert facts == list(ImportedFact.objects.order_by("pk").values_list("value", "imported_at"))

    # What an editor has corrected or removed stays, what the source has changed is changed.
    page.budget = Decimal("2000000.00")
    page.partners.set([row for row in page.partners.all() if row.role == "lead"])
    page.save_revision()
    changed = (DATA / "project.csv").read_text().replace("2026-12-31", "2027-06-30")
    files = {"project.csv": changed.replace("2073781,25", "2100000")}
    dry_run = hand_in(admin, "cordis", "organization.csv", **files)
    assert counts(dry_run) == {"CHANGED": 1, "UNCHANGED": 1}
    row = next(row for row in dry_run.context["dry_run"].rows if row.reference == "EXSOLAR")
    assert [(change.name, change.after) for change in row.changes] == [("ends_on", "2027-06-30")]
    kept = {(kept.ours, kept.theirs) for kept in row.kept}
    assert ("2000000.00", "2100000.00") in kept
    assert ("", "partner") in kept
    write(admin, dry_run)
    page = project("EXSOLAR")
    assert (page.budget, str(page.ends_on)) == (Decimal("2000000.00"), "2027-06-30")
    assert page.partners.count() == 1
    assert counts(hand_in(admin, "cordis", "organization.csv", **files)) == {"UNCHANGED": 2}

    # A whole amount that an editor types has no decimals, and is the same.
    page.grant = Decimal("1500000")
    page.save_revision()
    (changed,) = [r for r in hand_in(admin, "cordis", *CORDIS).context["dry_run"].rows if r.changes]
    assert [change.name for change in changed.changes] == ["ends_on"]
    assert "1500000" not in {kept.ours for kept in changed.kept}

    # Where each fact is from, in the editor.
    report = admin.get(reverse("imported_facts"), {"page": page.pk}).content.decode()
    # Read on a phone as lists, where each cell says what it holds.
    (row, *_others) = BeautifulSoup(report, "html.parser").select(".listing--stacking tbody tr")
    assert len(row.select(".stacking-label")) == len(row.select("td")) - 1
    assert "2027-06-30" in report
    assert "project.csv" in report
    # The same project's XML says the same.
    xml = (DATA / "EXSOLAR.xml").read_text().replace("2026-12-31", "2027-06-30")
    assert counts(hand_in(admin, "cordis", **{"project.xml": xml})) == {"UNCHANGED": 1}


def test_keep_kohesio_and_a_file_of_ones_own(admin: Client) -> None:
    # The demo project EX-HARBOUR has the acronym: it may be the same, and waits for an answer.
    dry_run = hand_in(admin, "keep", "keep.xlsx")
    assert counts(dry_run) == {"WAITING": 2}
    before = project("EX-HARBOUR")
    dry_run = answer(admin, dry_run, the_first)
    assert counts(dry_run) == {"NEW": 1, "CHANGED": 1}
    row = next(row for row in dry_run.context["dry_run"].rows if row.outcome.name == "CHANGED")
    assert [(change.name, change.before) for change in row.changes] == [("key", "")]
    # What an editor has written is kept.
    (kept,) = row.kept
    assert (kept.ours, kept.theirs) == (before.full_title, "Living harbour areas round the Baltic")
    write(admin, dry_run)
    page = project("EX-HARBOUR")
    assert page.full_title == before.full_title
    assert (page.title, page.budget, page.live) == (before.title, before.budget, True)
    # Public is what it was: the change is a draft.
    assert ProjectPage.objects.get(pk=page.pk).has_unpublished_changes
    lead = project("EXKEEP").partners.get(role="lead")
    assert (lead.organisation.name_sv, lead.contribution) == ("Invented Institute", None)
    # keep.eu has no numbers: what was answered is remembered.
    assert counts(hand_in(admin, "keep", "keep.xlsx")) == {"UNCHANGED": 2}

    dry_run = hand_in(admin, "kohesio", "kohesio.csv")
    assert counts(dry_run) == {"NEW": 1}
    write(admin, dry_run)
    page = ProjectPage.objects.get(identifiers__identifier="Q999001")
    page = page.get_latest_revision_as_object()
    assert str(page.starts_on) == "2023-09-04"
    assert page.locations.get().nuts == "SE125"
    assert page.partners.get().organisation.registration_number == "999999-0001"

    dry_run = hand_in(admin, "csv", "own.csv")
    assert counts(dry_run) == {"NEW": 1}
    write(admin, dry_run)
    page = project("EXEGET")
    assert (page.title, page.budget, page.currency) == (
        "Påhittat eget projekt",
        Decimal("900000.50"),
        "SEK",
    )
    assert {(row.organisation.country, row.role) for row in page.partners.all()} == {
        ("SE", "lead"),
        ("FI", "partner"),
    }
    assert counts(hand_in(admin, "csv", "own.csv")) == {"UNCHANGED": 1}


def test_who_may_import(log_in: object) -> None:
    url = reverse("networks_import", args=[index().pk])
    for user, status in (("skribent", 200), ("godkannare", 200), ("oversattare", 302)):
        client = log_in(user)  # type: ignore[operator]
        assert client.get(url).status_code == status, user
    # A writer may not add organisations: they are left out, and that is said.
    dry_run = hand_in(log_in("skribent"), "kohesio", "kohesio.csv")  # type: ignore[operator]
    assert counts(dry_run) == {"NEW": 1}
    assert dry_run.context["dry_run"].rows[0].found.partners == []
    assert "Påhittade kommunen" in dry_run.content.decode()


def test_another_source_and_numbers_that_contradict_each_other(admin: Client) -> None:
    write(admin, answer(admin, hand_in(admin, "cordis", *CORDIS), the_first))
    # What came from CORDIS is not changed to and fro by another source.
    own = "acronym;grant_agreement;ends_on\nEXSOLAR;999000001;2030-01-01\n"
    dry_run = hand_in(admin, "csv", **{"own.csv": own})
    assert counts(dry_run) == {"UNCHANGED": 1}
    kept = dry_run.context["dry_run"].rows[0].kept
    assert [(one.ours, one.theirs) for one in kept] == [("2026-12-31", "2030-01-01")]
    # The PIC is the university's, the registration number somebody else's.
    Organisation.objects.create(
        code="other", name_sv="Annan", name_en="Other", registration_number="999999-0009"
    )
    own = (
        "acronym;partner_name;partner_pic;partner_registration_number\n"
        "EXODD;Annan;999900001;9999990009\n"
    )
    assert counts(hand_in(admin, "csv", **{"own.csv": own})) == {"BAD": 1}
