from typing import Any

from django.conf import settings
from django.http import HttpRequest
from wagtail import hooks

from blocks import gallery, shared_screens  # noqa: F401 – their hooks
from blocks.hidden_cards import point_out
from blocks.links import ReadersPageLinkHandler
from blocks.passages import register_passages


# After Wagtail's own handler, which it takes the place of.
@hooks.register("register_rich_text_features", order=10)
def links_in_the_readers_language(features: Any) -> None:
    """Running text links to pages in the reader's language."""
    features.register_link_type(ReadersPageLinkHandler)


@hooks.register("register_rich_text_features")
def passages_in_other_languages(features: Any) -> None:
    """Buttons that mark a passage's language."""
    register_passages(features)


# Before a translation's own screen takes the place of the form.
@hooks.register("before_edit_page", order=-10)
def cards_that_readers_do_not_see(request: HttpRequest, page: Any) -> None:
    """Said whenever the Swedish form is opened: what a card leads to may have changed since."""
    # Saving by itself asks for parts of the form, which have no place for messages.
    is_whole = request.method == "GET" and "_w_hydrate_create_view" not in request.GET
    if is_whole and page.locale.language_code == settings.LANGUAGE_CODE:
        point_out(request, page.get_latest_revision_as_object())


@hooks.register("after_publish_page")
def cards_that_readers_of_the_new_page_do_not_see(request: HttpRequest, page: Any) -> None:
    """Who publishes is not shown the form again."""
    point_out(request, page)
