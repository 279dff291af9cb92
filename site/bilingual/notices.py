"""Who is told what about a page's languages and its review, and when that is needless again.

What is told of by the day (a review date has come) is made in `bilingual.reminders`.
"""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, Revision
from wagtail.permissions import page_permission_policy
from wagtail_localize.models import StringTranslation

from bilingual.models import Notice, TranslationState
from bilingual.roles import ROLES
from bilingual.segments import ADDRESS

Kind = Notice.Kind


def editors_of(page: Page) -> QuerySet[Any]:
    """The active users who may edit the page."""
    return page_permission_policy.users_with_permission_for_instance("change", page)


def last_editor(page: Page) -> int | None:
    """Who last wrote on the page (a user's key); None where only programs have."""
    written = Revision.objects.for_instance(page).exclude(user=None).order_by("-created_at", "-pk")
    return written.values_list("user", flat=True).first()


def tell(user: Any, page: Page, kind: Kind, **facts: Any) -> None:
    """Makes the notice, or renews the unread one: news go into the next e-mail too."""
    Notice.objects.update_or_create(
        user_id=user,
        page_id=page.pk,
        kind=kind,
        read_at=None,
        defaults={"made_at": timezone.now(), "mailed_at": None, **facts},
    )


def withdraw(notices: QuerySet[Notice]) -> None:
    """Takes back unread notices that have become needless; what was mailed is kept as read."""
    unread = notices.filter(read_at=None)
    unread.filter(mailed_at=None).delete()
    unread.update(read_at=timezone.now())


def _translators(state: TranslationState) -> QuerySet[Any]:
    """Who made the words that are public in English, else the translators' group."""
    editors = editors_of(state.page)
    hashes = {segment.rpartition(" ")[2] for segment in state.segments}
    made = StringTranslation.objects.filter(
        context__object_id=state.page.translation_key,
        locale_id=state.page.locale_id,
        translation_of__data_hash__in=hashes,
    ).exclude(context__path=ADDRESS)
    known = editors.filter(pk__in=made.values("last_translated_by"))
    if known.exists():
        return known
    members = get_user_model()._default_manager.filter(groups__name=ROLES["translator"].name)
    return editors.filter(pk__in=members.values("pk"))


def tell_source_changed(page: Page, state: TranslationState, user: Any) -> None:
    """Tells the translators that the Swedish `page` has new words, but not who wrote them."""
    if not state.page.live:
        return
    told = _translators(state).exclude(pk=user.pk if user else None)
    for translator in told.values_list("pk", flat=True):
        tell(translator, page, Kind.SOURCE_CHANGED, changed=state.changed_segments)


def source_is_translated(page: Page) -> None:
    """Nothing is left to do for the translators of the page, in whichever language it is given."""
    withdraw(
        Notice.objects.filter(page__translation_key=page.translation_key, kind=Kind.SOURCE_CHANGED)
    )


def tell_translation_landed(page: Page, author: Any) -> None:
    """Tells the last editor of the Swedish source that English is published.

    Not the one who published it, who is the one at the screen, else the draft's `author`.
    """
    source = page.get_translations().filter(locale__language_code=settings.LANGUAGE_CODE).first()
    if source is None:
        return
    publisher = get_active_log_context().user or author
    editor = last_editor(source)
    if editor is None or editor == getattr(publisher, "pk", None):
        return
    if editors_of(source).filter(pk=editor).exists():
        tell(editor, source, Kind.TRANSLATION_LANDED)


def review_is_over(page: Page) -> None:
    """Takes back what was told of another review date than the page's present one."""
    told = Notice.objects.filter(page_id=page.pk, kind=Kind.REVIEW_DUE)
    # Not `exclude`: without a date none is left.
    withdraw(told.filter(~Q(review_on=getattr(page, "review_on", None))))


def nothing_to_tell(page: Page) -> None:
    """After unpublishing: a page that nobody reads needs neither translation nor review."""
    either = Notice.objects.filter(page__translation_key=page.translation_key)
    withdraw(either.filter(Q(page_id=page.pk) | ~Q(kind=Kind.REVIEW_DUE)))
