"""A passage in another language, marked in running text so that it is read out right."""

from typing import Any

import wagtail.admin.rich_text.editors.draftail.features as draftail_features
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineStyleElementHandler

from blocks.text import PASSAGE_LANGUAGES


def register_passages(features: Any) -> None:
    """One button per language; stored as `<span lang="de">` (WCAG 2.2, 3.1.2).

    A `span` and no `i`: wagtail-localize refuses attributes on the elements that stay in a text.
    """
    for code, description in PASSAGE_LANGUAGES.items():
        style = f"LANG-{code.upper()}"
        features.register_editor_plugin(
            "draftail",
            f"lang-{code}",
            draftail_features.InlineStyleFeature(
                {
                    "type": style,
                    "label": code.upper(),
                    "description": description,
                    "style": {"borderBottom": "2px dotted currentcolor"},
                }
            ),
        )
        features.register_converter_rule(
            "contentstate",
            f"lang-{code}",
            {
                "from_database_format": {f"span[lang={code}]": InlineStyleElementHandler(style)},
                "to_database_format": {
                    "style_map": {style: {"element": "span", "props": {"lang": code}}}
                },
            },
        )
