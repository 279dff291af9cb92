"""What still shows that something is done: evidence that everyone can read today.

A report is composed from the history, and so counts what was evidence when its quarter ended.
"""

from typing import Any

from django.apps import apps
from django.db.models import Q
from wagtail.models import CollectionViewRestriction, Page

from core.languages import shown
from policy.waiting_files import WAITING


def proving(links: Any) -> Any:
    """Those of the links (a queryset) that are such evidence. A query besides."""
    hidden: list[int] = []
    restrictions = CollectionViewRestriction.objects.exclude(collection__name=WAITING)
    for restriction in restrictions.select_related("collection"):
        below = restriction.collection.get_descendants(inclusive=True)
        hidden += below.values_list("pk", flat=True)
    return links.filter(
        Q(page_link__in=shown(Page.objects.all()).values("pk"))
        | Q(document__isnull=False) & ~Q(document__collection__in=hidden)
        | Q(indicator__in=_measured())
        | ~Q(web_address=""),
        is_evidence=True,
    )


def _measured() -> Any:
    return apps.get_model("policy", "IndicatorValue").objects.values("indicator")
