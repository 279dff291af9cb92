from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


def validate_web_address(value: str) -> None:
    """Raises ValidationError unless `value` is an http or https address, naming the fault."""
    if "://" not in value:
        raise ValidationError(
            _("Write the whole address, with https:// in front: https://%(value)s"),
            params={"value": value},
            code="no_scheme",
        )
    URLValidator(schemes=["http", "https"])(value)


class WebAddressField(models.CharField):
    """A web address with scheme; unlike Django's URLField it never guesses the scheme."""

    default_validators = (validate_web_address,)

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("max_length", 500)
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]


class WebAddressMixin(models.Model):
    """A web address, kept as a record also when it has died."""

    web_address = WebAddressField(
        _("web address"),
        blank=True,
        help_text=_("The whole address, beginning with https:// or http://."),
    )
    web_address_is_historical = models.BooleanField(
        _("historical address"),
        default=False,
        help_text=_("The address is kept as a record and may no longer lead anywhere."),
    )

    facts: ClassVar[list[str]] = ["web_address", "web_address_is_historical"]

    class Meta:
        abstract = True

    @property
    def alive_address(self) -> str:
        """The address, unless it is only a record; empty for none."""
        return "" if self.web_address_is_historical else self.web_address
