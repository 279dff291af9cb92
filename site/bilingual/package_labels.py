"""Names for what Wagtail and wagtail-localize name by their code only, in English.

They have no text for it that a catalogue could translate. Only labels: nothing of theirs behaves
differently. Each is tried by `tests/bilingual/test_swedish_admin.py`.
"""

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _


def name_in_swedish() -> None:
    """Called once, when all models are there."""
    from wagtail.admin.forms.workflows import WorkflowPageForm
    from wagtail.models import Locale, Site
    from wagtail.sites.views import IndexView
    from wagtail.users.forms import PagePermissionsForm
    from wagtail_localize import models
    from wagtail_localize.models import LocaleSynchronization, Translation
    from wagtail_localize.views import edit_translation

    Translation._meta.verbose_name = _("translation")
    Translation._meta.verbose_name_plural = _("translations")
    LocaleSynchronization._meta.get_field("sync_from").verbose_name = _("synchronise from")
    Locale._meta.verbose_name = _("language")
    Locale._meta.verbose_name_plural = _("languages")
    for column in IndexView.columns:
        if column.name in ("port", "site_name", "root_page"):
            column.label = capfirst(Site._meta.get_field(column.name).verbose_name)
    # Its own names the months in English, whatever the editor's language.
    models.DATE_FORMAT = edit_translation.DATE_FORMAT = "%Y-%m-%d"
    for form in (WorkflowPageForm, PagePermissionsForm):
        form.base_fields["page"].label = _("Page")
