"""What a user has not read yet, each in a sentence with the place where something can be done."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from bilingual.models import Notice
from bilingual.notices import Kind
from bilingual.roles import ENGLISH


@dataclass(frozen=True)
class Line:
    """One notice, in the reader's language."""

    notice: Notice
    title: str
    language: str
    sentence: str
    address: str


def open_notices(user: Any) -> "QuerySet[Notice]":
    """The unread notices about pages that the user may still edit, the newest first.

    Adds `english_id`. Its cost does not grow with the pages.
    """
    editable = page_permission_policy.instances_user_has_any_permission_for(user, {"change"})
    english = Page.objects.filter(
        translation_key=OuterRef("page__translation_key"),
        locale__language_code=ENGLISH,
        alias_of=None,
    ).order_by("pk")
    return (
        Notice.objects.filter(user=user, read_at=None)
        .annotate(english_id=Subquery(english.values("pk")[:1]))
        .filter(
            Q(kind=Kind.SOURCE_CHANGED, english_id__in=editable.values("pk"))
            | (~Q(kind=Kind.SOURCE_CHANGED) & Q(page_id__in=editable.values("pk")))
        )
        .select_related("page__locale")
    )


def lines(notices: Iterable[Any], request: Any = None) -> list[Line]:
    """The notices of `open_notices` as sentences. Two queries more, however many they are."""
    notices = list(notices)
    landed = {n.english_id for n in notices if n.kind == Kind.TRANSLATION_LANDED}
    pages = Page.objects.live().filter(pk__in=landed).select_related("locale")
    english = {page.pk: page for page in pages}
    return [
        Line(
            notice,
            notice.page.title,
            notice.page.locale.language_code,
            _sentence(notice),
            _address(notice, english.get(notice.english_id), request),
        )
        for notice in notices
    ]


def _sentence(notice: Notice) -> str:
    if notice.kind == Kind.SOURCE_CHANGED:
        return ngettext(
            "%(count)s text has changed in Swedish since the translation.",
            "%(count)s texts have changed in Swedish since the translation.",
            notice.changed,
        ) % {"count": notice.changed}
    if notice.kind == Kind.TRANSLATION_LANDED:
        return _("The translation is published.")
    return _("To be reviewed by %(date)s.") % {
        "date": date_format(notice.review_on or notice.made_at)
    }


def _address(notice: Any, english: Page | None, request: Any) -> str:
    """The translation editor, the public translation, or the page's form."""
    if notice.kind == Kind.SOURCE_CHANGED:
        return reverse("wagtailadmin_pages:edit", args=[notice.english_id])
    public = english.get_url(request) if english is not None else None
    return public or reverse("wagtailadmin_pages:edit", args=[notice.page_id])
