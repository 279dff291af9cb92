"""Fills in the reporters' short form as a browser would."""

from typing import Any

from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from tests.forms import form_fields
from tests.policy.reporting import the

FORM = "form[enctype]"


def address(reference: str = "P1") -> str:
    return reverse("short_form", args=[the(reference).pk])


def send(client: Client, reference: str = "P1", **values: Any) -> Any:
    """Sends the form as a browser would, with what is filled in."""
    html = client.get(address(reference)).content.decode()
    return client.post(address(reference), {**form_fields(html, FORM), **values}, follow=True)


def errors(response: Any) -> list[str]:
    assert response.status_code == 400
    soup = BeautifulSoup(response.content, "html.parser")
    return [" ".join(e.get_text(" ").split()) for e in soup.select("main .error-message")]


def draft(reference: str = "P1") -> Any:
    return the(reference).get_latest_revision_as_object()
