"""The sheet between its dry run and its writing: kept on the server, under a session of its own.

Django's session store is shared by all processes and expires by itself. The editor's own session
holds no more than the key; nothing of the file travels through the browser.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest

from policy.sheets.sheet import Sheet

if TYPE_CHECKING:
    from policy.models import ActionPlanPage

SECONDS = 2 * 3600


def _name(plan: "ActionPlanPage") -> str:
    return f"policy.sheet.{plan.pk}"


def _store(key: str | None = None) -> Any:
    return import_module(settings.SESSION_ENGINE).SessionStore(key)


def keep(request: HttpRequest, plan: "ActionPlanPage", sheet: Sheet) -> None:
    """Keeps the sheet for this editor and plan, in the place of an earlier one."""
    forget(request, plan)
    store = _store()
    store.clear_expired()
    store["sheet"] = sheet.as_data()
    store.set_expiry(SECONDS)
    store.create()
    request.session[_name(plan)] = store.session_key


def kept(request: HttpRequest, plan: "ActionPlanPage") -> Sheet | None:
    """The editor's sheet for the plan; None if there is none, or none any more."""
    key = request.session.get(_name(plan))
    data = _store(key).get("sheet") if key else None
    return Sheet.from_data(data) if data else None


def forget(request: HttpRequest, plan: "ActionPlanPage") -> None:
    """Deletes the sheet."""
    key = request.session.pop(_name(plan), None)
    if key:
        _store(key).delete()
