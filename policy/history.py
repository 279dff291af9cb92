"""What the public saw on a day: each version of the policy's and the plan's pages, and of what
reports name.

Written in the transaction that publishes, for both languages, since publishing Swedish also gives
the English page its facts. Read by `?as-of=` and by the quarterly reports.
"""

import datetime as dt
import json
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.models import Page

from core.languages import shown
from core.privacy import private
from policy.models.public_version import PublicVersion

# The page types whose versions are kept: the policy, the plan, and what a report tells of.
KEPT = {
    "policy.PolicyPage",
    "policy.VisionPage",
    "policy.MethodPage",
    "policy.PolicyVersionPage",
    "policy.ActionPlanPage",
    "policy.ActivityPage",
    "networks.NetworkPage",
    "networks.ProjectPage",
    "home.EventPage",
}
# Wagtail's bookkeeping, which is different although the reader sees the same.
BOOKKEEPING = {
    "alias_of", "draft_title", "expire_at", "expired", "first_published_at", "go_live_at",
    "has_unpublished_changes", "last_published_at", "latest_revision", "latest_revision_created_at",
    "live_revision", "lock", "locked", "locked_at", "locked_by", "numchild", "owner", "path",
    "review_on", "search_description", "seo_title", "wagtail_admin_comments",
}  # fmt: skip


def label_of(page: Page) -> str:
    """“policy.ActivityPage”."""
    return str(page.specific_class._meta.label)


def _seen(content: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in content.items() if name not in BOOKKEEPING}


def written(content: dict[str, Any]) -> dict[str, Any]:
    """The content as the database gives it back: dates and numbers are text."""
    written: dict[str, Any] = json.loads(DjangoJSONEncoder().encode(content))
    return written


def record(page: Page, at: dt.datetime | None = None) -> PublicVersion | None:
    """Notes that the public sees `page` as it is in the database now; None if it saw that before.

    `at` is the moment, now by default.
    """
    at = at or timezone.now()
    content = written(page.specific_class.objects.get(pk=page.pk).serializable_data())
    parent = page.get_parent()
    parent_key = parent.translation_key if parent else None
    known = _open(page).first()
    if known and known.parent_key == parent_key and _seen(known.content) == _seen(content):
        return None
    close(page, at)
    return PublicVersion.objects.create(
        page_id=page.pk,
        model=label_of(page),
        key=page.translation_key,
        language=page.locale.language_code,
        parent_key=parent_key,
        public_from=at,
        content=content,
    )


def _open(page: Page) -> "QuerySet[PublicVersion]":
    return PublicVersion.objects.filter(
        key=page.translation_key, language=page.locale.language_code, public_to=None
    )


def close(page: Page, at: dt.datetime | None = None) -> None:
    """Notes that the public no longer sees the page as it was last recorded."""
    _open(page).update(public_to=at or timezone.now())


def record_both(page: Page, at: dt.datetime | None = None) -> None:
    """Records a page that was published, and its translations, whose facts came with it."""
    if label_of(page) not in KEPT:
        return
    if not is_open(page):
        close_both(page, at)
        return
    record(page, at)
    if page.locale.language_code == settings.LANGUAGE_CODE:
        for translation in shown(page.get_translations()):
            record(translation, at)


def is_open(page: Page) -> bool:
    """Whether everyone may see the page."""
    return bool(shown(Page.objects.filter(pk=page.pk)).exists())


def close_both(page: Page, at: dt.datetime | None = None) -> None:
    """Notes that the public sees a page in neither language, whatever each shows to others."""
    close(page, at)
    if page.locale.language_code == settings.LANGUAGE_CODE:
        for translation in page.get_translations():
            close(translation, at)


def record_missing() -> int:
    """Records the public pages that have no version yet; gives how many. For older databases."""
    known = PublicVersion.objects.filter(public_to=None).values("page")
    made = 0
    for label in sorted(KEPT):
        pages = shown(apps.get_model(label).objects.all())
        for page in pages.exclude(pk__in=known):
            made += record(page, page.last_published_at) is not None
    return made


def backdate(key: Any, day: dt.date) -> None:
    """Says of an invented page, in both languages, that the public has seen it since `day`."""
    start = timezone.make_aware(dt.datetime.combine(day, dt.time()))
    PublicVersion.objects.filter(key=key).update(public_from=start)


def end_of(day: dt.date) -> dt.datetime:
    """The first moment after the day, in the city's time zone."""
    return timezone.make_aware(dt.datetime.combine(day + dt.timedelta(days=1), dt.time()))


def versions_at(moment: dt.datetime) -> "QuerySet[PublicVersion]":
    """All that was public just before `moment`."""
    return PublicVersion.objects.filter(
        Q(public_to=None) | Q(public_to__gte=moment), public_from__lt=moment
    )


def open_to_all(day: dt.date, passed: int = 0) -> "QuerySet[PublicVersion]":
    """All that was public at the end of the day, without what not everyone may see today.

    What is restricted at the depth `passed` or above does not count, as for `core.privacy`.
    """
    closed = Page.objects.filter(private(passed)).values("translation_key")
    return versions_at(end_of(day)).exclude(key__in=closed)


def page_of(version: PublicVersion) -> Any:
    """The page as it was, in memory. References to what has been deleted since are left out, but
    for the keys in `known_ids`.
    """
    model = apps.get_model(version.model)
    return _then(model.from_serializable_data(version.content, check_fks=False), version)


def page_in_list(version: PublicVersion) -> Any:
    """The page as it was, for one of many: without a query for each kind of what it refers to.

    The keys of that are in `known_ids`; its many-to-many fields must not be read.
    """
    model = apps.get_model(version.model)
    names = {field.name for field in model._meta.many_to_many}
    content = {name: value for name, value in version.content.items() if name not in names}
    return _then(model.from_serializable_data(content, check_fks=False), version)


def _then(page: Any, version: PublicVersion) -> Any:
    """The page with the day on which the public got this version, the key of what it stood below,
    and the keys of what it referred to.
    """
    names = [field.name for field in page._meta.many_to_many]
    page.known_ids = {name: version.content.get(name, []) for name in names}
    page.last_published_at = version.public_from
    page.parent_key = version.parent_key
    return page


def page_on(page: Page, day: dt.date) -> Any:
    """The page as the public saw it at the end of `day`, in memory; None if it was not public."""
    return page_at(page.translation_key, page.locale.language_code, day)


def page_at(key: Any, language: str, day: dt.date) -> Any:
    """The same by the page's key, whether there still is such a page or not."""
    version = versions_at(end_of(day)).filter(key=key, language=language).last()
    return page_of(version) if version else None
