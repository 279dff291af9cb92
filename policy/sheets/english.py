"""The English texts of a row: drafts for the translator and the approver, never published here."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Locale
from wagtail_localize.models import Translation

from bilingual.translating import translate_fields
from policy.models import ActivityPage
from policy.models.activity_form import refuse_taken_reference
from policy.sheets.columns import BY_NAME, ENGLISH
from policy.sheets.state import Cells, Known

if TYPE_CHECKING:
    from policy.models import ActionPlanPage

NAMES = {column.name for column in ENGLISH}


def english_faults(
    plan: "ActionPlanPage", known: Known | None, changes: list[Any], after: Cells, user: Any
) -> list[tuple[str, str]]:
    """What is wrong with the English texts that a row changes."""
    faults = []
    changed = [change.name for change in changes if change.name in NAMES]
    for name in changed:
        swedish = after.get(f"{BY_NAME[name].field}_sv", "")
        if after[name] and not swedish:
            faults.append((name, _("There is no Swedish text that this one translates.")))
        elif swedish and not after[name]:
            faults.append(
                (name, _("A translation is not emptied by a spreadsheet: write another one."))
            )
    if changed and not faults and (why := _refusal(plan, known, after["reference"], user)):
        faults.append((changed[0], why))
    return faults


def _refusal(plan: "ActionPlanPage", known: Known | None, reference: str, user: Any) -> str:
    """Why the user can not give the activity English texts; "" if it can be done."""
    english = known and known.page.get_translations().filter(locale__language_code="en").first()
    if english:
        translation = Translation.objects.filter(
            source__object_id=english.translation_key, target_locale=english.locale_id
        ).first()
        if english.alias_of_id is None and not (translation and translation.enabled):
            return _("The page's translation is switched off: write English on the page itself.")
        may = english.permissions_for_user(user)
        return "" if may.can_edit() and not may.page_locked() else _("You may not edit it.")
    english_plan = plan.get_translations().filter(locale__language_code="en").first()
    if english_plan is None:
        return _("The plan is not in English yet: translate it first.")
    if not english_plan.permissions_for_user(user).can_add_subpage():
        return _("You may not edit it.")
    try:
        refuse_taken_reference(english_plan, reference, None)
    except ValidationError as error:
        # An English page that its Swedish one has left behind.
        return " ".join(error.messages)
    return ""


def write_english(page: ActivityPage, names: list[str], cells: Cells, user: Any) -> None:
    """Hands the named English texts to wagtail-localize as translations of the page's draft."""
    texts = {BY_NAME[name].field: cells[name] for name in names if name in NAMES and cells[name]}
    if not texts:
        return
    if "title" in texts and not page.get_translations().exists():
        texts["slug"] = slugify(texts["title"])
    locale = Locale.objects.get(language_code="en")
    translate_fields(page.get_latest_revision_as_object(), locale, texts, user)
