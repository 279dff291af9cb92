"""Choosers whose buttons are in the editor's language, whoever came first."""

from typing import Any

from django.utils.functional import lazy
from django.utils.translation import gettext
from wagtail.admin.views.generic.chooser import CreateView
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.widgets import AdminSnippetChooser


def _late(text: str, name: Any) -> Any:
    """A text of Wagtail's catalogue with the record's name, translated when it is shown."""
    return lazy(lambda: gettext(text) % {"object": name}, str)()


class RecordChooser(AdminSnippetChooser):
    """Wagtail's own writes its buttons once, in the language of the first editor after a start."""

    def __init__(self, model: Any = None, **kwargs: Any) -> None:
        super().__init__(model=model, **kwargs)
        name = self.model._meta.verbose_name
        self.choose_one_text = _late("Choose %(object)s", name)
        self.choose_another_text = _late("Choose another %(object)s", name)
        self.link_to_chosen_text = _late("Edit this %(object)s", name)


class NoCreateView(CreateView):
    """Records are made in their own form. Wagtail answers here also for a chooser that has no form
    to make one with, and fails.
    """

    def can_create(self) -> bool:
        return False


class RecordChooserViewSet(SnippetChooserViewSet):
    base_widget_class = RecordChooser
    create_view_class = NoCreateView
