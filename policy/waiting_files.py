"""Files that reporters hand in as evidence: readers see them once the activity is approved."""

from typing import Any

from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction

# Seen by those who are logged in only.
WAITING = "Underlag som väntar på godkännande"


def waiting_collection() -> Collection:
    """The collection for them; made when it is first needed."""
    root = Collection.get_first_root_node()
    found = root.get_children().filter(name=WAITING).first() or root.add_child(name=WAITING)
    CollectionViewRestriction.objects.get_or_create(
        collection=found, restriction_type=CollectionViewRestriction.LOGIN
    )
    return found


def release(activity: Any) -> None:
    """Makes the files public that an activity links to and that waited for its approval."""
    waiting = get_document_model().objects.filter(collection__name=WAITING)
    linked = activity.links.exclude(document=None).values("document")
    waiting.filter(pk__in=linked).update(collection=Collection.get_first_root_node())
