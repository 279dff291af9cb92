"""What a form refuses, as the API says it."""

from django import forms
from django.core.exceptions import BadRequest


def refused(form: forms.Form) -> BadRequest:
    """The form's first fault, with the name of the parameter."""
    name, faults = next(iter(form.errors.items()))
    return BadRequest(f"{name}: {faults[0]}")
