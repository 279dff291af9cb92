from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("Core")

    def ready(self) -> None:
        from django.db.backends.signals import connection_created

        from core import (
            checks,  # noqa: F401 – registers them
            sqlite_functions,
        )
        from core.choosers import show_languages_of_chosen_pages

        connection_created.connect(sqlite_functions.teach)
        show_languages_of_chosen_pages()
