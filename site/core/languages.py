"""References between translated things: stored to the Swedish source, read in one's language."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.conf import settings
from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet
from django.utils.translation import get_language
from wagtail.models import DraftStateMixin, Page

from core.privacy import private

# Pages and rows with wagtail's TranslatableMixin; its attributes are not known to the checker.
Translated = TypeVar("Translated", bound=Any)


def reading_language() -> str:
    """The reader's language: the active one if the site has it, else Swedish."""
    language = get_language() or settings.LANGUAGE_CODE
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def foreign_alias(page: str = "") -> Q:
    """A copy of a page of the other language that Wagtail keeps in step: not a translation.

    `page` is the foreign key by which the queryset's rows belong to their page.
    """
    prefix = f"{page}__" if page else ""
    return Q(**{f"{prefix}alias_of__isnull": False}) & ~Q(
        **{f"{prefix}alias_of__locale": F(f"{prefix}locale")}
    )


def answering(pages: Any) -> Any:
    """The pages that answer at their address: live, and none that only looks translated."""
    pages = pages.filter(live=True)
    return pages.exclude(foreign_alias()) if issubclass(pages.model, Page) else pages


def shown(pages: Any, passed: int = 0) -> Any:
    """The pages that readers may meet in lists: those that answer, and answer everyone.

    Every list, menu and search starts from here. `passed` is the depth of the page that the list
    stands on: who reads it may read what is private together with it.
    """
    pages = answering(pages)
    return pages.filter(~private(passed)) if issubclass(pages.model, Page) else pages


def preferred(queryset: "QuerySet[Translated]", language: str | None = None) -> "list[Translated]":
    """One object per translation key: the one in `language`, else its Swedish source.

    `queryset` spans both languages; pages (and other drafts) count only when live, and none that
    is an alias of the other language's, nor its rows. One query.
    The caller marks an object whose `locale` is another than the reader's with `lang`.
    """
    language = language or reading_language()
    if issubclass(queryset.model, DraftStateMixin):
        return list(preferred_pages(queryset, language))
    if any(field.name == "page" for field in queryset.model._meta.fields):
        queryset = queryset.exclude(foreign_alias("page"))
    found = list(
        queryset.filter(
            locale__language_code__in={language, settings.LANGUAGE_CODE}
        ).select_related("locale")
    )
    own = {item.translation_key for item in found if item.locale.language_code == language}
    return [
        item
        for item in found
        if item.locale.language_code == language or item.translation_key not in own
    ]


def preferred_pages(queryset: Any, language: str | None = None, passed: int = 0) -> Any:
    """The same for pages, as a queryset: for lists that are counted or cut.

    `passed` is the same as for `shown`.
    """
    language = language or reading_language()
    pages = shown(queryset, passed)
    wanted = Q(locale__language_code=language)
    if language != settings.LANGUAGE_CODE:
        own = pages.filter(wanted, translation_key=OuterRef("translation_key"))
        wanted |= Q(~Exists(own), locale__language_code=settings.LANGUAGE_CODE)
    return pages.filter(wanted).select_related("locale")


def read_references(
    references: "Iterable[Translated]", *related: str, language: str | None = None
) -> "list[Translated]":
    """The references (Swedish sources) as the reader's language has them, in the given order.

    `related` are foreign keys to fetch along. At most one query, none for an empty list.
    """
    sources = list(references)
    if not sources:
        return []
    queryset = type(sources[0])._default_manager.filter(
        translation_key__in=[source.translation_key for source in sources]
    )
    if related:
        queryset = queryset.select_related(*related)
    by_key = {item.translation_key: item for item in preferred(queryset, language)}
    return [by_key[s.translation_key] for s in sources if s.translation_key in by_key]


def linked(page: Any, name: str) -> Any:
    """The keys of what the page's many-to-many field `name` refers to, for a subquery."""
    field = page._meta.get_field(name)
    links = field.remote_field.through._default_manager.filter(**{field.m2m_field_name(): page.pk})
    return links.values(field.m2m_reverse_field_name())


def read_linked(page: Any, name: str, *related: str) -> list[Any]:
    """What the page's many-to-many field `name` refers to, in the reader's language.

    One query; two for a page that is read from a draft or from history.
    """
    if name in vars(page).get("_cluster_related_objects", {}):
        return read_references(getattr(page, name).all(), *related)
    pages = page._meta.get_field(name).related_model._default_manager
    sources = pages.filter(pk__in=linked(page, name))
    found = pages.filter(translation_key__in=sources.values("translation_key"))
    return preferred(found.select_related(*related) if related else found)


def read_reverse(
    target: Model, accessor: str, *related: str, language: str | None = None
) -> list[Any]:
    """The pages that point at `target` by the relation `accessor`, in the reader's language.

    `accessor` is the `related_name` of a foreign key or many-to-many field; `related` are foreign
    keys to fetch along. One query.
    """
    relation = target._meta.get_field(accessor)
    field = relation.remote_field.name  # type: ignore[union-attr]
    if hasattr(target, "translation_key"):
        lookup = {f"{field}__translation_key": target.translation_key}
    else:
        lookup = {field: target}
    queryset = relation.related_model._default_manager.filter(**lookup)  # type: ignore[union-attr]
    if related:
        queryset = queryset.select_related(*related)
    return preferred(queryset.distinct(), language)
