"""What pictures and documents are kept for: areas say at their start why one may not be deleted."""

from collections.abc import Callable
from typing import Any

# Says in the editor's language why an object is kept; "" where there is no reason.
Reason = Callable[[Any], str]

_reasons: dict[Reason, bool] = {}


def register_reason(reason: Reason, as_it_is: bool = False) -> None:
    """Adds one; all are asked. `as_it_is`: its file may not be exchanged for another either."""
    _reasons[reason] = as_it_is


def why_kept(item: Any) -> str:
    """The first reason why a picture, document or record is not deleted; "" where there is none."""
    return next(filter(None, (reason(item) for reason in _reasons)), "")


def why_kept_as_it_is(item: Any) -> str:
    """The first reason why a picture's or document's file is not exchanged."""
    strict = (reason for reason, as_it_is in _reasons.items() if as_it_is)
    return next(filter(None, (reason(item) for reason in strict)), "")
