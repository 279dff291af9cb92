"""The form of an issue: no two of a year have the same number."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from core.page_form import FactsLockedForm


class IssueForm(FactsLockedForm):
    """With the number looked at: readers and commands know an issue by year and number."""

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        number, day = said.get("number"), said.get("issue_date")
        if number and day and (other := self._with_number(number, day.year)):
            told = _("No. %(number)s of %(year)s is another issue: “%(title)s”.")
            words = {"number": number, "year": day.year, "title": other.draft_title}
            self.add_error("number", told % words)
        return said

    def _with_number(self, number: int, year: int) -> Any:
        """Another issue that says so, in public or as it was saved last. Its translations are the
        same issue.
        """
        public = Q(live=True, number=number, issue_date__year=year)
        saved = Q(
            latest_revision__content__number=number,
            latest_revision__content__issue_date__startswith=f"{year:04}-",
        )
        never_saved = Q(latest_revision=None, number=number, issue_date__year=year)
        others = type(self.instance).objects.exclude(translation_key=self.instance.translation_key)
        return others.filter(public | saved | never_saved).order_by("path").first()
