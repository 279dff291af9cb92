"""Two versions of the policy side by side in one text: the reader's choice, and what it gives."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import forms
from django.apps import apps
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.languages import preferred, reading_language, shown
from policy.text_diff import Mark, Pairs, Paragraph, Row, compare, counts, pairs_of
from policy.version_text import text_in_force, text_of_version

if TYPE_CHECKING:
    from policy.models import PolicyVersionIndexPage

# What the address says for the policy as it is today; versions are named by their Swedish slug.
IN_FORCE = "in-force"

NO_SUCH_VERSION = gettext_lazy("There is no such version of the policy: choose one in the list.")


@dataclass
class Side:
    """One of the two that are compared, with its pages by language."""

    key: str
    pages: dict[str, Any]

    @property
    def is_in_force(self) -> bool:
        """Whether it is the policy of today, and no version that is kept."""
        return self.key == IN_FORCE

    def page(self, language: str) -> Any:
        """The page in `language`, else the Swedish one."""
        return self.pages.get(language) or self.pages[settings.LANGUAGE_CODE]

    @property
    def name(self) -> str:
        """What a reader chooses it by."""
        if self.is_in_force:
            return _("The policy as it is today")
        page = self.page(reading_language())
        return f"{page.title} ({page.get_status_display().lower()})"


class CompareForm(forms.Form):
    """Which two; the choice stands in the address, so that it can be shared."""

    a = forms.ChoiceField(
        label=gettext_lazy("Earlier text"),
        error_messages={"required": NO_SUCH_VERSION, "invalid_choice": NO_SUCH_VERSION},
    )
    b = forms.ChoiceField(
        label=gettext_lazy("Later text"),
        error_messages={"required": NO_SUCH_VERSION, "invalid_choice": NO_SUCH_VERSION},
    )

    def __init__(self, data: Any, sides: Sequence[Side]) -> None:
        chosen = {name: data[name] for name in ("a", "b") if name in data}
        super().__init__(chosen or None)
        choices = [(side.key, side.name) for side in sides]
        for number, name in enumerate(("a", "b")):
            field: Any = self.fields[name]
            field.choices = choices
            field.initial = choices[min(number, len(choices) - 1)][0] if choices else None
            field.widget.attrs["aria-describedby"] = f"id_{name}_error"

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("a") and cleaned.get("a") == cleaned.get("b"):
            self.add_error("b", _("Choose two that are not the same."))
        return cleaned

    @property
    def query(self) -> str:
        """The choice as a part of an address; empty where none has been made, or a wrong one."""
        return urlencode(self.cleaned_data) if self.is_bound and self.is_valid() else ""


@dataclass
class Comparison:
    """What differs, ready for a template. `language` is that of the two texts."""

    before: Side
    after: Side
    language: str
    rows: list[Row]
    without_text: list[Side]

    @property
    def is_in_swedish_instead(self) -> bool:
        """Whether the reader's language lacks one of the two."""
        return self.language != reading_language()

    @property
    def foreign_language(self) -> str:
        """The texts' language where it is not the reader's, for `lang`; else empty."""
        return self.language if self.is_in_swedish_instead else ""

    @property
    def before_page(self) -> Any:
        """The page whose text is the earlier one."""
        return self.before.page(self.language)

    @property
    def after_page(self) -> Any:
        """The page whose text is the later one."""
        return self.after.page(self.language)

    @property
    def first_difference(self) -> int:
        """The number of the first paragraph that is different, counted from 1; 0 for none."""
        return next((n for n, row in enumerate(self.rows, 1) if row.is_difference), 0)

    @property
    def summary(self) -> str:
        """“3 paragraphs changed, 1 added, 1 removed; 9 are the same.”"""
        found = counts(self.rows)
        said = [
            text % {"count": number}
            for number, text in (
                (
                    found[Mark.CHANGED],
                    ngettext(
                        "%(count)s paragraph changed",
                        "%(count)s paragraphs changed",
                        found[Mark.CHANGED],
                    ),
                ),
                (
                    found[Mark.INSERTED],
                    ngettext(
                        "%(count)s paragraph added",
                        "%(count)s paragraphs added",
                        found[Mark.INSERTED],
                    ),
                ),
                (
                    found[Mark.REMOVED],
                    ngettext(
                        "%(count)s paragraph removed",
                        "%(count)s paragraphs removed",
                        found[Mark.REMOVED],
                    ),
                ),
                (
                    found["moved"],
                    ngettext(
                        "%(count)s paragraph moved", "%(count)s paragraphs moved", found["moved"]
                    ),
                ),
                (
                    found[Mark.SAME],
                    ngettext(
                        "%(count)s paragraph unchanged",
                        "%(count)s paragraphs unchanged",
                        found[Mark.SAME],
                    ),
                ),
            )
            if number
        ]
        return ", ".join(said)


