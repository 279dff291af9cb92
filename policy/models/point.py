"""Points of a page (statements, methods, areas): rows that others refer to and link to."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Orderable, TranslatableMixin

from core.bilingual_fields import BilingualFields
from core.page_form import FactsLockedForm
from core.unseen import SeenTexts
from policy.locked_references import lock_reference, public_references

reference_format = RegexValidator(
    r"^[A-Za-z0-9][A-Za-z0-9.\-]*$",
    gettext_lazy("Use letters a–z, digits, full stops and hyphens only, for example I1."),
)


class Point(SeenTexts, BilingualFields, TranslatableMixin, Orderable):
    """A row with a stable reference; subclasses add `page` (a ParentalKey) and their text."""

    reference = models.CharField(
        gettext_lazy("reference"),
        max_length=20,
        validators=[reference_format],
        help_text=gettext_lazy("Short and never changed once published: others point at it."),
    )

    facts: ClassVar[list[str]] = ["reference"]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.reference

    @property
    def anchor(self) -> str:
        """The fragment that links to this point on its page."""
        return slugify(self.reference)

    @property
    def url(self) -> str:
        """The address of this point on its page."""
        return f"{self.page.url}#{self.anchor}"  # type: ignore[attr-defined]

    def is_pointed_at(self) -> bool:
        """Whether an activity or project refers to this point."""
        return any(
            relation.related_model._default_manager.filter(
                **{f"{relation.field.name}__translation_key": self.translation_key}
            ).exists()
            for relation in self._meta.related_objects
        )


def refuse_removal(points: Iterable[Point]) -> None:
    """Raises ValidationError naming the points that others still refer to."""
    used = [point.reference for point in points if point.pk and point.is_pointed_at()]
    if used:
        raise ValidationError(
            _(
                "%(references)s cannot be removed: activities or projects refer to it. "
                "Take it away from them first, or keep it."
            )
            % {"references": ", ".join(used)},
            code="pointed_at",
        )


def refuse_duplicates(references: Iterable[str]) -> None:
    """Raises ValidationError naming each reference that is used more than once."""
    twice = [reference for reference, n in Counter(references).items() if n > 1]
    if twice:
        raise ValidationError(
            _("The reference %(references)s is used more than once: give each its own.")
            % {"references": ", ".join(twice)},
            code="duplicate_reference",
        )


def refuse_reserved(references: Iterable[str]) -> None:
    """Raises ValidationError for the word that stands for “none” in addresses."""
    if any(slugify(reference) == "none" for reference in references):
        raise ValidationError(
            _("“none” means that there is none: choose another reference."), code="reserved"
        )


class PointsForm(FactsLockedForm):
    """Checks the rows of a page's points before anything is saved."""

    points: ClassVar[str]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        public = public_references(self.instance, self.points)
        for form in self.formsets[self.points].forms if public else ():
            if form.instance.translation_key in public:
                lock_reference(form, public[form.instance.translation_key], self.for_user)

    def clean(self) -> dict[str, Any]:
        cleaned_data = super().clean()
        formset = self.formsets.get(self.points)
        if formset is None or not formset.is_valid():
            return cleaned_data
        kept = [form for form in formset.forms if form not in formset.deleted_forms]
        try:
            refuse_removal(form.instance for form in formset.deleted_forms)
            given = [form.cleaned_data.get("reference") or "" for form in kept]
            refuse_duplicates(filter(None, given))
            refuse_reserved(given)
        except ValidationError as error:
            self.add_error(None, error)
        return cleaned_data
