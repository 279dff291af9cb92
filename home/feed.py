"""News and events as feeds (Atom, RFC 4287), one for each language and topic."""

import datetime as dt
from collections.abc import Iterable
from typing import Any
from uuid import uuid5

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed

from home.topics import Topic, about, query_of, titled, topics_of

MOST_IN_FEED = 30


def feed_address(index: Any) -> str:
    """The address of the feed of an index page."""
    return f"{index.url}feed.atom"


def feed_response(index: Any, pages: Any, request: HttpRequest) -> HttpResponse:
    """The first of `pages` that belong to the topics that were asked for."""
    topics = topics_of(request.GET, index)
    content = feed_of(index, about(pages, topics)[:MOST_IN_FEED], topics, request)
    return HttpResponse(content, content_type="application/atom+xml; charset=utf-8")


def feed_of(index: Any, pages: Iterable[Any], topics: list[Topic], request: HttpRequest) -> bytes:
    """The pages below `index` in their order, with absolute addresses."""
    absolute, query = request.build_absolute_uri, query_of(topics)
    feed = Atom1Feed(
        title=titled(index.title, topics),
        link=absolute(index.url),
        description=index.introduction,
        language=index.language_code,
        feed_url=absolute(index.feed_url + query),
        feed_guid=_identity(index, query),
    )
    for page in pages:
        feed.add_item(
            title=page.title,
            link=absolute(page.url),
            description=page.introduction,
            unique_id=_identity(page),
            pubdate=_published(page),
            updateddate=page.last_published_at,
        )
    return feed.writeString("utf-8").encode()


def _published(page: Any) -> dt.datetime | None:
    """The day that readers see on news; of an event, when its page was published first."""
    if hasattr(page, "date"):
        return timezone.make_aware(dt.datetime.combine(page.date, dt.time()))
    return page.first_published_at


def _identity(page: Any, query: str = "") -> str:
    """What the entry is called for ever, whatever its address (RFC 4287, 4.2.6)."""
    return f"urn:uuid:{uuid5(page.translation_key, page.language_code + query)}"
