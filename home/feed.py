"""News as a feed (Atom, RFC 4287), one for each language."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import uuid5

from django.http import HttpRequest
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed

if TYPE_CHECKING:
    from home.models import NewsIndexPage, NewsPage


def feed_of(index: "NewsIndexPage", news: "Iterable[NewsPage]", request: HttpRequest) -> bytes:
    """The news, the newest first, with absolute addresses."""
    absolute = request.build_absolute_uri
    feed = Atom1Feed(
        title=index.title,
        link=absolute(index.url),
        description=index.introduction,
        language=index.language_code,
        feed_url=absolute(index.feed_url),
        feed_guid=_identity(index),
    )
    for page in news:
        feed.add_item(
            title=page.title,
            link=absolute(page.url),
            description=page.introduction,
            unique_id=_identity(page),
            pubdate=timezone.make_aware(dt.datetime.combine(page.date, dt.time())),
            updateddate=page.last_published_at,
        )
    return feed.writeString("utf-8").encode()


def _identity(page: Any) -> str:
    """What the entry is called for ever, whatever its address (RFC 4287, 4.2.6)."""
    return f"urn:uuid:{uuid5(page.translation_key, page.language_code)}"
