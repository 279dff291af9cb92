"""What is asked when a list is handed in, and when it is written."""

import datetime as dt
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateInput

from core.unseen import refuse_unseen
from newsletter.people.bringing.parsing import LONGEST_SOURCE
from newsletter.people.bringing.said import ForAll


class ListForm(forms.Form):
    """The file, and what holds for all rows that do not say it themselves."""

    file = forms.FileField(
        label=gettext_lazy("XLSX or CSV file"),
        allow_empty_file=True,
        help_text=gettext_lazy("Nothing is written yet: first you see what would happen."),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language where the file names none"), choices=settings.LANGUAGES
    )
    source = forms.CharField(
        label=gettext_lazy("Source of the list"),
        max_length=LONGEST_SOURCE,
        help_text=gettext_lazy("Which list it is and who kept it; stands with each consent."),
    )
    consent_text = forms.CharField(
        label=gettext_lazy("Consent: what was agreed to"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        required=False,
        help_text=gettext_lazy("Word for word, unless a column of the file has it."),
    )
    consent_date = forms.DateField(
        label=gettext_lazy("Consent given on"),
        widget=AdminDateInput,
        required=False,
        help_text=gettext_lazy("Where the file has no such column; the latest possible day."),
    )

    def clean_consent_date(self) -> dt.date | None:
        """A consent cannot be of a day to come."""
        day: dt.date | None = self.cleaned_data["consent_date"]
        if day and day > timezone.localdate():
            raise ValidationError(_("The consent is of a day to come."))
        return day

    def clean(self) -> dict[str, Any]:
        """No characters that nobody sees."""
        refuse_unseen(self)
        return self.cleaned_data

    @property
    def for_all(self) -> ForAll:
        """What was said for all rows."""
        return ForAll(**{name: self.cleaned_data[name] for name in ForAll.__dataclass_fields__})
