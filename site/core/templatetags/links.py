"""Links between pages, marked where they change the reader's language."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail.models import Page

from core.direction import dir_attribute, isolated
from core.hyphens import divisible
from core.languages import preferred, read_references, read_reverse, reading_language

register = template.Library()


def title_language(item: Any) -> str:
    """The language that the item's title is in."""
    return getattr(item, "title_language", "") or item.locale.language_code


@register.simple_tag
def lang_of(item: Any) -> SafeString | str:
    """` lang="sv"` for an object whose language is not the reader's, else nothing (WCAG 3.1.2)."""
    code = title_language(item)
    return format_html(' lang="{}"', code) if code != reading_language() else ""


@register.simple_tag
def page_link(page: Any, room: int = 0) -> SafeString | str:
    """A link to `page` with its title; empty for None. In a column with `room` for so many letters
    longer words may be divided.
    """
    if page is None:
        return ""
    code = page.locale.language_code
    language = "" if code == reading_language() else format_html(' hreflang="{}"', code)
    day = getattr(page, "as_of", None)
    address = f"{page.url}?as-of={day.isoformat()}" if day else page.url
    marks = format_html("{}{}{}", lang_of(page), language, dir_attribute(page.title))
    title = divisible(page.title, title_language(page), room) if room else page.title
    return format_html('<a href="{}"{}>{}</a>', address, marks, title)


@register.simple_tag
def page_links(pages: Iterable[Any]) -> SafeString | str:
    """A list of links to pages; empty for none."""
    items = format_html_join("", "<li>{}</li>", ((page_link(page),) for page in pages))
    return format_html("<ul>{}</ul>", items) if items else ""


@register.simple_tag
def record_link(record: Any, room: int = 0) -> SafeString | str:
    """A record's name, which leads to its page if it has one; empty for None. In a column with
    `room` for so many letters longer words may be divided.
    """
    if not record:
        return ""
    if not hasattr(record, "get_absolute_url"):
        return isolated(record)
    name = str(record)
    shown = divisible(name, reading_language(), room) if room else name
    return format_html(
        '<a href="{}"{}>{}</a>', record.get_absolute_url(), dir_attribute(name), shown
    )


@register.simple_tag
def names(records: Iterable[Any]) -> SafeString | str:
    """A list of records by name, each as a link if it has a page; empty for none."""
    items = format_html_join("", "<li>{}</li>", ((record_link(record),) for record in records))
    return format_html("<ul>{}</ul>", items) if items else ""


@register.simple_tag
def in_my_language(references: Any, *related: str) -> list[Any]:
    """References stored to the Swedish source, as the reader's language has them."""
    return read_references(references.all(), *related)


@register.simple_tag
def pages_pointing_at(target: Any, accessor: str, *related: str) -> list[Any]:
    """The pages that point at `target` by this `related_name`, in the reader's language.

    The relation may belong to a row of a page (a model with a ParentalKey `page`) as well.
    `related` are foreign keys to fetch along.
    """
    relation = target._meta.get_field(accessor)
    if issubclass(relation.related_model, Page):
        return read_reverse(target, accessor, *related)
    to_page = relation.related_model._meta.get_field("page")
    row_of_page = to_page.remote_field.name
    key = {f"{row_of_page}__{relation.remote_field.name}__translation_key": target.translation_key}
    found = to_page.related_model._default_manager.filter(**key).distinct()
    return preferred(found.select_related(*related) if related else found)


@register.filter
def host(address: str) -> str:
    """The readable part of a web address: “www.malardalsradet.se”, with its path if any."""
    parts = urlsplit(address)
    return (parts.netloc + parts.path).rstrip("/")
