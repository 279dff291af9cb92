"""What the editor fills in: a file, and how it is to be written."""

from django import forms
from django.utils.translation import gettext_lazy

from core.sheets.forms import WriteForm as AnyWriteForm


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("XLSX or CSV file"),
        allow_empty_file=True,
        help_text=gettext_lazy("Nothing is written yet: first you see what would happen."),
    )


class WriteForm(AnyWriteForm):
    publish = forms.BooleanField(
        label=gettext_lazy("Publish the Swedish pages at once"),
        required=False,
        help_text=gettext_lazy(
            "Otherwise they are drafts. English texts always go to the translator as drafts."
        ),
    )
