"""Approving a quarterly report: its content is kept exactly as it is, and never changes again."""

import hashlib
import json
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import get_active_log_context
from wagtail.models import PageLogEntry

from bilingual.segments import untranslated_on
from bilingual.staleness import fallen_behind, missing_texts, translation_of
from core.unseen import without_unseen
from policy.document_html import embedded
from policy.report_content import compose, is_told
from policy.same_body import body_digest

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


def _translations(report: "QuarterlyReportPage") -> dict[str, tuple[Any, set[str]]]:
    """The translations by language, each with the paths of its texts that have fallen behind.

    A whole translation of the Swedish texts as they are goes before a public one of earlier texts.
    What a translator has only begun is nobody's to approve.
    """
    found: dict[str, tuple[Any, set[str]]] = {}
    for page in report.get_translations().specific():
        translation, code = translation_of(page), page.locale.language_code
        behind = fallen_behind(page, report) if page.live else set()
        if page.live and not behind:
            found[code] = page, behind
        elif (
            translation is not None
            and not missing_texts(translation)
            and not untranslated_on(report, page.locale)
        ):
            # Only its address can be missing still.
            whole = translation.source.get_ephemeral_translated_instance(page.locale, fallback=True)
            found[code] = whole, set()
        elif page.live:
            found[code] = page, behind
    return found


def written(report: "QuarterlyReportPage") -> dict[str, Any]:
    """What editors have written in the report, in each language that has it.

    A translation that does not exist yet holds the Swedish words, one that has fallen behind says
    what was not approved: its readers get the Swedish words for both.
    """
    translations = _translations(report)
    source = report.locale.language_code
    texts: dict[str, Any] = {}
    for name in (*WRITTEN, "title"):
        own = getattr(report, name)
        texts[name] = {source: own} if own else {}
        for code, (page, behind) in translations.items():
            words = getattr(page, name)
            if words and words != own and name not in behind:
                texts[name][code] = words
    comments = {source: report.body} if report.body else {}
    for code, (page, behind) in translations.items():
        is_behind = any(path.startswith("body.") for path in behind)
        if page.body and not is_behind and page.body.raw_data != report.body.raw_data:
            comments[code] = page.body
    texts["comments"] = {code: _rendered(body) for code, body in comments.items()}
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
        version=content["version"],
        sealed_at=now,
        content=text,
        sha256=digest(text),
        comments_of=body_digest(report.body),
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
    changed = any(
        (getattr(report, name) or "") != kept[name].get(source, "")
        for name in (*WRITTEN, "title")
        # A version from before the introduction was kept says nothing of it.
        if name in kept
    )
    read_on = report.read_on.isoformat() if report.read_on else None
    later = read_on is not None and read_on != kept["as_of"]
    return changed or later or _comments_changed(report, last, kept["comments"].get(source, ""))


def _comments_changed(report: "QuarterlyReportPage", last: "SealedReport", kept: str) -> bool:
    """Whether an editor changed them: that a card in them says something else today is no change
    of the report.
    """
    if last.comments_of:
        return body_digest(report.body) != last.comments_of
    return _rendered(report.body) != kept


def _rendered(body: Any) -> str:
    """A body as it is sealed: its pictures lie in it, so that it outlives their files."""
    return embedded(str(body.render_as_block())) if body else ""


def approve(report: "QuarterlyReportPage", revision: Any) -> "SealedReport | None":
    """Seals a report that was published, in the name of who approved it: whoever is at the screen,
    set the time that has come, or wrote what a command publishes. None as `seal`.
    """
    user = get_active_log_context().user or _who_set_the_time(revision) or revision.user
    return seal(report, without_unseen(user.get_full_name() or user.get_username()) if user else "")


def _who_set_the_time(revision: Any) -> Any:
    entries = PageLogEntry.objects.filter(revision=revision, action="wagtail.publish.schedule")
    entry = entries.select_related("user").order_by("timestamp").last()
    return entry.user if entry else None
