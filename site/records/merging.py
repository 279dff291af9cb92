"""Makes two keywords one: on pages of both languages, in drafts and in their history."""

import json
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import F, Q, TextField
from django.db.models.functions import Cast
from django.urls import NoReverseMatch, reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from records.leading_on import lead_on
from records.models import Keyword, KeywordedPage


def pages_with(keyword: Keyword) -> int:
    """How many pages have the keyword, drafts included; both languages of a page are one."""
    drafts = [revision.pk for revision, _content in _saved(Revision, "content", keyword)]
    having = Q(keyword_links__tag=keyword) | Q(latest_revision__in=drafts)
    return Page.objects.filter(having).values("translation_key").distinct().count()


@transaction.atomic
def merge(keyword: Keyword, into: Keyword, user: Any) -> int:
    """Gives all that `keyword` has to `into`, and deletes it; its address leads to the other's.

    Gives the number of pages that had it, counted once for both languages.
    """
    count = pages_with(keyword)
    was_public = Keyword.public().filter(pk=keyword.pk).exists()
    links = KeywordedPage.objects.filter(tag=keyword)
    has_both = KeywordedPage.objects.filter(tag=into).values("content_object")
    links.filter(content_object__in=has_both).delete()
    links.update(tag=into)
    _rewrite(Revision, "content", keyword, into)
    # What wagtail-localize makes translated pages from.
    _rewrite(apps.get_model("wagtail_localize", "TranslationSource"), "content_json", keyword, into)
    if not into.name_en and keyword.name_en:
        into.name_en = keyword.name_en
        into.save()
    lead_on(keyword, into, was_public=was_public)
    log(into, "records.merge_keyword", user=user, data={"merged": keyword.name, "pages": count})
    keyword.delete()
    return count


def successor(slug: str) -> Keyword | None:
    """The keyword that one with this address has been merged into; None if none has."""
    try:
        old = reverse(Keyword.address_name, args=[slug])
    except NoReverseMatch:
        return None
    found = Redirect.objects.filter(old_path=Redirect.normalise_path(old)).first()
    if found is None:
        return None
    parts = found.redirect_link.rstrip("/").rpartition("/")
    return Keyword.public().filter(slug=parts[2]).first()


def _saved(model: Any, column: str, keyword: Keyword) -> Iterator[tuple[Any, dict[str, Any]]]:
    """What has been saved of pages with the keyword, each with its content."""
    marked = model.objects.annotate(said=Cast(F(column), TextField()))
    for saved in marked.filter(said__contains=f'"tag": {keyword.pk}').iterator():
        value = getattr(saved, column)
        content = json.loads(value) if isinstance(value, str) else value
        if keyword.pk in [row["tag"] for row in content.get("keyword_links", ())]:
            yield saved, content


def _rewrite(model: Any, column: str, keyword: Keyword, into: Keyword) -> None:
    """Replaces the keyword in saved contents, as it would be lost with its row."""
    for saved, content in list(_saved(model, column, keyword)):
        rows = content["keyword_links"]
        kept = [row for row in rows if row["tag"] not in (keyword.pk, into.pk)]
        # The row that it has already, else the one of the merged keyword.
        joined = next((row for row in rows if row["tag"] == into.pk), None)
        joined = joined or {**next(r for r in rows if r["tag"] == keyword.pk), "tag": into.pk}
        content["keyword_links"] = [*kept, joined]
        is_text = isinstance(getattr(saved, column), str)
        written = json.dumps(content) if is_text else content
        model.objects.filter(pk=saved.pk).update(**{column: written})
