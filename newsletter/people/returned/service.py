"""What the e-mail service reports by its webhook, in the words of django-anymail.

Its addresses exist only with a secret (`ANYMAIL`'s WEBHOOK_SECRET): see the check below.
"""

import re
from typing import Any

from anymail.signals import EventType, RejectReason, tracking
from django.conf import settings
from django.core.checks import Error, register

from newsletter.people.returned.marking import Report, copy_named, kind_of, mark

CODE = re.compile(r"\b[45]\.\d{1,3}\.\d{1,3}\b")
# Brevo and Postmark call a passing failure so; anymail gives both kinds the same reason.
PASSING = re.compile(r"soft.?bounce|transient", re.IGNORECASE)
UNWANTED = {EventType.COMPLAINED, EventType.UNSUBSCRIBED}
FAILED = {EventType.BOUNCED, EventType.REJECTED}
DEAD = {RejectReason.BOUNCED, RejectReason.INVALID}
NOT_WANTED = {RejectReason.SPAM, RejectReason.UNSUBSCRIBED}


def hear(sender: Any, event: Any, esp_name: str, **kwargs: Any) -> None:
    """Notes a report about a copy of ours; anything else is passed over."""
    report, code = _report(event)
    if report is None:
        return
    given = event.metadata if isinstance(event.metadata, dict) else {}
    named = given.get("copy") or event.message_id
    if (copy := copy_named(str(named or ""))) is not None:
        mark(copy, report, code)


def _report(event: Any) -> tuple[Report | None, str]:
    if event.event_type in UNWANTED:
        return Report.UNWANTED, ""
    if event.event_type not in FAILED:
        return None, ""
    if event.reject_reason in NOT_WANTED:
        return Report.UNWANTED, ""
    found = CODE.search(f"{event.mta_response or ''} {event.description or ''}")
    code = found[0] if found else ""
    if code:
        return kind_of(code), code
    passes = event.reject_reason not in DEAD or PASSING.search(str(event.esp_event))
    return Report.SOFT if passes else Report.HARD, ""


def listen() -> None:
    """To be called once, when the site starts."""
    tracking.connect(hear, dispatch_uid="newsletter.returned")


@register()
def webhooks_have_a_secret(**kwargs: Any) -> list[Error]:
    """newsletter.E001: an e-mail service that anybody could speak for."""
    if not settings.EMAIL_SERVICE or settings.ANYMAIL.get("WEBHOOK_SECRET"):
        return []
    return [
        Error(
            "EMAIL_SERVICE is set, but ANYMAIL has no WEBHOOK_SECRET.",
            hint='Add "WEBHOOK_SECRET": "name:password" to ANYMAIL, and give the service the '
            "webhook's address with it: https://name:password@…/anymail/SERVICE/tracking/",
            id="newsletter.E001",
        )
    ]
