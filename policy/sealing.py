"""Approving a quarterly report: its content is kept exactly as it is, and never changes again."""

import hashlib
import json
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import get_active_log_context

from bilingual.staleness import missing_texts, translation_of
from core.unseen import without_unseen
from policy.document_html import embedded
from policy.report_content import compose, is_told
from policy.report_pages import LANGUAGES

if TYPE_CHECKING:
    from policy.models import QuarterlyReportPage, SealedReport

# What an editor writes in a report, beside what is composed.
WRITTEN = ("introduction", "foreword", "correction")


def canonical(content: dict[str, Any]) -> str:
    """The content as text that is the same for the same content."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(text: str) -> str:
    """SHA-256 of the text's UTF-8 bytes, in hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def _versions(report: "QuarterlyReportPage") -> dict[str, Any]:
    """The report by language: a translation as it is public, else a draft of it that is whole.

    What a translator has only begun is nobody's to approve.
    """
    pages = {report.locale.language_code: report}
    for page in report.get_translations().specific():
        translation = translation_of(page)
        if page.live:
            pages[page.locale.language_code] = page
        elif translation is not None and not missing_texts(translation):
            pages[page.locale.language_code] = page.get_latest_revision_as_object()
    return pages


def written(report: "QuarterlyReportPage") -> dict[str, Any]:
    """What editors have written in the report, in each language that has it."""
    pages = _versions(report)
    texts: dict[str, Any] = {}
    for name in (*WRITTEN, "title"):
        own = getattr(report, name)
        texts[name] = {
            code: getattr(pages[code], name)
            for code in LANGUAGES
            # A translation that does not exist yet holds the Swedish words.
            if code in pages
            and getattr(pages[code], name)
            and (pages[code] is report or getattr(pages[code], name) != own)
        }
    texts["comments"] = {
        # Pictures lie in the text itself: what was approved outlives their files.
        code: embedded(str(page.body.render_as_block()))
        for code, page in pages.items()
        if page.body and (page is report or page.body.raw_data != report.body.raw_data)
    }
    return texts


def draft(report: "QuarterlyReportPage") -> dict[str, Any]:
    """The report as it would be approved now."""
    content = compose(report.plan(), report.period(), report.read_on)
    return {**content, **written(report)}


def _addresses(report: "QuarterlyReportPage") -> dict[str, str]:
    """Where the public finds the report, in each language that it is public in."""
    pages = [report, *report.get_translations().live()]
    return {page.locale.language_code: page.full_url for page in pages if page.full_url}


def latest(report: "QuarterlyReportPage") -> "SealedReport | None":
    """The last approved version; None if none has been approved."""
    return report.sealed.order_by("-version").first()


@transaction.atomic
def seal(report: "QuarterlyReportPage", by: str) -> "SealedReport | None":
    """Keeps the Swedish report as a new version; None where its editors have changed nothing."""
    if report.locale.language_code != settings.LANGUAGE_CODE:
        return None
    last = latest(report)
    if last and not needs_new_version(report, last):
        return None
    now = timezone.now()
    content = draft(report) | {
        "version": last.version + 1 if last else 1,
        "approved_on": timezone.localtime(now).date().isoformat(),
        "approved_by": by,
        "addresses": _addresses(report),
    }
    text = canonical(content)
    sealed: SealedReport = report.sealed.create(
        version=content["version"], sealed_at=now, content=text, sha256=digest(text)
    )
    told = sealed.told.model
    told.objects.bulk_create(
        told(sealed=sealed, key=entry["key"]) for entry in content["activities"] if is_told(entry)
    )
    return sealed


def needs_new_version(report: "QuarterlyReportPage", last: "SealedReport") -> bool:
    """Whether what an editor decides about the report differs from what was approved."""
    kept = json.loads(last.content)
    source = settings.LANGUAGE_CODE
    now = written(report)
    changed = any(
        now[name].get(source, "") != kept[name].get(source, "")
        for name in (*WRITTEN, "title", "comments")
        # A version from before the introduction was kept says nothing of it.
        if name in kept
    )
    read_on = report.read_on.isoformat() if report.read_on else None
    return changed or (read_on is not None and read_on != kept["as_of"])


def approve(report: "QuarterlyReportPage", revision: Any) -> None:
    """Seals a report that was published, in the name of whoever is at the screen."""
    user = get_active_log_context().user or getattr(revision, "user", None)
    seal(report, without_unseen(user.get_full_name() or user.get_username()) if user else "")
