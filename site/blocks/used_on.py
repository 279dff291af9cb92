"""Where a shared content, a picture or a document is shown: what readers see is not deleted."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page, ReferenceIndex

from blocks.models import SharedContent
from blocks.waiting import waiting_with


def used_on(content: Any) -> list[Any]:
    """The pages and shared contents that show it, in both languages: public, or once a draft or a
    schedule of theirs is published.
    """
    found = ReferenceIndex.get_grouped_references_to(content)
    shown = [item for item, _references in found if isinstance(item, Page | SharedContent)]
    known = {page.pk for page in shown if isinstance(page, Page)}
    return shown + [page for page in waiting_with(content) if page.pk not in known]


def why_kept(content: Any) -> str:
    """Names the pages that show it; "" where none does."""
    pages = used_on(content)
    if not pages:
        return ""
    told = _("“%(name)s” is shown on %(pages)s: take it away there first.")
    names = ", ".join(_("“%(title)s”") % {"title": page} for page in pages[:5])
    return told % {"name": content, "pages": names}
