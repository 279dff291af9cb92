"""Rows of a page (InlinePanel) that stay as they are, but for their texts."""

from typing import Any, ClassVar

from django.forms.formsets import TOTAL_FORM_COUNT, BaseFormSet
from modelcluster.forms import BaseChildFormSet


class LockedRows(BaseChildFormSet):
    """The rows that the page has, whatever is sent: none more, none fewer, in their order.

    Only the fields of `texts` can be changed, and only of the row that they were sent for.
    """

    texts: ClassVar[frozenset[str]] = frozenset()
    can_order = False
    validate_min = False

    def initial_form_count(self) -> int:
        return len(self.get_queryset())

    total_form_count = initial_form_count

    @property
    def management_form(self) -> Any:
        form = super().management_form
        # Seen by admin.css, which takes the buttons away.
        form.fields[TOTAL_FORM_COUNT].widget.attrs["data-locked-rows"] = ""
        return form

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        row = self.get_queryset()[i]
        # modelcluster's own takes the row whose key was sent, and a draft's row may have none.
        form = BaseFormSet._construct_form(self, i, instance=row, **kwargs)  # type: ignore[attr-defined]
        key = self.model._meta.pk.name
        meant = not self.is_bound or self.data.get(f"{form.prefix}-{key}", "") == str(row.pk or "")
        for name, field in form.fields.items():
            if not (meant and (name in self.texts or name == key)):
                # Django then takes the value that is there, whatever is sent.
                field.disabled = True
        return form

    def save(self, commit: bool = True) -> list[Any]:
        """Puts the rows back, with their new texts."""
        rows = [form.instance for form in self.forms]
        manager = getattr(self.instance, self.rel_name)
        manager.set(rows)
        if commit:
            manager.commit()
        return rows


def lock_rows(formset: BaseChildFormSet, texts: frozenset[str]) -> LockedRows:
    """The same formset of a page's form with its rows locked."""
    kind = type(formset)
    locked = type("LockedRows", (LockedRows, kind), {"texts": texts, "can_order": False})
    return locked(
        formset.data if formset.is_bound else None,
        formset.files if formset.is_bound else None,
        instance=formset.instance,
        prefix=formset.prefix,
        form_kwargs=formset.form_kwargs,
    )
