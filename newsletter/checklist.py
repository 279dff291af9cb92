"""What is to be looked at before an issue is sent, in one language."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bs4 import BeautifulSoup
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bilingual.models import TranslationState
from blocks.cards import CardBlock
from blocks.media import FigureBlock
from core.hidden_cards import why_hidden
from newsletter.fallbacks import fallbacks
from newsletter.issues import SOURCE, Version, version_of
from newsletter.leaves import in_mail, leaves, named
from newsletter.link_checks import outside
from newsletter.mail import PREVIEW_LENGTH, mail_of
from newsletter.models import NewsletterIssuePage
from newsletter.own_answers import answers_everyone, is_in_another_language, is_own
from newsletter.places import IssueMail
from newsletter.sender import goes_nowhere, is_real, is_trial
from newsletter.subject_checks import faults_of_subject

# Gmail cuts a longer mail off, and with it its end, where one unsubscribes. Thousands of bytes.
GMAIL_CLIP = 102


@dataclass(frozen=True)
class Finding:
    """Something to mend, in the editor's language. `blocking`: it would be unlawful, or broken."""

    message: str
    blocking: bool


class Looked:
    """A version of an issue with what the checks look at, made once."""

    def __init__(self, version: Version) -> None:
        self.version, self.page = version, version.page
        self.language: str = self.page.locale.language_code
        self.pieces = [
            (bound, in_mail(bound, self.language))
            for bound in leaves(self.page.body, self.language)
        ]

    def links(self) -> Iterator[tuple[Any, str, str]]:
        """Its links, each with its address and the name of its block."""
        for bound, piece in self.pieces:
            name = _name(bound, piece)
            for link in piece.select("a, mj-button"):
                yield link, str(link.get("href") or ""), name

    @cached_property
    def mail(self) -> IssueMail:
        return mail_of(self.page)


def looked_at(issue: NewsletterIssuePage, language: str) -> Looked | None:
    """An issue (its Swedish page) in a language; None where it has not been begun in that."""
    version = version_of(issue, language)
    return Looked(version) if version else None


def checklist(looked: Looked | None) -> list[Finding]:
    """The findings on what `looked_at` gives, those that block first."""
    if looked is None:
        return [Finding(_("The issue has not been submitted for translation."), True)]
    found = [finding for check in CHECKS for finding in check(looked)]
    return sorted(dict.fromkeys(found), key=lambda finding: not finding.blocking)


def _contents(looked: Looked) -> Iterator[Finding]:
    if not any(piece.get_text(strip=True) for _bound, piece in looked.pieces):
        yield Finding(_("There is nothing in the issue."), True)


def _web_version(looked: Looked) -> Iterator[Finding]:
    if not looked.version.is_public:
        told = _("The web version is not open to everyone: the mail's link to it leads nowhere.")
        yield Finding(told, True)
    elif looked.version.has_changes:
        told = _("There is a draft that has not been published: the mail says what is public.")
        yield Finding(told, False)


def _subject(looked: Looked) -> Iterator[Finding]:
    if not looked.mail.subject:
        yield Finding(_("There is neither a subject nor a title."), True)
    for fault in faults_of_subject(looked.mail.subject):
        yield Finding(fault, False)
    if len(looked.mail.preview) > PREVIEW_LENGTH:
        told = _("The preview text has %(length)s characters: mail programs show about %(shown)s.")
        words = {"length": len(looked.mail.preview), "shown": PREVIEW_LENGTH}
        yield Finding(told % words, False)
    if not looked.mail.preview:
        yield Finding(_("There is neither a preview text nor an introduction."), False)


def _translation(looked: Looked) -> Iterator[Finding]:
    for name in fallbacks(looked.page):
        yield Finding(
            _("In Swedish: %(what)s. Translate it, or take it out.") % {"what": name}, True
        )
    state = TranslationState.objects.filter(page_id=looked.page.pk, stale_since__isnull=False)
    if (behind := state.first()) is not None:
        told = ngettext(
            "%(count)s Swedish text has changed since it was translated.",
            "%(count)s Swedish texts have changed since they were translated.",
            behind.changed_segments,
        )
        yield Finding(told % {"count": behind.changed_segments}, False)


