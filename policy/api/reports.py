"""Quarterly reports: each approved version with its checksum, and what it says."""

import datetime as dt
import json
import uuid
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from core.api import (
    ROOT,
    SOURCE,
    Reference,
    Text,
    Versions,
    one_of,
    page_reference,
    refuse_unknown,
    versions_of,
)
from core.languages import shown
from policy.api.decisions import decisions_by_report
from policy.api.reading import plans_on
from policy.history import end_of
from policy.models import ActivityPage, QuarterlyReportPage, SealedReport
from policy.report_links import approved_below, keys_telling_of

router = Router(tags=["Quarterly reports"])


class Sealed(Schema):
    """An approved version, which never changes."""

    version: int
    approved_on: dt.date
    sha256: str
    url: Text
    api: str


class Report(Reference):
    """A quarterly report to the executive board, with its approved versions."""

    plan: Reference | None
    decisions: list[Reference]
    year: int
    quarter: int
    versions: list[Sealed]


class FullReport(Report):
    """A report with what its last approved version says."""

    content: dict[str, Any]


@router.get("", response=list[Report], summary="Quarterly reports, the newest first")
def list_reports(request: HttpRequest) -> Any:
    refuse_unknown(request)
    plans, decisions = _plans(), decisions_by_report()
    return [_report(versions, plans, decisions) for versions in _reports().values()]


@router.get("/{uuid:key}", response=FullReport, summary="One report, as it was approved last")
def get_report(request: HttpRequest, key: uuid.UUID) -> Any:
    refuse_unknown(request)
    versions = one_of(_reports(), key)
    last = list(versions[SOURCE].sealed.all())[-1]
    report = _report(versions, _plans(), decisions_by_report())
    return FullReport(**report.dict(), content=json.loads(last.content))


@router.get(
    "/{uuid:key}/versions/{int:number}",
    response=dict[str, Any],
    summary="An approved version, word for word",
)
def get_version(request: HttpRequest, key: uuid.UUID, number: int) -> Any:
    refuse_unknown(request)
    source = one_of(_reports(), key)[SOURCE]
    return json.loads(one_of({s.version: s for s in source.sealed.all()}, number).content)


def _reports() -> dict[uuid.UUID, Versions]:
    pages = shown(QuarterlyReportPage.objects.all()).select_related("locale")
    found = versions_of(pages.prefetch_related("sealed").order_by("-year", "-quarter"))
    # What nobody has approved is shown to nobody.
    return {key: versions for key, versions in found.items() if versions[SOURCE].sealed.all()}


def _plans() -> dict[str, Reference]:
    """The public plans by the path of their Swedish page."""
    return {plan[SOURCE].path: page_reference(plan) for plan in plans_on(None).values()}


def _report(
    versions: Versions, plans: dict[str, Reference], decisions: dict[str, list[Reference]]
) -> Report:
    source = versions[SOURCE]
    return Report(
        **page_reference(versions).dict(),
        # A plan may be taken from the public without its reports.
        plan=plans.get(source.path[: -source.steplen]),
        decisions=decisions.get(str(source.translation_key), []),
        year=source.year,
        quarter=source.quarter,
        versions=[_sealed(versions, sealed) for sealed in source.sealed.all()],
    )


def _sealed(versions: Versions, sealed: SealedReport) -> Sealed:
    addresses = {code: page.full_url for code, page in versions.items()}
    return Sealed(
        version=sealed.version,
        approved_on=json.loads(sealed.content)["approved_on"],
        sha256=sealed.sha256,
        url=Text(**{code: f"{url}?version={sealed.version}" for code, url in addresses.items()}),
        api=f"{ROOT}/reports/{versions[SOURCE].translation_key}/versions/{sealed.version}",
    )


def reports_of(plan: Versions) -> list[Reference]:
    """The public approved reports on a plan, the newest first."""
    return _references(approved_below(plan[SOURCE]))


def reports_telling_of(activity: ActivityPage, day: dt.date | None) -> list[Reference]:
    """The public reports whose last version until then has something to tell of it, the newest
    first: also those on a plan that it stood in before.
    """
    keys = keys_telling_of(activity, end_of(day) if day else None)
    pages = QuarterlyReportPage.objects.filter(translation_key__in=keys)
    return _references(pages.order_by("-year", "-quarter"))


def _references(pages: Any) -> list[Reference]:
    found = versions_of(shown(pages).select_related("locale"))
    return [page_reference(versions) for versions in found.values()]
