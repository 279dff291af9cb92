"""What the editor fills in: a file, and how it is to be written."""

from django import forms
from django.utils.translation import gettext_lazy


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("XLSX or CSV file"),
        allow_empty_file=True,
        help_text=gettext_lazy("Nothing is written yet: first you see what would happen."),
    )


class WriteForm(forms.Form):
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    rows = forms.ChoiceField(
        label=gettext_lazy("If a row is bad"),
        choices=[
            ("all", gettext_lazy("Write nothing until all rows are right")),
            ("good", gettext_lazy("Write the other rows, and leave the bad ones out")),
        ],
        initial="all",
        widget=forms.RadioSelect,
    )
    publish = forms.BooleanField(
        label=gettext_lazy("Publish the Swedish pages at once"),
        required=False,
        help_text=gettext_lazy(
            "Otherwise they are drafts. English texts always go to the translator as drafts."
        ),
    )
