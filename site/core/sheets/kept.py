"""What was handed in, between its dry run and its writing: kept on the server.

Django's session store is shared by all processes and expires by itself. The editor's own session
holds no more than the key; nothing of the file travels through the browser.
"""

from importlib import import_module
from typing import Any

from django.conf import settings
from django.http import HttpRequest

SECONDS = 2 * 3600


def _store(key: str | None = None) -> Any:
    return import_module(settings.SESSION_ENGINE).SessionStore(key)


def keep(request: HttpRequest, name: str, data: Any) -> None:
    """Keeps the data (as for JSON) for this editor by a name, in the place of earlier ones."""
    forget(request, name)
    store = _store()
    store.clear_expired()
    store["sheet"] = data
    store.set_expiry(SECONDS)
    store.create()
    request.session[name] = store.session_key


def kept(request: HttpRequest, name: str) -> Any:
    """What the editor has kept by this name; None if there is nothing, or nothing any more."""
    key = request.session.get(name)
    return _store(key).get("sheet") if key else None


def forget(request: HttpRequest, name: str) -> None:
    """Deletes it."""
    key = request.session.pop(name, None)
    if key:
        _store(key).delete()
