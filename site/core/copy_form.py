"""The form by which a page is copied."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from wagtail.admin.forms.pages import CopyForm

from core.unseen import refuse_unseen


class SameLanguageCopyForm(CopyForm):
    """Takes no destination of another language: a copy is no translation, nor is an alias."""

    def clean(self) -> dict[str, Any]:
        cleaned_data = super().clean()
        refuse_unseen(self)
        parent = cleaned_data.get("new_parent_page")
        if parent is not None and not parent.is_root() and parent.locale_id != self.page.locale_id:
            self.add_error(
                "new_parent_page",
                _(
                    "“%(title)s” is in another language: choose a page in the same language, "
                    "and translate the copy."
                )
                % {"title": parent.title},
            )
        if cleaned_data.get("alias") and self.page.locale.language_code != settings.LANGUAGE_CODE:
            self.add_error(
                "alias",
                _("An alias of a translation would keep its facts when the Swedish page changes."),
            )
        return cleaned_data
