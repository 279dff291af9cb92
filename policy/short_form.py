"""The short form of those who report: what has happened, on a phone, in a minute."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.unseen import refuse_unseen
from policy.happened import check_happened
from policy.models.activity_rows import Milestone
from policy.status import JUDGED, ActivityStatus


class DayInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def _day(label: Any, **kwargs: Any) -> forms.DateField:
    return forms.DateField(
        label=label, input_formats=["%Y-%m-%d"], widget=DayInput(), required=False, **kwargs
    )


def _words(label: Any, help_text: Any = "") -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(
        label=label, help_text=help_text, required=False, max_length=5000, widget=area
    )


class ShortForm(forms.Form):
    """What a reporter may say of the activity whose latest draft is `draft`; all of it optional,
    but something must be said.
    """

    text = _words(
        gettext_lazy("What has happened?"), gettext_lazy("A few sentences, for everyone.")
    )
    on = _day(gettext_lazy("When?"))
    status = forms.ChoiceField(
        label=gettext_lazy("New status, if it has changed"),
        required=False,
        choices=[
            ("", gettext_lazy("As before")),
            *((status.value, status.label) for status in JUDGED),
        ],
    )
    reason = _words(gettext_lazy("Why?"), gettext_lazy("For a new status: a sentence or two."))
    evidence_title = forms.CharField(
        label=gettext_lazy("What shows that it is done?"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("In words, for example Minutes of 12 May."),
    )
    evidence_address = forms.CharField(
        label=gettext_lazy("Its address"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Of a page or document, here or on another site."),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocapitalize": "none"}),
    )
    evidence_file = forms.FileField(
        label=gettext_lazy("Or a file"),
        required=False,
        help_text=gettext_lazy("If something else has to be corrected, choose it once more."),
    )
    evidence_missing = forms.BooleanField(
        label=gettext_lazy("There is nothing that shows it yet"), required=False
    )
    internal = _words(
        gettext_lazy("To the coordinator"), gettext_lazy("Never public. Sent at once.")
    )

    def __init__(self, *args: Any, draft: Any, may_upload: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.draft = draft
        today = timezone.localdate()
        self.fields["on"].initial = today
        if not may_upload:
            del self.fields["evidence_file"]
        self.open_milestones: list[Milestone] = [
            row for row in draft.milestones.all() if row.done_on is None
        ]
        for row in self.open_milestones:
            name = f"reached-{row.translation_key}"
            self.fields[name] = forms.BooleanField(
                label=_("Reached: %(title)s") % {"title": row.title}, required=False
            )
            self.fields[f"{name}-on"] = _day(
                _("Reached on (%(title)s)") % {"title": row.title}, initial=today
            )

    @property
    def milestone_fields(self) -> list[tuple[Any, Any, Any]]:
        """Each open milestone with its tick and its day."""
        names = [(row, f"reached-{row.translation_key}") for row in self.open_milestones]
        return [(row, self[name], self[f"{name}-on"]) for row, name in names]

    @property
    def reached(self) -> dict[Any, Any]:
        """The days on which milestones were reached, by translation key."""
        return {
            row.translation_key: self.cleaned_data.get(f"{tick.name}-on")
            for row, tick, _day in self.milestone_fields
            if self.cleaned_data.get(tick.name)
        }

    @property
    def has_public_news(self) -> bool:
        """Whether anything is said that is to be published."""
        given = self.cleaned_data
        return bool(given.get("text") or given.get("status") or self.reached or self.has_evidence)

    @property
    def has_evidence(self) -> bool:
        """Whether a page, document or address is given."""
        given = self.cleaned_data
        return bool(given.get("evidence_address") or given.get("evidence_file"))

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        refuse_unseen(self)
        self._check_days()
        self._check_milestones()
        if given.get("status") and not given.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Say why the status has changed."))
        if given.get("reason") and not given.get("status") and "status" not in self.errors:
            self.add_error("status", _("Choose the new status that the reason is for."))
        self._check_evidence()
        said = self.has_public_news or given.get("internal") or given.get("evidence_title")
        if not said and not self.errors:
            self.add_error("text", _("Say something: nothing is filled in."))
        return given

    def _check_days(self) -> None:
        given = self.cleaned_data
        needed = {"on": given.get("text") or given.get("status")}
        needed |= {
            f"{tick.name}-on": given.get(tick.name) for _r, tick, _d in self.milestone_fields
        }
        for name, is_needed in needed.items():
            if not is_needed or name in self.errors:
                continue
            if given.get(name) is None:
                self.add_error(name, _("Say on which day."))
                continue
            try:
                check_happened(given[name])
            except forms.ValidationError as error:
                self.add_error(name, error)

    def _check_milestones(self) -> None:
        """A milestone that somebody has taken away or reached meanwhile is not lost in silence."""
        gone = {n for n in self.data if n.startswith("reached-") and not n.endswith("-on")}
        if gone - set(self.fields):
            self.add_error(
                None, _("A milestone that you ticked has been changed meanwhile: look again.")
            )

    def _check_evidence(self) -> None:
        given = self.cleaned_data
        if given.get("evidence_address") and given.get("evidence_file"):
            self.add_error("evidence_file", _("Give an address or a file, not both."))
        if self.has_evidence and not given.get("evidence_title"):
            self.add_error("evidence_title", _("Say in words what it is."))
        if given.get("evidence_title") and not self.has_evidence:
            self.add_error("evidence_address", _("Give its address, or a file."))
        is_done = given.get("status") == ActivityStatus.DONE
        known = any(link.shows_it() for link in self.draft.links.all())
        if is_done and not (self.has_evidence or known or given.get("evidence_missing")):
            self.add_error(
                "evidence_missing",
                _("Give what shows that it is done, or say that there is nothing yet."),
            )
