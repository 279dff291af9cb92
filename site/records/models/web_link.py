from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class WebLink(models.Model):
    """What is known of an outside address that the site links to; written by `check_links` alone.

    One row for each address, however many pages name it.
    """

    class State(models.TextChoices):
        UNKNOWN = "unknown", _("Not looked at yet")
        ALIVE = "alive", _("Alive")
        DEAD = "dead", _("Dead")
        # It answered, but not to a program: what it shows to people is not known.
        REFUSED = "refused", _("Does not answer programs")

    address = models.CharField(_("web address"), max_length=500, unique=True)
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.UNKNOWN, db_index=True
    )
    checked_at = models.DateTimeField(_("looked at"), null=True)
    seen_alive_at = models.DateTimeField(_("last seen alive"), null=True)
    # Since when it has failed, without having answered in between.
    failing_since = models.DateTimeField(_("failing since"), null=True)
    answer = models.CharField(_("answer"), max_length=200, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["address"]
        verbose_name = _("web link")
        verbose_name_plural = _("web links")

    def __str__(self) -> str:
        return self.address
