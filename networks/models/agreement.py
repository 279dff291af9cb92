"""What a co-operation rests on: agreement, decision, and whom to write to there."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.references import SOURCE_ONLY


class AgreementState(models.TextChoices):
    """How an agreement stands today."""

    IN_FORCE = "in-force", _("In force")
    DORMANT = "dormant", _("Dormant")
    ENDED = "ended", _("Ended")


class AgreementMixin(models.Model):
    """The agreement itself: its state, day and document."""

    agreement_state = models.CharField(
        _("state of the agreement"),
        max_length=10,
        choices=AgreementState,
        blank=True,
        help_text=_("Empty if there is no agreement, or if it is not known."),
    )
    agreed_on = models.DateField(
        _("signed on"), null=True, blank=True, help_text=_("The day that the agreement bears.")
    )
    agreement_document = models.ForeignKey(
        "wagtaildocs.Document",
        verbose_name=_("agreement"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The agreement as a file."),
    )

    facts: ClassVar[list[str]] = ["agreement_state", "agreed_on", "agreement_document"]

    class Meta:
        abstract = True


def decision_field(related_name: str) -> models.ForeignKey:
    """The city's decision to take part; the decision's page shows it back."""
    return models.ForeignKey(
        "policy.DecisionPage",
        verbose_name=_("decision"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name=related_name,
        limit_choices_to=SOURCE_ONLY,
        help_text=_("The decision by which the city takes part."),
    )


def partner_contact_field(related_name: str) -> models.ForeignKey:
    """Whom to write to at the other end."""
    return models.ForeignKey(
        "records.Contact",
        verbose_name=_("contact there"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name=related_name,
        help_text=_("Whom to write to at the other end."),
    )
