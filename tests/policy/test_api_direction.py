"""Statements and methods in the open data: who adopted them, and how they belong together."""

import datetime as dt

from django.test import Client

from policy.models import DecisionPage, Statement
from tests.policy.test_api import ROOT, everything, get


def test_a_point_was_adopted_by_the_decision_on_a_text_with_its_words() -> None:
    for point in [*get(f"{ROOT}/statements"), *get(f"{ROOT}/methods")]:
        # The proposal of 2005 has no decision; of the programme of 2002 the site has not the text.
        assert point["adopted_by"] == []
    proposal = DecisionPage.objects.get(kind="proposal", locale__language_code="sv")
    proposal.kind, proposal.decided_on = "decision", dt.date.today()
    proposal.save()
    for point in [*get(f"{ROOT}/statements"), *get(f"{ROOT}/methods")]:
        assert [d["id"] for d in point["adopted_by"]] == [str(proposal.translation_key)]
        assert point["adopted_by"][0]["api"] == f"{ROOT}/decisions/{proposal.translation_key}"
    # Not before it was taken.
    Statement.objects.filter(reference="I2").update(text="Något annat.")
    proposal.decided_on = dt.date.today() + dt.timedelta(days=1)
    assert get(f"{ROOT}/statements/I2")["adopted_by"] == []
    proposal.save()
    assert get(f"{ROOT}/statements/I1?as-of={dt.date.today()}")["adopted_by"] == []


def test_a_version_of_an_earlier_day_names_no_later_decision() -> None:
    decision = DecisionPage.objects.get(kind="decision", locale__language_code="sv")
    decision.decided_on = dt.date.today() + dt.timedelta(days=1)
    decision.save()
    address = f"{decision.adopts.url}?as-of={dt.date.today()}"
    assert decision.title not in Client().get(address).content.decode()


def test_statements_lead_to_methods_and_methods_to_statements() -> None:
    doing = [*everything(f"{ROOT}/activities"), *everything(f"{ROOT}/projects")]
    both = {
        (s["id"], m["id"]) for deed in doing for s in deed["statements"] for m in deed["methods"]
    }
    today = dt.date.today()
    for query in ("", f"?as-of={today}"):
        down = {(s["id"], m["id"]) for s in get(f"{ROOT}/statements{query}") for m in s["methods"]}
        up = {(s["id"], m["id"]) for m in get(f"{ROOT}/methods{query}") for s in m["statements"]}
        assert down == up == both
    assert both
    for point in get(f"{ROOT}/statements/{min(both)[0]}")["methods"]:
        assert get(point["api"])["id"] == point["id"]
