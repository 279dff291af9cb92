"""The page's form in the editor."""

from typing import Any

from django.conf import settings
from wagtail.admin.forms import WagtailAdminPageForm


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
        for name in page._named("facts"):
            if name in self.fields:
                # Django then takes the value that is there, whatever is sent.
                self.fields[name].disabled = True
