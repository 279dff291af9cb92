"""Publishing a set of pages in both languages: all of them in one transaction, or none."""

from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.log_actions import log
from wagtail.models import Page

from bilingual.approval import draft_of_translation
from bilingual.bundle_rights import Member, approvals_ended, hindrances, not_for, unseen
from bilingual.faults import faults_of
from bilingual.gate import findings
from bilingual.models import Bundle
from bilingual.segments import untranslated_on
from bilingual.staleness import translation_of
from core.publishing import refusal

SALT = "bilingual.bundle"
# A link that is sent to people without an account works for two weeks.
LINK_SECONDS = 14 * 24 * 3600


class BundleError(Exception):
    """The bundle is not fit to be published; the message has a line for each fault."""


def members(bundle: Bundle) -> list[Member]:
    """The pages in their order, as they are now."""
    return [member_of(item.page) for item in bundle.items.select_related("page")]


def member_of(page: Page) -> Member:
    """A Swedish page with its English one."""
    english = page.get_translations().filter(alias_of=None).first()
    return Member(page.specific, english.specific if english else None)


def check(bundle: Bundle, user: Any) -> list[Member]:
    """What keeps each page from being published by `user`; writes nothing."""
    found = members(bundle)
    for member in found:
        member.faults = [*hindrances(member, user), *_faults(member, user)]
        member.notes = approvals_ended(member)
    return found


def _faults(member: Member, user: Any) -> list[str]:
    draft = member.swedish.get_latest_revision_as_object()
    refused = refusal(draft, user)
    faults = [refused] if refused else []
    try:
        draft.full_clean()
    except ValidationError as error:
        faults += error.messages
    faults += [finding.message for finding in findings(draft) if finding.blocking]
    if member.english is None:
        return [*faults, _("There is no English page yet.")]
    translation = translation_of(member.english)
    if translation is None:
        english = member.english.get_latest_revision_as_object()
        return [*faults, *(f.message for f in findings(english, alone=False) if f.blocking)]
    faults += faults_of(translation)
    missing = untranslated_on(draft, translation.target_locale)
    if missing:
        faults.append(
            ngettext(
                "English lacks %(count)s text of the draft.",
                "English lacks %(count)s texts of the draft.",
                len(missing),
            )
            % {"count": len(missing)}
        )
    return faults


def publish(bundle: Bundle, user: Any) -> list[Page]:
    """Publishes all pages in one transaction; gives them. Raises BundleError, and then none is.

    A page that awaits approval is published all the same: its workflow ends, as it does when such a
    page is published by hand.
    """
    faulty = [member for member in check(bundle, user) if member.faults]
    if faulty:
        raise BundleError("\n".join(f"{m.swedish.title}: {' '.join(m.faults)}" for m in faulty))
    published = []
    try:
        with transaction.atomic():
            for member in members(bundle):
                swedish = member.swedish
                draft = swedish.get_latest_revision() or swedish.save_revision(user=user)
                draft.publish(user=user)
                # Publishing Swedish gave the English draft its facts: read anew.
                member.english.refresh_from_db()
                draft_of_translation(member.english, user).publish(user=user)
                for page in member.pages:
                    log(page, "bilingual.bundle", user=user, data={"reason": bundle.name})
                    published.append(page)
            Bundle.objects.filter(pk=bundle.pk).update(published_at=timezone.now(), failure="")
    except ValidationError as error:
        raise BundleError("; ".join(error.messages)) from error
    return published


def publish_due(bundle: Bundle) -> list[Page]:
    """Publishes a bundle whose time has come, in the name of the one who set it.

    What they may is looked at anew, and what has been changed since by somebody who may not publish
    it has to be looked at first. Raises BundleError.
    """
    user = bundle.scheduled_by
    if user is None or bundle.scheduled_at is None:
        raise BundleError(_("It is not known who set the time: save the bundle again."))
    lines = [
        _("%(user)s may not publish “%(title)s”.") % {"user": user, "title": page.title}
        for page in not_for(user, members(bundle))
    ]
    for member in members(bundle):
        lines += unseen(member, bundle.scheduled_at)
    if lines:
        raise BundleError("\n".join(lines))
    return publish(bundle, user)


def link_token(bundle: Bundle) -> str:
    """What a preview link carries: signed, and dated."""
    return signing.dumps(bundle.pk, salt=SALT)


def bundle_of(token: str) -> Bundle | None:
    """The bundle of a preview link; None for one that is forged or has expired."""
    try:
        key = signing.loads(token, salt=SALT, max_age=LINK_SECONDS)
    except signing.BadSignature:
        return None
    return Bundle.objects.filter(pk=key).first()
