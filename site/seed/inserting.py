"""Many pages at once: the tree's paths, and rows in both of a page type's tables."""

from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from wagtail.models import Page


def add_children(parent: Page, pages: list[Any]) -> None:
    """Adds unsaved pages of one type below `parent`, behind its own; slug and title are theirs.

    No signals, no revisions, no search entries.
    """
    model = type(pages[0])
    # Wagtail's own lock of the tree: nobody else adds a child meanwhile.
    parent = Page.objects.select_for_update().get(pk=parent.pk)
    last = parent.get_children().order_by("-path").values_list("path", flat=True).first()
    content_type, steps = ContentType.objects.get_for_model(model), _steps(parent, last)
    for page in pages:
        page.path, page.depth = next(steps), parent.depth + 1
        page.url_path = f"{parent.url_path}{page.slug}/"
        page.draft_title, page.content_type = page.title, content_type
        page.locale_id = parent.locale_id
    _insert(model, pages)
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + len(pages))


def _steps(index: Page, last: str | None) -> Iterator[str]:
    """The paths of the children to come, by treebeard's own counting."""
    number = Page._str2int(last[-Page.steplen :]) if last else 0
    while True:
        number += 1
        yield Page._get_path(index.path, index.depth + 1, number)


def _insert(model: Any, pages: list[Any]) -> None:
    """Django's bulk_create refuses models of two tables: the pages first, then their own part."""
    rows = Page.objects.bulk_create(
        Page(
            **{field.attname: getattr(page, field.attname) for field in Page._meta.concrete_fields}
        )
        for page in pages
    )
    fields = model._meta.local_concrete_fields
    for page, row in zip(pages, rows, strict=True):
        page.id = page.pk = page.page_ptr_id = row.pk
    size = connection.ops.bulk_batch_size(fields, pages)
    for start in range(0, len(pages), size):
        model._base_manager._insert(
            pages[start : start + size], fields=fields, using=connection.alias
        )
