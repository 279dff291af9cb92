"""The texts of wagtail-localize's script, with those that it leaves in English."""

from typing import Any

from django.conf import settings
from django.views.i18n import JavaScriptCatalog


class ScriptTexts(JavaScriptCatalog):
    """wagtail-localize's own catalogue, completed by ours (`locale/sv/…/djangojs.po`)."""

    def get_paths(self, packages: Any) -> list[str]:
        # The later one wins.
        return [*super().get_paths(packages), *map(str, settings.LOCALE_PATHS)]
