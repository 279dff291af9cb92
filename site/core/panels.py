"""The page editor's groups, in the order in which an editor thinks."""

from collections.abc import Sequence
from typing import Any, TypeAlias

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel, TitleFieldPanel

AnyPanel: TypeAlias = str | Panel


class FactPanel(FieldPanel):
    """The panel of a fact that stands among texts: its help says that it is a fact."""

    help_text: Any

    def on_model_bound(self) -> None:
        super().on_model_bound()
        same = _("The same in both languages.")
        self.help_text = format_lazy("{} {}", self.help_text or self.db_field.help_text, same)


def grouped(
    *,
    what: Sequence[AnyPanel] = ("introduction",),
    facts: Sequence[AnyPanel] = (),
    contents: Sequence[AnyPanel] = (),
    mail: Sequence[AnyPanel] = (),
    contacts: Sequence[AnyPanel] = (),
) -> list[Panel]:
    """Panels for `content_panels`: what it is, facts, contents, e-mail, contacts, upkeep.

    Takes field names or panels; leaves an empty group out.
    """
    groups = [
        (_("What it is"), "doc-full", [TitleFieldPanel("title"), *what]),
        (_("Facts (the same in both languages)"), "table", list(facts)),
        (_("Contents"), "pilcrow", list(contents)),
        (_("E-mail"), "mail", list(mail)),
        (_("Contacts (the same in both languages)"), "user", list(contacts)),
        (_("Upkeep (the same in both languages)"), "calendar-check", ["review_on"]),
    ]
    return [
        MultiFieldPanel(
            [FieldPanel(panel) if isinstance(panel, str) else panel for panel in panels],
            heading=heading,
            icon=icon,
        )
        for heading, icon, panels in groups
        if panels
    ]
