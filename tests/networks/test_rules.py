"""What the editor refuses of networks, towns and projects, and with which words."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from core.models.web_address import validate_web_address
from networks.models import NetworkPage, ProjectPage, TwinTownPage
from tests.forms import get_form
from tests.policy.test_rules import save

pytestmark = pytest.mark.any_database


def first(model: type) -> object:
    return model.objects.filter(locale__language_code="sv").first()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("model", "changes", "message"),
    [
        (NetworkPage, {"web_address": "www.example.org"}, "https:// först"),
        (NetworkPage, {"web_address": "javascript:alert(1)"}, "https:// först"),
        (NetworkPage, {"founded": "0"}, "1000"),
        (NetworkPage, {"fee_year": "20266"}, "2199"),
        (TwinTownPage, {"country": "XX"}, "XX"),
        (TwinTownPage, {"latitude": "", "longitude": "16.5"}, "både latitud och longitud"),
        (TwinTownPage, {"own_name": "Lahti", "own_language": ""}, "vilket språk"),
        (ProjectPage, {"starts_on": "2007-01-01", "ends_on": "2006-01-01"}, "Slutet ligger före"),
    ],
)
def test_bad_input_gets_a_clear_swedish_error(
    admin: Client, model: type, changes: dict[str, str], message: str
) -> None:
    errors = save(admin, first(model), **changes)
    assert any(message in error for error in errors), errors


def test_the_input_is_not_lost_when_it_is_refused(admin: Client) -> None:
    page = first(NetworkPage)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])  # type: ignore[attr-defined]
    fields = {**get_form(admin, url), "web_address": "www.example.org", "acronym": "BEHÅLLS"}
    assert "BEHÅLLS" in admin.post(url, fields).content.decode()


@pytest.mark.parametrize("address", ["http://www.malardalsradet.se", "https://example.org/a?b#c"])
def test_whole_addresses_are_taken(address: str) -> None:
    validate_web_address(address)


@pytest.mark.parametrize("address", ["example.org", "ftp://example.org", "https://", "https://a b"])
def test_other_addresses_are_not(address: str) -> None:
    with pytest.raises(ValidationError):
        validate_web_address(address)
