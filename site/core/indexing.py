"""Many pages saved in one transaction: each is put into the search and reference index once."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

# The pages to come, by model; None where each is indexed when it is saved.
_later: ContextVar[dict[Any, set[int]] | None] = ContextVar("later", default=None)


def is_put_off(page: Any) -> bool:
    """Whether the page, which is being saved, is indexed later; then it is noted."""
    later = _later.get()
    if later is None:
        return False
    later[page.specific_class].add(page.pk)
    return True


@contextmanager
def indexed_once() -> Iterator[None]:
    """What is saved within is indexed at the end. Wagtail does it at each save, of which publishing
    takes three, and looks through the whole index each time.
    """
    # The page types import this module.
    from wagtail.models import ReferenceIndex
    from wagtail.search.backends import get_search_backends
    from wagtail.signal_handlers import disable_reference_index_auto_update

    later: dict[Any, set[int]] = defaultdict(set)
    token = _later.set(later)
    try:
        with disable_reference_index_auto_update():
            yield
    finally:
        _later.reset(token)
    for model, ids in later.items():
        pages = list(model.get_indexed_objects().filter(pk__in=ids))
        for backend in get_search_backends(with_auto_update=True):
            backend.add_bulk(model, pages)
        for page in pages:
            ReferenceIndex.create_or_update_for_object(page)
