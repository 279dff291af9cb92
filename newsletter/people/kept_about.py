"""All that is kept about one subscriber: the right of access and to take it along (GDPR, articles
15 and 20).
"""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from newsletter.models import Subscriber


def kept_about(subscriber: Subscriber) -> dict[str, Any]:
    """All that is kept, as for JSON: the same to the person and to the staff."""
    return {
        "address": subscriber.address,
        "language": subscriber.language,
        "state": subscriber.state,
        "state_since": subscriber.state_since,
        "frequency": subscriber.frequency,
        "topics": [topic.code for topic in subscriber.topics.all()],
        "consents": [
            {
                "given_at": consent.given_at,
                "means": consent.means,
                "source": consent.source,
                "language": consent.text.language,
                "text": consent.text.text,
            }
            for consent in subscriber.consents.select_related("text")
        ],
        "issues": [
            {
                "title": copy.mailing.title,
                "language": copy.mailing.language,
                "state": copy.state,
                "handed_to_the_mail_server_at": copy.handed_at,
                "answer_of_the_mail_server": copy.answer,
                "unsubscribed_by_it_at": copy.unsubscribed_at,
            }
            for copy in subscriber.copies.select_related("mailing").order_by("pk")
        ],
    }


def as_json(subscriber: Subscriber) -> bytes:
    """The same as a file, for people and machines to read."""
    return written(kept_about(subscriber)).encode()


def written(kept: dict[str, Any]) -> str:
    """What is kept, as JSON."""
    return json.dumps(kept, ensure_ascii=False, indent=1, cls=DjangoJSONEncoder)
