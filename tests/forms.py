"""Fills in the editor's forms as a browser would: starts from what the server sent."""

from typing import Any

from bs4 import BeautifulSoup
from django.test import Client

Fields = dict[str, Any]


def form_fields(html: str, selector: str = "form[data-edit-form], form#page-edit-form") -> Fields:
    """The names and values that the form in `html` would send unchanged."""
    form = BeautifulSoup(html, "html.parser").select_one(selector)
    assert form is not None, f"no form {selector} in the page"
    fields: Fields = {}

    def add(name: str, value: str) -> None:
        fields.setdefault(name, [])
        fields[name].append(value)

    for control in form.select("input[name], textarea[name], select[name]"):
        name, kind = str(control["name"]), control.get("type", "")
        if "__prefix__" in name or control.has_attr("disabled"):
            continue
        if control.name == "textarea":
            add(name, control.text.removeprefix("\n"))
        elif control.name == "select":
            for option in control.select("option[selected]"):
                add(name, str(option.get("value", "")))
        elif kind in ("checkbox", "radio"):
            if control.has_attr("checked"):
                add(name, str(control.get("value", "on")))
        elif kind not in ("submit", "button", "file", "image"):
            add(name, str(control.get("value", "")))
    return fields


def errors_in(html: str) -> list[str]:
    """The error messages that the editor is shown."""
    soup = BeautifulSoup(html, "html.parser")
    found = soup.select(
        ".error-message, .w-field__errors, li.error, .messages .error, .w-error-message"
    )
    return [
        " ".join(element.get_text(" ").split()) for element in found if element.get_text(strip=True)
    ]


def get_form(client: Client, url: str) -> Fields:
    """The fields of the editing form at `url`; streams start empty, as in a new page."""
    response = client.get(url)
    assert response.status_code == 200, (url, response.status_code)
    fields = form_fields(response.content.decode())
    fields.setdefault("body-count", ["0"])
    return fields
