"""Choosers that speak the editor's language, and say the language of what was chosen."""

from typing import Any

from django.db.models import ForeignKey
from django.utils.functional import lazy
from django.utils.translation import gettext
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.views.generic.chooser import CreateView
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import AbstractPage
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


class PageChooser(AdminPageChooser):
    """Shows the chosen page with its language: the same title may stand in both."""

    def get_display_title(self, instance: Any) -> str:
        title = super().get_display_title(instance)
        return f"{title} ({instance.locale.get_display_name()})"


def _page_chooser(db_field: Any) -> dict[str, Any]:
    return {"widget": PageChooser(target_models=[db_field.remote_field.model])}


def show_languages_of_chosen_pages() -> None:
    """Puts the chooser in the place of Wagtail's own in every form with a key to a page."""
    register_form_field_override(ForeignKey, to=AbstractPage, override=_page_chooser)


def chooser_for(model: Any) -> Any:
    """The widget that chooses one of this model: a page, or a record with screens of its own."""
    if issubclass(model, AbstractPage):
        return PageChooser(target_models=[model])
    return RecordChooser(model)
