"""One block, five channels: a rendering for each lies in the block's own template folder.

A block type names its folder by its `template` (`blocks/<block>/web.html`, Wagtail's own option);
its JSON is what `get_api_representation` gives (Wagtail's own method), which it defines itself.
"""

import json
import re
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils import translation


class Channel(StrEnum):
    """Where a block is read."""

    WEB = "web"
    MAIL = "mail"
    TEXT = "text"
    PRINT = "print"
    JSON = "json"


FILES = {
    Channel.WEB: "web.html",
    Channel.MAIL: "mail.mjml",
    Channel.TEXT: "text.txt",
    Channel.PRINT: "print.html",
}


class NoChannelError(LookupError):
    """A block that stands in a stream has no rendering for a channel."""


def render(stream: Any, channel: Channel, language: str, anchors: set[str] | None = None) -> str:
    """The blocks of a stream in a channel, for readers of a language.

    `anchors`: those that stand on the page already; blocks within blocks add theirs.
    MJML for mail: sections that stand in an `mj-body`. Raises NoChannelError.
    """
    around = {"channel": channel, "anchors": set() if anchors is None else anchors}
    with translation.override(language):
        if channel is Channel.JSON:
            return json.dumps(data(stream), ensure_ascii=False, indent=1, cls=DjangoJSONEncoder)
        rendered = [_render(bound.block, bound.value, around) for bound in stream]
    if channel is not Channel.TEXT:
        return "\n".join(rendered)
    # A blank line between blocks, and no more than one in them.
    return "\n\n".join(re.sub(r"\n\s*\n", "\n\n", text) for text in rendered if text)


def data(stream: Any) -> list[dict[str, Any]]:
    """The blocks of a stream as plain data, for readers of the active language.

    What they are not shown is left out. Raises NoChannelError.
    """
    found = []
    for bound in stream:
        if not _gives_data(bound.block):
            raise _error(bound.block, Channel.JSON)
        value = bound.block.get_api_representation(bound.value)
        if value is not None:
            found.append({"type": bound.block_type, "value": value})
    return found


def lacking(block: Any) -> list[Channel]:
    """The channels that a block has no rendering for."""
    lacks = []
    for channel in FILES:
        try:
            _template(block, channel)
        except NoChannelError:
            lacks.append(channel)
    return lacks if _gives_data(block) else [*lacks, Channel.JSON]


def _render(block: Any, value: Any, around: dict[str, Any]) -> str:
    context = block.get_context(value, parent_context=dict(around))
    return str(_template(block, around["channel"]).render(context)).strip()


def _template(block: Any, channel: Channel) -> Any:
    web = getattr(block.meta, "template", None)
    if web is None:
        raise _error(block, channel)
    try:
        return get_template(str(PurePosixPath(web).with_name(FILES[channel])))
    except TemplateDoesNotExist as error:
        if error.args[0] != str(PurePosixPath(web).with_name(FILES[channel])):
            raise
        raise _error(block, channel) from error


def _gives_data(block: Any) -> bool:
    """Whether one of our classes says what the block's JSON is: Wagtail's default says nothing."""
    owner = next(c for c in type(block).__mro__ if "get_api_representation" in vars(c))
    return not owner.__module__.startswith("wagtail.")


def _error(block: Any, channel: Channel) -> NoChannelError:
    return NoChannelError(f"{type(block).__name__} has no rendering for the channel “{channel}”.")
