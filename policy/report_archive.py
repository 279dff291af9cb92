"""An approved report for the city's diary and archive: all its forms in one verifiable package."""

import json
from typing import TYPE_CHECKING, Any

from core.bags import bag
from policy.report_pages import LANGUAGES
from policy.report_reading import ReadReport, read

if TYPE_CHECKING:
    from policy.models import SealedReport


def report_archive(report: ReadReport) -> bytes:
    """A BagIt package in both languages, the same bytes each time. Raises PdfUnavailableError."""
    from policy.report_files import report_bytes
    from policy.report_html import report_html

    sealed = report.sealed
    if sealed is None or report.approved_on is None:
        raise ValueError("Only an approved report is archived.")
    payload = {"report.json": report_bytes(report, "json")}
    for language in LANGUAGES:
        own = read(sealed, language)
        payload[f"report_{language}.html"] = report_html(own).encode()
        for kind in ("pdf", "docx", "csv"):
            payload[f"report_{language}.{kind}"] = report_bytes(own, kind)
    metadata = _metadata(sealed, sorted(payload))
    payload["metadata.json"] = json.dumps(metadata, ensure_ascii=False, indent=1).encode() + b"\n"
    info = {
        "Source-Organization": "Västerås stad",
        "External-Description": str(read(sealed, LANGUAGES[0]).title),
        "External-Identifier": metadata["dc:identifier"],
    }
    name = f"kvartalsrapport-{report.year}-{report.quarter}-version-{sealed.version}"
    return bag(name, payload, info, report.approved_on)


def _metadata(sealed: "SealedReport", files: list[str]) -> dict[str, Any]:
    """What the package is, in the names of Dublin Core (`dc:`, `dcterms:`)."""
    content = json.loads(sealed.content)
    addresses = content.get("addresses", {})
    readings = {language: read(sealed, language) for language in LANGUAGES}
    return {
        "dc:title": {language: str(own.title) for language, own in readings.items()},
        "dc:creator": "Västerås stad",
        "dc:contributor": [{"name": content["approved_by"], "role": "approved it"}],
        "dc:type": "Text",
        "dc:language": LANGUAGES,
        "dc:identifier": f"sha256:{sealed.sha256}",
        "dc:source": {
            language: f"{address}?version={sealed.version}"
            for language, address in addresses.items()
        },
        "dc:date": content["approved_on"],
        "dcterms:dateAccepted": content["approved_on"],
        "dcterms:temporal": {"start": content["first_day"], "end": content["last_day"]},
        "dcterms:isPartOf": content["plan"]["title"],
        "dcterms:description": content["correction"],
        "dcterms:hasPart": files,
        "asOf": content["as_of"],
        "version": sealed.version,
    }
