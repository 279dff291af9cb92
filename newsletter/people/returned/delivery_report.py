"""A mail from the bounce mailbox as a delivery report (RFC 3464), if it is one about a copy.

Anything else (out of office, advertising, garbage) is none; nothing in a mail makes it crash.
"""

import re
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from typing import Any

from newsletter.models import Recipient
from newsletter.people.returned.marking import Report, copy_named, kind_of

# A report has the mail that came back, or its headers; more is none.
LARGEST = 2 * 1024 * 1024
STATUS = re.compile(r"^Status:\s*([245]\.\d{1,3}\.\d{1,3})\b", re.IGNORECASE | re.MULTILINE)
ACTION = re.compile(r"^Action:\s*([a-z]+)", re.IGNORECASE | re.MULTILINE)
MESSAGE_ID = re.compile(r"^Message-ID:\s*(<[^<>]{1,300}>)", re.IGNORECASE | re.MULTILINE)
# RFC 6533 has the same parts for addresses beyond ASCII.
STATUS_PARTS = ("message/delivery-status", "message/global-delivery-status")
RETURNED_PARTS = (
    "message/rfc822",
    "text/rfc822-headers",
    "message/global",
    "message/global-headers",
)


@dataclass(frozen=True)
class DeliveryReport:
    """Which copy it is about; `report` is None where it is merely late, or was delivered."""

    copy: Recipient
    report: Report | None
    status: str


def delivery_report(raw: bytes) -> DeliveryReport | None:
    """The report that a mail is; None for all others, which are left to a person."""
    if len(raw) > LARGEST:
        return None
    try:
        action, status, message_id = _read(message_from_bytes(raw))
    except Exception:
        # Python's parser raises whatever it stumbles over in a mail that breaks the rules.
        return None
    copy = copy_named(message_id) if action and status else None
    if copy is None:
        return None
    return DeliveryReport(copy, kind_of(status) if action == "failed" else None, status)


def _read(message: Message) -> tuple[str, str, str]:
    """Action, status and the Message-ID of what came back; each empty where it is not told."""
    action = status = message_id = ""
    kind = str(message.get_param("report-type", "")).lower()
    if message.get_content_type() != "multipart/report" or kind != "delivery-status":
        return "", "", ""
    parts: Any = message.get_payload()
    for part in parts:
        name = part.get_content_type()
        if name in STATUS_PARTS:
            text = _text(part)
            action, status = (_first(pattern, text) for pattern in (ACTION, STATUS))
        elif name in RETURNED_PARTS:
            message_id = _first(MESSAGE_ID, _text(part))
    return action.lower(), status, message_id


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1] if found else ""


def _text(part: Message) -> str:
    """What the part says, whatever it was packed in."""
    packed = part.get_payload(decode=True)
    if isinstance(packed, bytes):
        return packed.decode("ascii", "replace")
    return "\n".join(str(inner) for inner in part.get_payload())
