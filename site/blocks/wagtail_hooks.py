from typing import Any

from wagtail import hooks

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
