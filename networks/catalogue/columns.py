"""The columns that the files of all catalogues have."""

from collections import defaultdict
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from core.references import linked_ids
from core.tables import Column
from records.models import FocusArea, Keyword, KeywordedPage


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
    """The cells of `last_columns` for many pages: a query for each type, and three for words."""

    def __init__(self, pages: list[Any], request: HttpRequest) -> None:
        self.request = request
        self.themes: dict[int, list[str]] = defaultdict(list)
        self.areas: dict[int, list[str]] = defaultdict(list)
        keys = [page.pk for page in pages]
        # Each word and area is made once, however many pages have it.
        links = KeywordedPage.objects.filter(content_object__in=keys).order_by("tag__name")
        labels = {tag.pk: tag.label for tag in Keyword.objects.filter(keyworded_pages__in=links)}
        for page, tag in links.values_list("content_object", "tag"):
            self.themes[page].append(labels[tag])
        areas = {area.pk: str(area) for area in FocusArea.objects.all()}
        for model in {type(page) for page in pages}:
            for page, others in linked_ids(model, "focus_areas", keys).items():
                self.areas[page] = [areas[other] for other in others]

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
