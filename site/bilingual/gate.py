"""What an editor is told before something becomes public: the publishing gate."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from django.conf import settings
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.models import Page
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from bilingual.addresses import answers, fault_of_address
from bilingual.drafts import waits_for_swedish
from bilingual.faults import faults_of
from bilingual.glossary import breaches, breaches_of
from bilingual.guard import lacks, refusals
from bilingual.models import Term
from bilingual.segments import ADDRESS, segments_in, texts_on
from bilingual.staleness import missing_texts

# Link texts that say nothing when a screen reader lists the links (WCAG 2.2, 2.4.4 and 2.4.9).
WEAK_LINKS = {
    "här", "klicka här", "läs mer", "läs mer här", "mer", "mer information", "länk",
    "here", "click here", "read more", "more", "more information", "link", "this link",
}  # fmt: skip


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, in plain words; `blocking` ones cannot be overridden."""

    message: str
    blocking: bool = False


def _link_findings(html: str, attributes: dict[str, dict[str, str]]) -> list[Finding]:
    found = []
    for link in BeautifulSoup(html, "html.parser").find_all("a"):
        words = " ".join(link.get_text(" ").split())
        target = attributes.get(str(link.get("id", "")), {})
        if words.lower().strip(" .:»→") in WEAK_LINKS:
            message = _("The link “%(words)s” does not say where it leads.") % {"words": words}
            found.append(Finding(message))
        if _is_broken(target):
            message = _("The link “%(words)s” leads to something that no longer exists.")
            found.append(Finding(message % {"words": words}, blocking=True))
        elif "href" in target and (fault := fault_of_address(target["href"])):
            found.append(Finding(fault, blocking=True))
    return found


def _is_broken(target: dict[str, str]) -> bool:
    models: dict[str, Any] = {"page": Page, "document": get_document_model()}
    model = models.get(target.get("linktype", ""))
    if model is not None:
        key = target.get("id", "")
        return not (key.isdigit() and model.objects.filter(pk=int(key)).exists())
    address = urlsplit(target.get("href", ""))
    if address.scheme or address.netloc or not address.path.startswith("/"):
        return False
    return not answers(address.path)


def findings(page: Page, alone: bool = True) -> list[Finding]:
    """What is wrong with a page as it would be published (a draft is looked at as it is).

    Not `alone`: its Swedish page is published with it.
    """
    segments = texts_on(page)
    found = []
    for segment in segments:
        found += _link_findings(segment.string.data, segment.attrs or {})
    found += [Finding(reason, blocking=True) for reason in refusals(page, alone)]
    if page.locale.language_code != settings.LANGUAGE_CODE:
        found += _forbidden_terms(page, segments)
    return list(dict.fromkeys(found))


def _forbidden_terms(page: Page, segments: list[Any]) -> list[Finding]:
    source = TranslationSource.objects.filter(object_id=page.translation_key).first()
    if source is None:
        return []
    rows = StringSegment.objects.filter(source=source).exclude(context__path=ADDRESS)
    swedish: dict[str, list[str]] = {}
    for path, data in rows.values_list("context__path", "string__data"):
        swedish.setdefault(path, []).append(data)
    terms = list(Term.objects.all())
    return [
        Finding(breach.message)
        for segment in segments
        for original in swedish.get(segment.path, ())
        for breach in breaches(strip_tags(original), strip_tags(segment.string.data), terms)
        if breach.forbidden
    ]


def findings_of_translation(translation: Translation) -> list[Finding]:
    """What is wrong with a translation that is about to be written to its page and published."""
    found = []
    if waits := waits_for_swedish(translation):
        found.append(Finding(waits, blocking=True))
    if missing := missing_texts(translation):
        found.append(Finding(lacks(missing), blocking=True))
    found += [Finding(b.message) for b in breaches_of(translation) if b.forbidden]
    found += [Finding(fault, blocking=True) for fault in faults_of(translation)]
    rows = segments_in(translation).filter(translation__isnull=False)
    for html in rows.values_list("translation", flat=True):
        found += _link_findings(html, {})
    unseen = StringTranslation.objects.filter(
        locale=translation.target_locale,
        translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE,
        translation_of__in=rows.values("string"),
        context__object_id=translation.source.object_id,
    )
    for text in unseen.values_list("data", flat=True):
        message = _("“%(words)s” was translated by a machine: read it, and save it as your own.")
        found.append(Finding(message % {"words": strip_tags(text)[:60]}, blocking=True))
    return list(dict.fromkeys(found))
