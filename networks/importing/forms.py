"""What the editor fills in: files and their source, answers, and how it is to be written."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from networks.importing.dry_run import Question
from networks.models import ImportSource


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """The files that were handed in."""
        files = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(file, initial) for file in files]


class FilesForm(forms.Form):
    source = forms.ChoiceField(
        label=_("Where the file is from"), choices=ImportSource, widget=forms.RadioSelect
    )
    uploads = FilesField(
        label=_("Files"),
        allow_empty_file=True,
        help_text=_(
            "CSV, XLSX, JSON, XML from CORDIS, or a zip file of them; several at once where "
            "projects and organisations have files of their own. Nothing is written yet."
        ),
    )


class AnswersForm(forms.Form):
    """A question for each thing that may be one of those on record."""

    def __init__(self, *args: Any, questions: list[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in questions:
            self.fields[question.field] = forms.ChoiceField(
                label=question.name,
                choices=[("", _("Not decided: leave the project out")), *question.choices],
                required=False,
            )


class WriteForm(forms.Form):
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    rows = forms.ChoiceField(
        label=_("If a project is bad"),
        choices=[
            ("all", _("Write nothing until all are right")),
            ("good", _("Write the others, and leave the bad ones out")),
        ],
        initial="all",
        widget=forms.RadioSelect,
    )
