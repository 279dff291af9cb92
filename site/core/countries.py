"""Countries: ISO 3166-1 alpha-2 codes, named by CLDR in the reader's language."""

from functools import cache

from babel import Locale
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.name_order import name_key

# Codes that CLDR names beside the countries: the unions, unknown and pseudo regions.
NOT_COUNTRIES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}


@cache
def _names(language: str) -> dict[str, str]:
    territories = Locale.parse(language, sep="-").territories
    return {
        code: name
        for code, name in territories.items()
        if len(code) == 2 and code.isalpha() and code not in NOT_COUNTRIES
    }


def country_name(code: str, language: str | None = None) -> str:
    """The country's name in `language` (the active one by default); the code itself if unknown."""
    return _names(language or get_language() or "sv").get(code, code)


def country_choices() -> list[tuple[str, str]]:
    """All countries in the active language, by name; for a field's `choices`."""
    return list(_by_name(get_language() or "sv"))


@cache
def _by_name(language: str) -> list[tuple[str, str]]:
    return sorted(_names(language).items(), key=lambda item: name_key(item[1]))


def validate_country(code: str) -> None:
    """Raises ValidationError for a code that ISO 3166-1 does not have."""
    if code not in _names("en"):
        raise ValidationError(
            _("There is no country with the code %(code)s: choose one of the list."),
            params={"code": code},
            code="unknown_country",
        )


class CountryField(models.CharField):
    """A country as its ISO 3166-1 alpha-2 code, chosen by name."""

    default_validators = (validate_country,)

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("max_length", 2)
        # A callable: names follow the editor's language and stay out of migrations.
        kwargs["choices"] = country_choices
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def validate(self, value: str, model_instance: models.Model | None) -> None:
        # Not by `choices`, which are only the list to choose from, slow to make for each of many
        # thousand rows: the validator knows the codes, and gives the clearer message.
        if not value and not self.blank:
            raise ValidationError(self.error_messages["blank"], code="blank")