def sides_of(index: "PolicyVersionIndexPage") -> list[Side]:
    """All that can be compared, the oldest first and the policy of today last."""
    versions = apps.get_model("policy", "PolicyVersionPage").objects
    policy = index.get_parent()
    by_key: dict[Any, dict[str, Any]] = {}
    for page in shown(
        versions.filter(translation_key__in=versions.child_of(index).values("translation_key"))
    ).select_related("locale"):
        by_key.setdefault(page.translation_key, {})[page.locale.language_code] = page
    source = settings.LANGUAGE_CODE
    found = [Side(pages[source].slug, pages) for pages in by_key.values() if source in pages]
    found.sort(key=lambda side: (side.pages[source].dated, side.key))
    policies = shown(
        apps.get_model("policy", "PolicyPage").objects.filter(
            translation_key=policy.translation_key
        )
    ).select_related("locale")
    today = {page.locale.language_code: page for page in policies}
    return [*found, Side(IN_FORCE, today)] if source in today else found


def compare_sides(before: Side, after: Side) -> Comparison:
    """The two in the reader's language where both have it, else both in Swedish."""
    language = reading_language()
    texts = [_text(side, language) for side in (before, after)]
    if None in texts:
        language = settings.LANGUAGE_CODE
        texts = [_text(side, language) for side in (before, after)]
    old, new = (text or [] for text in texts)
    without = [side for side, text in ((before, old), (after, new)) if not text]
    rows = [] if without else compare(old, new, _pairs_of_source(before, after, old, new, language))
    return Comparison(before, after, language, rows, without)


def _pairs_of_source(
    before: Side, after: Side, old: list[Paragraph], new: list[Paragraph], language: str
) -> Pairs | None:
    """Which paragraph became which in the Swedish text, for its translation to say the same of
    them; None where the two are not of one shape.
    """
    source = settings.LANGUAGE_CODE
    if language == source:
        return None
    was, becomes = _text(before, source) or [], _text(after, source) or []
    if (_shape(was), _shape(becomes)) != (_shape(old), _shape(new)):
        return None
    return pairs_of(was, becomes)


def _shape(text: list[Paragraph]) -> list[tuple[str, bool]]:
    return [(paragraph.reference, paragraph.is_heading) for paragraph in text]


def _text(side: Side, language: str) -> list[Paragraph] | None:
    """The text in that language; None if the site does not have all of it in it."""
    page = side.pages.get(language)
    if page is None:
        return None
    if not side.is_in_force:
        return text_of_version(page)
    parts = []
    for name in ("VisionPage", "MethodPage"):
        model = apps.get_model("policy", name)
        own = preferred(
            model.objects.filter(
                translation_key__in=model.objects.child_of(
                    side.pages[settings.LANGUAGE_CODE]
                ).values("translation_key")
            ),
            language,
        )
        part = own[0] if own else None
        if part is not None and part.locale.language_code != language:
            return None
        parts.append(part)
    return text_in_force(page, *parts)
