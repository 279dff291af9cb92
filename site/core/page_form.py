"""The page's form in the editor."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from core.locked_rows import lock_rows
from core.unseen import refuse_unseen

# The years of a moment that is entered: the ends of the calendar have no moment in every time zone.
FIRST_YEAR, LAST_YEAR = 1900, 2199


class FactsLockedForm(WagtailAdminPageForm):
    """On a translated page the facts are shown, and changed only on the Swedish one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        page = self.instance
        if page.pk is None or page.locale.language_code == settings.LANGUAGE_CODE:
            return
        if (
            not page.get_translations()
            .filter(locale__language_code=settings.LANGUAGE_CODE)
            .exists()
        ):
            return
        facts, texts = page._named("facts"), page._named("translatable")
        # When a page becomes public, and until when, is said on the Swedish page too.
        # Keywords are the field by which the rows `keyword_links` are written.
        for name in (*facts, "keywords", "go_live_at", "expire_at"):
            if name in self.fields:
                # Django then takes the value that is there, whatever is sent.
                self.fields[name].disabled = True
        # Which rows there are is a fact too, also where they have texts.
        for name, formset in self.formsets.items():
            if name in facts:
                self.formsets[name] = lock_rows(formset, frozenset())
            elif name in texts:
                words = frozenset(formset.model._named("translatable"))
                self.formsets[name] = lock_rows(formset, words)

    def clean(self) -> dict[str, Any]:
        cleaned_data: dict[str, Any] = super().clean()
        self._refuse_far_moments()
        # Keywords are written in the page's form, and are no texts of the page itself.
        refuse_unseen(self)
        return cleaned_data

    def _refuse_far_moments(self) -> None:
        for name, value in list(self.cleaned_data.items()):
            if isinstance(value, dt.datetime) and not FIRST_YEAR <= value.year <= LAST_YEAR:
                why = _("Is the year right? Choose one from %(first)s to %(last)s.")
                self.add_error(name, why % {"first": FIRST_YEAR, "last": LAST_YEAR})
