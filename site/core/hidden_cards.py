"""Why a card is not shown: for editors."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page, TranslatableMixin

from core.languages import answering, shown


def why_hidden(item: Any) -> str:
    """Why readers of some language see no card of `item`, in a sentence."""
    if item is None:
        return _("Nothing is chosen for it, or what was chosen has been deleted.")
    if not isinstance(item, TranslatableMixin):
        return _("Nothing public refers to it yet.")
    page = item if isinstance(item, Page) else item.page
    versions = Page.objects.filter(translation_key=page.translation_key)
    if not answering(versions).exists():
        return _("It is not published.")
    if not shown(versions).exists():
        return _("It is not open to everyone.")
    return _("It is published in English only, so that Swedish readers do not see it.")
