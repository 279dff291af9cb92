"""What a reader does with the subscription's pages, as a browser would."""

import re
from typing import Any

from bs4 import BeautifulSoup
from django.conf import settings
from django.core import mail
from django.test import Client

from newsletter.models import Subscriber
from tests.forms import form_fields

SUBSCRIBE = {"sv": "/prenumerera/", "en": "/en/subscribe/"}
SITE = settings.WAGTAILADMIN_BASE_URL


def filled_in(on: str = "sv", **typed: Any) -> dict[str, Any]:
    """The form of the page in a language as it is sent, with what was typed."""
    page = Client().get(SUBSCRIBE[on])
    assert page.status_code == 200
    return {**form_fields(page.content.decode(), "main form"), **typed}


def ask(on: str = "sv", client: Client | None = None, **typed: Any) -> Any:
    """Sends the form."""
    return (client or Client()).post(SUBSCRIBE[on], filled_in(on, **typed))


def press(client: Client, address: str, selector: str = "main form", **typed: Any) -> Any:
    """Presses the button of a form on a page: sent to where the form says."""
    page = client.get(address).content.decode()
    form = BeautifulSoup(page, "html.parser").select_one(selector)
    assert form is not None, page
    to = str(form.get("action") or address)
    return client.post(to, {**form_fields(page, selector), **typed})


def link_in_last_mail() -> str:
    """The address that the newest mail leads to, without the site's name."""
    found = re.search(rf"{re.escape(SITE)}(/\S*prenumeration/\S+|/en/subscription/\S+)", _text())
    assert found, _text()
    return found[1]


def subscribed(address: str = "anna@example.org", language: str = "sv") -> Subscriber:
    """Somebody who has asked and confirmed by the pages."""
    ask(language, email=address, language=language)
    press(Client(), link_in_last_mail())
    return Subscriber.objects.get(address=address, state=Subscriber.State.ACTIVE)


def _text() -> str:
    return str(mail.outbox[-1].body)
