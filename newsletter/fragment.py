"""An issue as a piece of HTML that other systems show in pages of theirs."""

from typing import Any
from urllib.parse import urljoin

from bs4 import BeautifulSoup
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from blocks.channels import Channel, render
from blocks.rich_text import for_elsewhere

# What runs, loads or draws by styles that another page does not have, and what only a form needs.
LEFT_OUT = ("script", "style", "link", "svg", "iframe", "form", "button", ".print-only")
# The other page has a title of its own: the issue's is below it, and the blocks' below that.
HEADINGS = {"h2": "h3", "h3": "h4", "h4": "h5", "h5": "h6"}
ADDRESSES = ("href", "src")
ONLY_HERE = ("aria-describedby", "aria-labelledby", "class", "id", "role", "style", "tabindex")


def fragment_of(issue: Any) -> str:
    """One `article` in the issue's language, with whole addresses; neither frame nor script. What
    was sent is given as it was.

    Anchors and classes are taken out: the other page may have the same, and mean something else.
    """
    language = issue.locale.language_code
    sent = issue.as_sent()
    said = (sent and sent.print_body) or render(issue.body, Channel.PRINT, language)
    body = BeautifulSoup(said, "html.parser")
    for element in body.select(",".join(LEFT_OUT)):
        element.decompose()
    for_elsewhere(body)
    for element in body.find_all(True):
        element.name = HEADINGS.get(element.name, element.name)
        for name in ONLY_HERE:
            element.attrs.pop(name, None)
        for name in ADDRESSES:
            if name in element.attrs:
                element[name] = whole(str(element[name]))
    with override(language):
        context = {"issue": issue, "address": whole(issue.url or "/"), "body": str(body)}
        return render_to_string("newsletter/fragment.html", context)


def whole(address: str) -> str:
    """The address as it is from anywhere."""
    return urljoin(settings.WAGTAILADMIN_BASE_URL, address)
