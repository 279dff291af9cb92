from django.utils.translation import gettext_lazy as _

from records.models.record import Record


class Operation(Record):
    """A part of the city's own organisation (verksamhet): a committee, office or department."""

    class Meta(Record.Meta):
        verbose_name = _("operation")
        verbose_name_plural = _("operations")
