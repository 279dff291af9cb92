"""Pages that not everyone may see, for lists: their own address asks for a log-in or password."""

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Subquery
from wagtail.models import Page, PageViewRestriction


def private(passed: int = 0) -> Exists:
    """Whether a page, or one above it, is restricted; for a filter of pages, without a query.

    What is restricted at the depth `passed` or above does not count: whoever reads a page below
    its own section has been let into that already.
    """
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    # No join: some databases would begin it with all pages, anew for each page of a list.
    restricted = Page.objects.filter(pk=OuterRef("page_id"), depth__gt=passed).values("path")
    return Exists(
        PageViewRestriction.objects.annotate(
            listed=path, restricted=Subquery(restricted[:1])
        ).filter(listed__startswith=F("restricted"))
    )
