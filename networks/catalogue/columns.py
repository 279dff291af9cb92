"""The columns that the files of all catalogues have."""

from collections import defaultdict
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from core.tables import Column
from records.models import KeywordedPage


def first_columns() -> list[Column]:
    """What a page is, and which one."""
    return [Column("key", _("Key")), Column("title", _("Title")), Column("language", _("Language"))]


def last_columns() -> list[Column]:
    """Its period, what it is about, and where it is read."""
    return [
        Column("starts_on", _("starts on")),
        Column("ends_on", _("ends on")),
        Column("precision", _("precision")),
        Column("period", _("Period")),
        Column("focus_areas", _("Focus areas")),
        Column("themes", _("Themes")),
        Column("url", _("Address")),
    ]


def first_cells(page: Any) -> list[Any]:
    """The cells of `first_columns`."""
    return [str(page.translation_key), page.title, page.locale.language_code]


class LastCells:
    """The cells of `last_columns` for many pages: a query for themes, one for each type."""

    def __init__(self, pages: list[Any], request: HttpRequest) -> None:
        self.request = request
        self.themes: dict[int, list[str]] = defaultdict(list)
        self.areas: dict[int, list[str]] = defaultdict(list)
        keys = [page.pk for page in pages]
        links = KeywordedPage.objects.filter(content_object__in=keys).select_related("tag")
        for link in links.order_by("tag__name"):
            self.themes[link.content_object_id].append(link.tag.label)  # type: ignore[attr-defined]
        for model in {type(page) for page in pages}:
            field = model._meta.get_field("focus_areas")
            page_id = f"{field.m2m_field_name()}_id"
            through = field.remote_field.through._default_manager
            rows = through.filter(**{f"{page_id}__in": keys}).select_related("focusarea")
            for row in rows.order_by("pk"):
                self.areas[getattr(row, page_id)].append(str(row.focusarea))

    def of(self, page: Any) -> list[Any]:
        """One page's cells."""
        return [
            page.starts_on,
            page.ends_on,
            page.precision,
            page.period,
            self.areas[page.pk],
            self.themes[page.pk],
            self.request.build_absolute_uri(page.get_url(self.request)),
        ]
