"""`manage.py report YEAR QUARTER`: the approved report, else what the history tells."""

import csv
import hashlib
import io
import json
import subprocess
import sys
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.management import CommandError, call_command

from policy.models import ActionPlanPage, PublicVersion, SealedReport
from policy.quarters import Quarter
from policy.report_content import compose
from tests.policy.approved import FOREWORD
from tests.policy.test_history import at

pytestmark = pytest.mark.any_database


def printed(*arguments: Any, **options: Any) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    call_command("report", *arguments, **options, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_the_approved_report_is_printed_in_each_form(sealed: SealedReport) -> None:
    text, said = printed(2006, 1)
    assert FOREWORD in text
    assert "Yttrandet är klart." in text
    assert "&amp;" not in text
    assert "version 1" in said
    as_json, _said = printed(2006, 1, format="json")
    assert hashlib.sha256(as_json.encode()).hexdigest() == sealed.sha256
    rows = list(csv.DictReader(io.StringIO(printed(2006, 1, format="csv")[0].lstrip("\ufeff"))))
    assert len(rows) == len(json.loads(sealed.content)["activities"])
    english, _said = printed(2006, 1, format="html", language="en", plan="2006-2007")
    soup = BeautifulSoup(english, "html.parser")
    assert soup.html is not None
    assert soup.html["lang"] == "en"
    assert "&lt;b&gt;inte fetstil" in english


def test_a_quarter_without_an_approved_report_is_composed_from_history() -> None:
    PublicVersion.objects.update(public_from=at(2005, 12, 1))
    plan = ActionPlanPage.objects.get(slug="2006-2007", locale__language_code="sv")
    out, said = printed(2006, 2, format="json")
    assert "composed from the history" in said
    assert json.loads(out).items() >= compose(plan, Quarter(2006, 2)).items()
    text, _said = printed(2006, 2)
    assert "Inte godkänd än" in text


@pytest.mark.parametrize(
    ("year", "quarter", "options", "code", "told"),
    [
        (2006, 1, {"plan": "finns-inte"}, 1, "no plan"),
        (1995, 1, {}, 1, "no plan"),
        (2007, 3, {}, 1, "Nothing was public"),
        (2099, 1, {}, 2, "not begun"),
        (20061, 1, {}, 2, "between"),
        (-5, 1, {}, 2, "between"),
    ],
)
def test_what_cannot_be_printed_is_told_in_a_line(
    year: int, quarter: int, options: dict[str, str], code: int, told: str
) -> None:
    with pytest.raises(CommandError) as refused:
        printed(year, quarter, **options)
    assert refused.value.returncode == code
    assert told in str(refused.value)
    assert "\n" not in str(refused.value)


def test_two_plans_for_a_quarter_are_told_apart_by_their_names() -> None:
    plan = ActionPlanPage.objects.get(slug="2006-2007", locale__language_code="sv")
    plan.copy(update_attrs={"slug": "en-till", "title": "En till"}, recursive=False)
    with pytest.raises(CommandError) as refused:
        printed(2006, 1)
    assert refused.value.returncode == 2
    assert "2006-2007, en-till" in str(refused.value)


@pytest.mark.parametrize(
    "arguments", [["2006"], ["2006", "5"], ["x", "1"], ["2006", "1", "--format", "pdf"]]
)
def test_bad_arguments_exit_with_2(arguments: list[str]) -> None:
    command = [sys.executable, "manage.py", "report", *arguments]
    done = subprocess.run(command, cwd=settings.ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
