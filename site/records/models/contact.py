from typing import Any, ClassVar

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from core.languages import reading_language
from core.models import ExampleMixin
from core.unseen import SeenTexts
from records.models.addressed import Addressed
from records.models.operation import Operation


class ContactManager(models.Manager["Contact"]):
    """A contact is never shown without its operation: both come in one query."""

    def get_queryset(self) -> "models.QuerySet[Contact]":
        return super().get_queryset().select_related("operation", "organisation")


class Contact(SeenTexts, Addressed, ExampleMixin, index.Indexed, models.Model):
    """Whom to write to. The role comes first: people change, roles stay."""

    address_name = "contact"

    code = models.SlugField(
        _("code"),
        unique=True,
        max_length=80,
        help_text=_("Stable short name for addresses and open data: a–z, 0–9 and hyphens."),
    )
    role_sv = models.CharField(
        _("role in Swedish"), max_length=200, help_text=_("As Swedish readers see it.")
    )
    role_en = models.CharField(
        _("role in English"), max_length=200, help_text=_("As English readers see it.")
    )
    name = models.CharField(
        _("person"),
        max_length=200,
        blank=True,
        help_text=_("Only if readers need the name; the role is enough."),
    )
    email = models.EmailField(
        _("e-mail"), blank=True, help_text=_("Rather the role's address than a person's.")
    )
    phone = models.CharField(
        _("telephone"),
        max_length=40,
        blank=True,
        help_text=_("With country code, for example +46 21 39 00 00."),
    )
    assignment_sv = models.TextField(
        _("assignment in Swedish"), blank=True, help_text=_("What the role is there for.")
    )
    assignment_en = models.TextField(
        _("assignment in English"), blank=True, help_text=_("What the role is there for.")
    )
    organisation = models.ForeignKey(
        "records.Organisation",
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="contacts",
        help_text=_("Only for a contact outside the city: where the role is."),
    )
    operation = models.ForeignKey(
        Operation,
        verbose_name=_("operation"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="contacts",
        help_text=_("The part of the city that the role belongs to."),
    )

    objects = ContactManager()

    panels: ClassVar[list[Any]] = [
        "role_sv",
        "role_en",
        "code",
        "name",
        "email",
        "phone",
        "operation",
        "organisation",
        "assignment_sv",
        "assignment_en",
        "is_example",
    ]
    search_fields: ClassVar[list[Any]] = [
        index.SearchField("role_sv"),
        index.SearchField("role_en"),
        index.SearchField("name"),
        index.AutocompleteField("role_sv"),
        index.AutocompleteField("role_en"),
        index.AutocompleteField("name"),
    ]

    class Meta:
        base_manager_name = "objects"
        ordering: ClassVar[list[str]] = ["role_sv"]
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")

    def __str__(self) -> str:
        # Without the person: the site's history keeps what it is called, for ever.
        return f"{self.role} ({self.operation})" if self.operation else self.role

    @property
    def role(self) -> str:
        """The role in the reader's language."""
        return getattr(self, f"role_{reading_language()}")

    @property
    def page_title(self) -> str:
        """The role alone, whoever has it."""
        return capfirst(self.role)

    @property
    def can_be_reached(self) -> bool:
        """Whether there is a way to write or call; none is left when the person has left."""
        return bool(self.email or self.phone)

    @property
    def assignment(self) -> str:
        """What the role is there for, in the reader's language."""
        return getattr(self, f"assignment_{reading_language()}")
