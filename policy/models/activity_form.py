"""The activity's form: areas of its own plan, references that are free, rows that are signed."""

from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.copy_form import SameLanguageCopyForm
from core.page_form import FactsLockedForm
from core.references import SOURCE_ONLY
from core.unseen import without_unseen
from policy.areas import area_for, free_reference
from policy.locked_references import lock_reference
from policy.models.action_plan import PlanArea
from policy.models.activity_rows import LONGEST_SIGNATURE


def refuse_taken_reference(plan: Page, reference: str, own_pk: int | None) -> None:
    """Raises ValidationError if another activity of the plan has this reference, in any case."""
    activities = apps.get_model("policy", "ActivityPage").objects.child_of(plan)
    others = activities.filter(reference__iexact=reference)
    other = others.exclude(pk=own_pk).first()
    if other is not None:
        raise ValidationError(
            {
                "reference": _(
                    "The activity “%(title)s” of this plan already has the reference "
                    "%(reference)s: choose another."
                )
                % {"title": other.title, "reference": other.reference}
            },
            code="reference_taken",
        )


def signature_of(user: Any) -> str:
    """The name that rows written by the user bear, cut to what they hold; "" if nobody is known."""
    name = (user.get_full_name() or user.get_username()) if user else ""
    return without_unseen(name)[:LONGEST_SIGNATURE]


class ActivityForm(FactsLockedForm):
    """Offers the areas of the plan that the activity stands under; signs new rows."""

    SIGNED = ("judgements", "notes")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "area" in self.fields and self.parent_page is not None:
            self.fields["area"].queryset = PlanArea.objects.filter(
                SOURCE_ONLY, page__translation_key=self.parent_page.translation_key
            )
        before = type(self.instance).objects.filter(pk=self.instance.pk).first()
        if before is not None and before.first_published_at is not None:
            lock_reference(self, before.reference, self.for_user)

    def clean(self) -> dict[str, Any]:
        cleaned_data = super().clean()
        reference = cleaned_data.get("reference")
        if reference and self.parent_page is not None:
            try:
                refuse_taken_reference(self.parent_page, reference, self.instance.pk)
            except ValidationError as error:
                self.add_error(None, error)
        return cleaned_data

    def save(self, commit: bool = True) -> Any:
        """Saves the activity with the editor's name where a new row names nobody."""
        name = signature_of(self.for_user)
        for relation in self.SIGNED:
            for form in getattr(self.formsets.get(relation), "forms", ()):
                if form.has_changed() and not form.instance.by:
                    form.instance.by = name
        return super().save(commit)


class CopyActivityForm(SameLanguageCopyForm):
    """Gives the copy a reference that is free in its plan, and an area of that plan."""

    def clean(self) -> dict[str, Any]:
        cleaned_data = super().clean()
        plan = cleaned_data.get("new_parent_page")
        if plan is not None:
            # What Wagtail copies is this object, as it stands in memory.
            activity = self.page.specific
            activity.reference = free_reference(plan, activity.reference)
            activity.area = area_for(plan, activity.area)
        return cleaned_data
