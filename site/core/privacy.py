"""Pages that not everyone may see, for lists: their own address asks for a log-in or password."""

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from wagtail.models import PageViewRestriction


def private(passed: int = 0) -> Exists:
    """Whether a page, or one above it, is restricted; for a filter of pages, without a query.

    What is restricted at the depth `passed` or above does not count: whoever reads a page below
    its own section has been let into that already.
    """
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    return Exists(
        PageViewRestriction.objects.annotate(listed=path).filter(
            listed__startswith=F("page__path"), page__depth__gt=passed
        )
    )
