"""Decisions, the versions of the policy that they adopted, and what they are evidence of."""

import datetime as dt
import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Router

from core.api import (
    SOURCE,
    Label,
    Record,
    Reference,
    Text,
    Versions,
    label_of,
    one_of,
    page_reference,
    pages_by_id,
    record_of,
    refuse_unknown,
    text_of,
    versions_of,
)
from core.languages import shown
from policy.models import ActivityLink, DecisionPage, PolicyVersionPage

router = Router(tags=["Policy"])


class Decision(Reference):
    """What a body decided or was asked to decide; `evidence_of`: activities that it shows done."""

    kind: Label
    deciding_body: Record
    proposed_by: Record | None
    decided_on: dt.date
    paragraph: str | None
    decision_text: Text
    adopts: Reference | None
    report: Reference | None
    evidence_of: list[Reference]


class PolicyVersion(Reference):
    """The policy as it was proposed or adopted once, with the decisions on it."""

    dated: dt.date
    status: Label
    decisions: list[Reference]


@router.get("/decisions", response=list[Decision], summary="Decisions, the newest first")
def list_decisions(request: HttpRequest) -> Any:
    refuse_unknown(request)
    return list(_decisions().values())


@router.get("/decisions/{uuid:key}", response=Decision, summary="One decision")
def get_decision(request: HttpRequest, key: uuid.UUID) -> Any:
    refuse_unknown(request)
    return one_of(_decisions(), key)


@router.get("/policy-versions", response=list[PolicyVersion], summary="Versions of the policy")
def list_versions(request: HttpRequest) -> Any:
    refuse_unknown(request)
    return list(_policy_versions().values())


@router.get("/policy-versions/{uuid:key}", response=PolicyVersion, summary="One version")
def get_policy_version(request: HttpRequest, key: uuid.UUID) -> Any:
    refuse_unknown(request)
    return one_of(_policy_versions(), key)


def _decisions() -> dict[uuid.UUID, Decision]:
    found = _pages(DecisionPage, "-decided_on", "deciding_body", "proposed_by")
    links = ActivityLink.objects.filter(
        is_evidence=True,
        page_link__in=[versions[SOURCE].pk for versions in found.values()],
        page__locale__language_code=SOURCE,
    ).values_list("page_link_id", "page_id")
    activities = pages_by_id(activity for _decision, activity in links)
    adopted = pages_by_id(v[SOURCE].adopts_id for v in found.values() if v[SOURCE].adopts_id)
    reports = pages_by_id(v[SOURCE].report_id for v in found.values() if v[SOURCE].report_id)
    return {
        key: Decision(
            **page_reference(versions).dict(),
            kind=label_of(DecisionPage.Kind(versions[SOURCE].kind)),
            deciding_body=record_of(versions[SOURCE].deciding_body),
            proposed_by=versions[SOURCE].proposed_by and record_of(versions[SOURCE].proposed_by),
            decided_on=versions[SOURCE].decided_on,
            paragraph=versions[SOURCE].paragraph or None,
            decision_text=text_of(versions, "decision_text"),
            adopts=adopted.get(versions[SOURCE].adopts_id),
            report=reports.get(versions[SOURCE].report_id),
            evidence_of=[
                activities[activity]
                for decision, activity in links
                if decision == versions[SOURCE].pk and activity in activities
            ],
        )
        for key, versions in found.items()
    }


def _policy_versions() -> dict[uuid.UUID, PolicyVersion]:
    by_version: dict[str, list[Reference]] = {}
    for decision in _decisions().values():
        if decision.adopts:
            by_version.setdefault(decision.adopts.id, []).append(decision)
    return {
        key: PolicyVersion(
            **page_reference(versions).dict(),
            dated=versions[SOURCE].dated,
            status=label_of(PolicyVersionPage.Status(versions[SOURCE].status)),
            decisions=by_version.get(str(key), []),
        )
        for key, versions in _pages(PolicyVersionPage, "-dated").items()
    }


def _pages(model: Any, order: str, *related: str) -> dict[uuid.UUID, Versions]:
    pages = shown(model.objects.all()).select_related("locale", *related)
    return versions_of(pages.order_by(order, "path"))


def decisions_by_report() -> dict[str, list[Reference]]:
    """By the id of a report, the decisions on it, the newest first."""
    found: dict[str, list[Reference]] = {}
    for decision in _decisions().values():
        if decision.report:
            found.setdefault(decision.report.id, []).append(_short(decision))
    return found


def _short(decision: Decision) -> Reference:
    return Reference(**decision.dict(include=set(Reference.model_fields)))


def adopting_decisions(until: dt.date) -> dict[uuid.UUID, list[Reference]]:
    """By the key of a version of the policy, the decisions of that day or earlier that adopted it,
    the newest first.
    """
    found: dict[uuid.UUID, list[Reference]] = {}
    for decision in _decisions().values():
        is_taken = decision.kind.code == DecisionPage.Kind.DECISION
        if decision.adopts and is_taken and decision.decided_on <= until:
            found.setdefault(uuid.UUID(decision.adopts.id), []).append(_short(decision))
    return found
