"""What stands in versions of pages that are not public yet: Wagtail's index knows rows alone."""

from typing import Any

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from wagtail.fields import StreamField
from wagtail.models import Page, Revision

# The block's name, however the database writes the quotation marks of a body: for what stands in
# blocks of one kind alone.
BLOCK_NAMES = {"SharedContent": "shared"}


def waiting_with(content: Any) -> list[Page]:
    """The pages whose latest draft, or a version that waits for its day, shows the content: shared
    content, a picture or a document.
    """
    drafts = Page.objects.filter(has_unpublished_changes=True).values("latest_revision")
    waiting = Revision.page_revisions.filter(
        Q(pk__in=drafts) | Q(approved_go_live_at__isnull=False)
    ).annotate(said=Cast("content", TextField()))
    found = {}
    name = BLOCK_NAMES.get(type(content).__name__, "")
    for revision in waiting.filter(said__contains=name).iterator():
        page = revision.as_object()
        if any(_shows(page, field, content) for field in page._meta.concrete_fields):
            found[page.pk] = page
    return list(found.values())


def _shows(page: Page, field: Any, content: Any) -> bool:
    if field.many_to_one:
        is_of_its_kind = issubclass(type(content), field.related_model)
        return is_of_its_kind and getattr(page, field.attname) == content.pk
    if not isinstance(field, StreamField):
        return False
    named = field.extract_references(getattr(page, field.name))
    return any(model is type(content) and str(pk) == str(content.pk) for model, pk, *_ in named)
