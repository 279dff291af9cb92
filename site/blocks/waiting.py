"""What stands in versions of pages that are not public yet: Wagtail's index knows rows alone."""

from typing import Any

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from wagtail.fields import StreamField
from wagtail.models import Page, Revision

from blocks.models import SharedContent


def waiting_with(content: SharedContent) -> list[Page]:
    """The pages whose latest draft, or a version that waits for its day, shows the content."""
    drafts = Page.objects.filter(has_unpublished_changes=True).values("latest_revision")
    waiting = Revision.page_revisions.filter(
        Q(pk__in=drafts) | Q(approved_go_live_at__isnull=False)
    ).annotate(said=Cast("content", TextField()))
    # The block's name, however the database writes the quotation marks of a body.
    found = {}
    for revision in waiting.filter(said__contains="shared").iterator():
        page = revision.as_object()
        if any(_shows(page, field, content) for field in page._meta.concrete_fields):
            found[page.pk] = page
    return list(found.values())


def _shows(page: Page, field: Any, content: SharedContent) -> bool:
    if not isinstance(field, StreamField):
        return False
    named = field.extract_references(getattr(page, field.name))
    return any(model is SharedContent and str(pk) == str(content.pk) for model, pk, *_ in named)
