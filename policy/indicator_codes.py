"""An indicator's address in the API leads on when its code becomes another (design, section 4)."""

from typing import Any

from core.api import ROOT
from records.leading_on import lead


def indicator_address(code: str) -> str:
    """Where the API has the indicator of this code."""
    return f"{ROOT}/indicators/{code}"


def when_renamed(sender: Any, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Leads on from the address of an indicator that is about to get another code."""
    was = None if raw else sender.objects.filter(pk=instance.pk).first()
    if was is not None and was.code != instance.code:
        lead(indicator_address(was.code), indicator_address(instance.code), was_public=True)
