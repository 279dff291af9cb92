"""A version that has been adopted is kept: its text is locked, and its page stays public.

What the website says about it (the introduction, editor's notes) can still be written, and what
the site lacked can be filled in; corrections of the text itself are a new version.
"""

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from blocks.cards import CARD_BLOCKS
from core.languages import shown
from core.locked_rows import lock_rows
from core.page_form import FactsLockedForm
from policy.models.public_version import PublicVersion
from policy.same_body import as_kept, as_put

if TYPE_CHECKING:
    from policy.models import PolicyVersionPage

# Named in the decision, or part of the address that others cite.
LOCKED = ("title", "slug", "dated", "status")
# Not part of the adopted text: the website's own.
NOTES = frozenset({"note"})
# Filled in once; then they are locked too.
ANNEX_LINKS = ("page_link", "document")


def adopted_now(version: Any) -> "PolicyVersionPage | None":
    """The version as the public sees it, if that is adopted and Swedish; else None.

    The English text is a translation, which may be bettered.
    """
    if version.pk is None or version.locale.language_code != settings.LANGUAGE_CODE:
        return None
    found: PolicyVersionPage | None = (
        type(version).objects.filter(pk=version.pk, live=True, status="adopted").first()
    )
    return found


def lacks_decision(version: "PolicyVersionPage") -> str:
    """Why the Swedish version, as it would be kept, may not become adopted; "" if it may, or is."""
    is_source = version.locale.language_code == settings.LANGUAGE_CODE
    if not is_source or version.status != version.Status.ADOPTED or adopted_now(version):
        return ""
    decisions = apps.get_model("policy", "DecisionPage").objects.filter(
        kind="decision", adopts__translation_key=version.translation_key
    )
    if version.pk and shown(decisions).exists():
        return ""
    return _(
        "No public decision adopts this version: publish the decision first, with this version "
        "chosen there. Until then it is proposed."
    )


def lets_go(decision: Any) -> bool:
    """Whether a public decision, as it would be kept, no longer adopts the version it adopted."""
    before = type(decision).objects.filter(
        pk=decision.pk,
        live=True,
        kind="decision",
        adopts__live=True,
        adopts__status="adopted",
        locale__language_code=settings.LANGUAGE_CODE,
    )
    kept = before.values_list("kind", "adopts").first()
    return kept is not None and kept != (decision.kind, decision.adopts_id)


def kept_with_version(decision: Page) -> str:
    """What the editor is told of a decision that a version rests on."""
    return _(
        "By “%(title)s” a version of the policy was adopted: it is kept with that version."
    ) % {"title": decision.title}


def changes(version: "PolicyVersionPage") -> list[str]:
    """The fields whose adopted content differs in `version`, in memory; none for any other."""
    kept = adopted_now(version)
    if kept is None:
        return []
    found = [name for name in LOCKED if getattr(version, name) != getattr(kept, name)]
    if version.go_live_at != kept.go_live_at or version.expire_at:
        found.append("expire_at")
    if _text(kept) and _text(version) != _text(kept):
        found.append("body")
    if _annexes_changed(kept, version):
        found.append("annexes")
    return found


def adopted_on(version: "PolicyVersionPage") -> dt.date | None:
    """The day on which its text became public as adopted, for both languages: that of the Swedish
    text. None where it is not adopted, or the history knows nothing of it. One query, none for a
    text whose blocks say the same every day.
    """
    if version.status != version.Status.ADOPTED or not _is_living(version.body):
        return None
    known = PublicVersion.objects.filter(
        key=version.translation_key,
        language=settings.LANGUAGE_CODE,
        content__status=version.Status.ADOPTED,
    )
    found, text = None, None
    # Back from today, as long as the text was the same; what the site lacked was filled in once.
    for kept in known.order_by("-public_from", "-pk"):
        own = as_kept(kept.content["body"], without=NOTES)
        if text is not None and not _same(own, text):
            break
        found, text = timezone.localtime(kept.public_from).date(), own
    return found


def _same(one: list[tuple[str, Any]], other: list[tuple[str, Any]]) -> bool:
    """Whether two texts are the same, but for cards of what has been deleted between them."""
    return len(one) == len(other) and all(
        a == b or (a[0] == b[0] and a[0] in CARD_BLOCKS and None in (a[1], b[1]))
        for a, b in zip(one, other, strict=True)
    )


def _is_living(body: Any) -> bool:
    """Whether there may be cards in it: of their own, or in what many pages share."""
    types = {block["type"] for block in body.raw_data}
    return bool(types & {*CARD_BLOCKS, "cards_by_rule", "shared"})


def locked_text(page: Page) -> str:
    """What the editor is told."""
    return _(
        "“%(title)s” has been adopted: its text, date, address and annexes are kept as they are. "
        "Write an editor's note beside the text, or make a new version."
    ) % {"title": page.title}


def _text(version: "PolicyVersionPage") -> list[tuple[str, Any]]:
    """The body without the editor's notes."""
    return as_put(version.body, without=NOTES)


def _annexes_changed(kept: "PolicyVersionPage", version: "PolicyVersionPage") -> bool:
    before, after = list(kept.annexes.all()), list(version.annexes.all())
    if not before:
        return False
    if [(a.number, a.title) for a in before] != [(a.number, a.title) for a in after]:
        return True
    return any(
        getattr(old, f"{name}_id") not in (None, getattr(new, f"{name}_id"))
        for old, new in zip(before, after, strict=True)
        for name in ANNEX_LINKS
    )


class AdoptedForm(FactsLockedForm):
    """Shows what is locked, and takes only what is not; asks for the decision that adopts it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = adopted_now(self.instance)
        if kept is None:
            return
        for name in (*LOCKED, "go_live_at", "expire_at"):
            if name in self.fields:
                # Django then takes the value that is there, whatever is sent.
                self.fields[name].disabled = True
        if "annexes" in self.formsets and kept.annexes.exists():
            rows = lock_rows(self.formsets["annexes"], frozenset(ANNEX_LINKS))
            self.formsets["annexes"] = rows
            for form in rows.forms:
                for name in ANNEX_LINKS:
                    if getattr(form.instance, f"{name}_id"):
                        form.fields[name].disabled = True

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean()
        if self.instance.locale_id is None:
            # New, and only looked at in preview.
            return given
        # As the editor wants it, before anything of it is kept.
        wanted = type(self.instance)(
            pk=self.instance.pk,
            locale=self.instance.locale,
            translation_key=self.instance.translation_key,
            status=given.get("status"),
        )
        if why := lacks_decision(wanted):
            self.add_error("status", why)
        return given
