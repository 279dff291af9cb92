"""A plan's spreadsheet as its editors handle it: taken out, changed, handed in, written."""

import csv
import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from policy.models import ActionPlanPage, ActivityPage
from tests.forms import form_fields


def the_plan() -> ActionPlanPage:
    return ActionPlanPage.objects.get(slug="2006-2007", locale__language_code="sv")


def activity(reference: str) -> ActivityPage:
    """As its latest draft stands."""
    pages = ActivityPage.objects.child_of(the_plan())
    return pages.get(reference=reference).get_latest_revision_as_object()


def take_out(client: Client, kind: str = "csv") -> bytes:
    response = client.get(reverse(f"policy_sheet_{kind}", args=[the_plan().pk]))
    assert response.status_code == 200
    return response.content


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def as_csv(*rows: dict[str, str]) -> bytes:
    """A CSV file of rows that all have the same cells."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def hand_in(client: Client, content: bytes, name: str = "plan.csv") -> Any:
    """The dry run's screen, or the form again with what is wrong with the file."""
    url = reverse("policy_sheet", args=[the_plan().pk])
    return client.post(url, {"file": SimpleUploadedFile(name, content)}, follow=True)


def counts(response: Any) -> dict[str, int]:
    return dict(response.context["dry_run"].counts)


def write(client: Client, dry_run: Any, **choices: str) -> Any:
    """Presses the button of a dry run."""
    fields = form_fields(dry_run.content.decode(), "form[aria-labelledby=write]")
    url = reverse("policy_sheet_check", args=[the_plan().pk])
    return client.post(url, {**fields, **choices}, follow=True)


NEW = {
    "reference": "P9",
    "title_sv": "Ny aktivitet",
    "title_en": "New activity",
    "area": "political",
    "starts_on": "kvartal 1 2006",
    "ends_on": "kvartal 2 2006",
    "methods": "M2; M1",
    "status": "pågående",
    "status_on": "31/3 2006",
    "status_reason_sv": "Den har börjat.",
}
