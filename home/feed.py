"""News and events as feeds (Atom, RFC 4287), one for each language and topic."""

import datetime as dt
from collections.abc import Iterable
from typing import Any
from uuid import uuid5

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from home.conditional import unless_known
from home.topics import Topic, about, query_of, titled, topics_of

MOST_IN_FEED = 30
# Pages that were made live without being published.
NEVER = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


class Feed(Atom1Feed):
    """Django's, with plain text as text, the language of each entry, and a day also when empty."""

    def latest_post_date(self) -> dt.datetime:
        return super().latest_post_date() if self.items else self.feed["changed_at"]

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        language = item["language"]
        return {} if language == self.feed["language"] else {"xml:lang": language}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        # Django would call it HTML, and readers' programs show `<script>` as what it says.
        super().add_item_elements(handler, {**item, "description": None})
        if item["description"]:
            handler.addQuickElement("summary", item["description"], {"type": "text"})


def feed_address(index: Any) -> str:
    """The address of the feed of an index page."""
    return f"{index.url}feed.atom"


def feed_response(index: Any, pages: Any, request: HttpRequest) -> HttpResponse:
    """The first of `pages` that belong to the topics that were asked for."""
    topics = topics_of(request.GET, index)
    content = feed_of(index, about(pages, topics)[:MOST_IN_FEED], topics, request)
    return unless_known(request, HttpResponse(content, content_type=Feed.content_type))


def feed_of(index: Any, pages: Iterable[Any], topics: list[Topic], request: HttpRequest) -> bytes:
    """The pages that `index` lists in their order, with absolute addresses."""
    absolute, query = request.build_absolute_uri, query_of(topics)
    feed = Feed(
        title=titled(index.title, topics),
        link=absolute(index.url),
        description=index.introduction,
        language=index.language_code,
        feed_url=absolute(index.feed_url + query),
        feed_guid=_identity(index, query),
        author_name=_("City of Västerås"),
        author_link=absolute("/"),
        changed_at=_changed(index),
    )
    for page in pages:
        feed.add_item(
            title=page.title,
            link=absolute(page.url),
            description=page.introduction,
            unique_id=_identity(page),
            pubdate=_published(page),
            updateddate=_changed(page),
            language=page.language_code,
        )
    return feed.writeString("utf-8").encode()


def _changed(page: Any) -> dt.datetime:
    """When it was published last, never the moment of the asking."""
    return page.last_published_at or page.first_published_at or NEVER


def _published(page: Any) -> dt.datetime | None:
    """The day that readers see on news; of an event, when its page was published first."""
    if hasattr(page, "date"):
        return timezone.make_aware(dt.datetime.combine(page.date, dt.time()))
    return page.first_published_at


def _identity(page: Any, query: str = "") -> str:
    """What the entry is called for ever, whatever its address (RFC 4287, 4.2.6)."""
    return f"urn:uuid:{uuid5(page.translation_key, page.language_code + query)}"
