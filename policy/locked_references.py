"""A reference that has been public is locked in the editor: others have written it down.

An administrator can still correct a slip of the pen.
"""

from typing import Any

from django.utils.translation import gettext as _


def may_correct(user: Any) -> bool:
    """Whether the user may change a reference that has been public."""
    return bool(user and user.is_active and user.is_superuser)


def lock_reference(form: Any, public: str, user: Any) -> None:
    """Keeps a form's `reference` as the public has it, unless the user may correct it."""
    field = form.fields.get("reference")
    if field is None or field.disabled:
        # A translated page has it from the Swedish one.
        return
    if may_correct(user):
        field.help_text = _("It is public, and others have written it down: correct a slip only.")
        return
    # Django then takes the value that is there, whatever is sent or an old draft has.
    field.disabled = True
    form.initial["reference"] = public
    field.help_text = _("It is public, and so it is locked. An administrator can correct a slip.")


def public_references(page: Any, relation: str) -> dict[Any, str]:
    """By translation key, the references of the rows that a page has, if it ever was public."""
    if page.pk is None or page.first_published_at is None:
        return {}
    rows = page._meta.get_field(relation).related_model.objects.filter(page=page.pk)
    return dict(rows.values_list("translation_key", "reference"))
