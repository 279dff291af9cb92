"""How the rows of a dry run are to be written."""

from django import forms
from django.utils.translation import gettext_lazy


class WriteForm(forms.Form):
    """`digest` is of the dry run that the editor has seen."""

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
