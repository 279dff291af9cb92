"""What pictures and documents are kept for: areas say at their start why one may not be deleted."""

from collections.abc import Callable
from typing import Any

# Says in the editor's language why an object is kept; "" where there is no reason.
Reason = Callable[[Any], str]

_reasons: list[Reason] = []


def register_reason(reason: Reason) -> None:
    """Adds one; all are asked."""
    if reason not in _reasons:
        _reasons.append(reason)


def why_kept(item: Any) -> str:
    """The first reason why a picture, document or record is not deleted; "" where there is none."""
    return next(filter(None, (reason(item) for reason in _reasons)), "")
