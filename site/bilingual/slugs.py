"""The address that a page gets of its translated title."""

from django.utils.text import slugify
from wagtail.coreutils import find_available_slug
from wagtail.models import Page
from wagtail_localize.strings import StringValue

# Less than the 255 that the field holds: a number may have to be added.
LONGEST = 240


def address_of(page: Page, title: str) -> str:
    """A free address below the page's parent, made of a translated title (a segment's HTML).

    A title without a Latin letter gives no word to make one of: then it is the page's number, and
    never the Swedish address.
    """
    words = slugify(StringValue(title).render_text())
    if len(words) > LONGEST:
        words = words[: LONGEST + 1].rpartition("-")[0] or words[:LONGEST]
    return find_available_slug(
        page.get_parent(), words or f"page-{page.pk}", ignore_page_id=page.pk
    )