def _images(looked: Looked) -> Iterator[Finding]:
    for bound, piece in looked.pieces:
        is_figure = isinstance(bound.block, FigureBlock)
        picture = bound.value["image"] if is_figure else None
        if is_figure and picture is None:
            told = _("The picture is missing: %(what)s. Choose another one, or take it out.")
            name = named(bound.block.label, bound.value["caption"] or "")
            yield Finding(told % {"what": name}, True)
        is_decorative = picture is not None and picture.decorative
        if is_decorative or all(image.get("alt") for image in piece.select("mj-image")):
            continue
        told = _("A picture has no alternative text in this language: %(what)s.")
        yield Finding(told % {"what": _name(bound, piece)}, True)


def _links(looked: Looked) -> Iterator[Finding]:
    where: dict[str, str] = {}
    for link, address, name in looked.links():
        words = {"words": link.get_text(strip=True), "what": name}
        if not address or (is_own(address) and not answers_everyone(address)):
            told = _("“%(words)s” leads to what is not open to everyone. %(what)s")
            yield Finding(told % words, True)
        elif _is_foreign(link, address, looked.language):
            told = _("“%(words)s” leads to a page in Swedish. %(what)s")
            yield Finding(told % words, False)
        where.setdefault(address, name)
    known = outside(where)
    for address in sorted(known.dead):
        told = _("A dead link: %(address)s. %(what)s")
        yield Finding(told % {"address": address, "what": where[address]}, True)
    for address in sorted(known.silent):
        told = _("A link did not answer when it was looked at: %(address)s. %(what)s")
        yield Finding(told % {"address": address, "what": where[address]}, False)
    if known.unknown:
        told = _("Nobody has looked yet whether these links answer: %(addresses)s. A test does.")
        yield Finding(told % {"addresses": ", ".join(sorted(known.unknown))}, False)


def _is_foreign(link: Any, address: str, language: str) -> bool:
    """Whether readers would come to a Swedish page by English words."""
    if language == SOURCE or link.select_one(f"[lang={SOURCE}]"):
        return False
    return is_in_another_language(address, language)


def _empty_blocks(looked: Looked) -> Iterator[Finding]:
    for bound, piece in looked.pieces:
        # A figure without its picture has been told of.
        if (
            piece.get_text(strip=True)
            or piece.find("mj-image")
            or isinstance(bound.block, FigureBlock)
        ):
            continue
        why = why_hidden(bound.value) if isinstance(bound.block, CardBlock) else ""
        words = str(bound.value or "") if isinstance(bound.block, CardBlock) else ""
        told = _("Readers see nothing here: %(what)s. %(why)s")
        said = told % {"what": named(bound.block.label, words), "why": why}
        yield Finding(said.strip(), False)


def _size(looked: Looked) -> Iterator[Finding]:
    if looked.mail.kilobytes > GMAIL_CLIP:
        told = _("The mail is %(size)s kB large: Gmail cuts it off at %(limit)s kB.")
        yield Finding(told % {"size": looked.mail.kilobytes, "limit": GMAIL_CLIP}, True)


def _ways_out(looked: Looked) -> Iterator[Finding]:
    # Marknadsföringslagen (2008:486), section 20; GDPR, article 7(3).
    if not looked.mail.has_places:
        yield Finding(_("Readers cannot unsubscribe: the mail has no link for it."), True)


def _sender(looked: Looked) -> Iterator[Finding]:
    sender = settings.NEWSLETTER_FROM_EMAIL
    if not is_real(sender) and not goes_nowhere():
        told = _("The sender is %(sender)s, which nobody can answer: an administrator sets it.")
        yield Finding(told % {"sender": sender}, not is_trial())


CHECKS: tuple[Callable[[Looked], Iterator[Finding]], ...] = (
    _contents,
    _web_version,
    _subject,
    _translation,
    _images,
    _links,
    _empty_blocks,
    _size,
    _ways_out,
    _sender,
)


def _name(bound: Any, piece: BeautifulSoup) -> str:
    return named(bound.block.label, piece.get_text(" ", strip=True))
