"""With whom an activity is done: networks, partner regions, twin towns and projects."""

from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import Page

from core.languages import linked, preferred, read_linked, read_references

if TYPE_CHECKING:
    from policy.models import ActivityPage

PLACES = ("networks", "partner_regions", "twin_towns")


def partners_of(activity: "ActivityPage") -> list[Any]:
    """The public pages of its partners, in the reader's language, kind by kind.

    One query; more for an activity that is read from a draft or from history.
    """
    if vars(activity).get("_cluster_related_objects"):
        rows = activity.projects.all()
        return [
            *(page for name in PLACES for page in read_linked(activity, name)),
            *read_references(row.project for row in rows),
        ]
    meta: Any = activity._meta
    projects = meta.get_field("projects").related_model._default_manager
    named = Q(pk__in=projects.filter(page=activity.pk).values("project"))
    for name in PLACES:
        named |= Q(pk__in=linked(activity, name))
    keys = Page.objects.filter(named).values("translation_key")
    found = preferred(Page.objects.filter(translation_key__in=keys).order_by("path"))
    kinds = [ContentType.objects.get_for_model(meta.get_field(n).related_model).pk for n in PLACES]
    # Projects, which are none of them, last.
    return sorted(found, key=lambda page: [page.content_type_id != kind for kind in kinds])
