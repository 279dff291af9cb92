"""A decision for the city's diary and archive: its text, facts and files in one package."""

import datetime as dt
import hashlib
import json
from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.text import get_valid_filename
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from core.bags import bag
from core.tables import file_response
from policy.decision_reading import ReadDecision, public_versions
from policy.document_html import document_html
from policy.document_pdf import PdfUnavailableError, document_pdf
from policy.made_once import made_once

if TYPE_CHECKING:
    from policy.models import DecisionPage

# No file of a ZIP is older.
FIRST_DAY = dt.date(1980, 1, 1)


def archive_response(page: "DecisionPage", request: HttpRequest) -> HttpResponse:
    """The download; 503 with a page that says why where the server cannot make it.

    Raises Http404 for an alias, which is no decision of its own.
    """
    if page.alias_of_id:
        raise Http404
    try:
        content = decision_archive(page)
    except PdfUnavailableError:
        return TemplateResponse(request, "policy/no_pdf.html", {"page": page}, status=503)
    return file_response(content, "zip", f"{page.title} {_('archive')}")


def decision_archive(page: "DecisionPage") -> bytes:
    """A BagIt package in the languages that are public, the same bytes until something changes.

    Raises PdfUnavailableError.
    """
    readings = {code: ReadDecision(own) for code, own in public_versions(page).items()}
    first = next(iter(readings.values())).page
    payload: dict[str, bytes] = {}
    for code, reading in readings.items():
        html = document_html(
            "policy/decision_document.html", {"decision": reading}, code, reading.page.full_url
        )
        payload[f"decision_{code}.html"] = html.encode()
        payload[f"decision_{code}.pdf"] = _pdf(html)
    files, documents = _documents(first)
    payload |= files
    facts = _facts(first)
    texts = {code: reading.words() for code, reading in readings.items()}
    payload["decision.json"] = _json({**facts, "documents": documents, "texts": texts})
    metadata = _metadata(readings, facts, documents, sorted(payload))
    payload["metadata.json"] = _json(metadata)
    info = {
        "Source-Organization": "Västerås stad",
        "External-Description": first.title,
        "External-Identifier": first.full_url,
    }
    published = [p.page.last_published_at for p in readings.values() if p.page.last_published_at]
    on = max([FIRST_DAY, *(localtime(moment).date() for moment in published)])
    return bag(f"beslut-{first.slug}", payload, info, on)


def _pdf(html: str) -> bytes:
    digest = hashlib.sha256(html.encode()).hexdigest()
    return made_once(f"{digest} pdf", lambda: document_pdf(html, digest))


def _json(content: Any) -> bytes:
    text = json.dumps(content, ensure_ascii=False, indent=1, cls=DjangoJSONEncoder)
    return text.encode() + b"\n"


def _documents(page: "DecisionPage") -> tuple[dict[str, bytes], list[dict[str, Any]]]:
    """The files as they were uploaded, and what is said of each; of one that is missing too."""
    files, told = {}, []
    for number, row in enumerate(page.documents.select_related("document"), start=1):
        document = row.document
        entry: dict[str, Any] = {"title": document.title}
        told.append(entry)
        if document.collection.get_view_restrictions():
            entry["left_out"] = "It is not public."
            continue
        try:
            with document.open_file() as file:
                content = file.read()
        except (OSError, ValueError):
            entry["left_out"] = "The site has lost the file."
            continue
        name = f"documents/{number:02}_{get_valid_filename(document.filename)}"
        files[name] = content
        entry |= {"file": name, "sha256": hashlib.sha256(content).hexdigest()}
    return files, told


def _facts(page: "DecisionPage") -> dict[str, Any]:
    return {
        "kind": page.kind,
        "date": page.decided_on,
        "paragraph": page.paragraph,
        "deciding_body": _names(page.deciding_body),
        "proposed_by": _names(page.proposed_by) if page.proposed_by else None,
        "signatories": [
            {"name": row.name, "role": {"sv": row.role_sv, "en": row.role_en}}
            for row in page.signatories.all()
        ],
    }


def _names(record: Any) -> dict[str, str]:
    return {"sv": record.name_sv, "en": record.name_en}


def _metadata(
    readings: dict[str, ReadDecision],
    facts: dict[str, Any],
    documents: list[dict[str, Any]],
    files: list[str],
) -> dict[str, Any]:
    """What the package is, in the names of Dublin Core (`dc:`, `dcterms:`)."""
    addresses = {code: reading.page.full_url for code, reading in readings.items()}
    adopted = {code: r.version for code, r in readings.items() if r.version is not None}
    dated = "dcterms:dateAccepted" if facts["kind"] == "decision" else "dcterms:dateSubmitted"
    return {
        "dc:title": {code: reading.page.title for code, reading in readings.items()},
        "dc:creator": facts["deciding_body"],
        "dc:contributor": facts["signatories"],
        "dc:publisher": "Västerås stad",
        "dc:type": "Text",
        "dc:language": list(readings),
        "dc:identifier": next(iter(addresses.values())),
        "dc:source": addresses,
        "dc:date": facts["date"],
        dated: facts["date"],
        "dcterms:modified": {c: r.page.last_published_at for c, r in readings.items()},
        "dcterms:references": {
            code: {"title": version.title, "address": version.full_url}
            for code, version in adopted.items()
        },
        "dcterms:hasPart": files,
        "kind": facts["kind"],
        "paragraph": facts["paragraph"],
        "proposedBy": facts["proposed_by"],
        "documents": documents,
    }
