"""What a page says to programs: schema.org as JSON-LD, in one graph for each page.

Areas say what their page types are (`register`, in `AppConfig.ready()`); page and breadcrumb are
the same for all.
"""

import datetime as dt
import json
from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

Node = dict[str, Any]
# Gets the page, the context of its template, and what makes an address absolute.
Describe = Callable[[Any, Mapping[str, Any], Callable[[str], str]], Node]

# In a script element nothing may look like its end, in whatever title it stands.
ESCAPED = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"})

_described: dict[Any, Describe] = {}


def register(descriptions: Mapping[Any, Describe]) -> None:
    """Says what pages of these types are about: each a schema.org type with its properties."""
    _described.update(descriptions)


def city(absolute: Callable[[str], str]) -> Node:
    """The city itself, which all pages refer to by the same name."""
    return {
        "@type": "GovernmentOrganization",
        "@id": absolute("/") + "#city",
        "name": _("City of Västerås"),
    }


def day_of(moment: dt.datetime | None) -> str:
    """The day in Sweden, as pages say it too; empty for None."""
    return timezone.localtime(moment).date().isoformat() if moment else ""


def without_empty(node: Node) -> Node:
    """The properties that say something; 0 says something."""
    return {key: value for key, value in node.items() if value not in (None, "", [], {})}


def graph_of(
    context: Mapping[str, Any], request: HttpRequest, address: str, language: str
) -> list[Node]:
    """The nodes of a page: itself, what it is about, the way to it."""
    absolute = request.build_absolute_uri
    page: Any = context.get("page")
    is_page, url = isinstance(page, Page), absolute(address)
    title = page.title if is_page else str(context.get("title") or "")
    # What stands below a page (its map, its matrix) has a title of its own.
    is_part = is_page and url != absolute(page.url) and bool(context.get("title"))
    if is_part:
        title = str(context["title"])
    if record := context.get("record"):
        title = record.page_title
    node: Node = {
        "@type": "WebPage",
        "@id": url,
        "url": url,
        "name": title,
        "inLanguage": language,
        "publisher": {"@id": absolute("/") + "#city"},
    }
    graph = [node]
    if is_page and not is_part:
        node["description"] = page.search_description
        if page.last_published_at:
            node["dateModified"] = day_of(page.last_published_at)
        if describe := _described.get(type(page)):
            thing = {"@id": f"{url}#this", **without_empty(describe(page, context, absolute))}
            node["mainEntity"] = {"@id": thing["@id"]}
            graph.append(thing)
    if way := context.get("breadcrumb"):
        node["breadcrumb"] = {"@id": f"{url}#breadcrumb"}
        graph.append(_breadcrumb(f"{url}#breadcrumb", way, (title, url), absolute))
    if not any(str(entry["@id"]).endswith("#city") for entry in graph):
        graph.append(city(absolute))
    return [without_empty(entry) for entry in graph]


def _breadcrumb(
    identity: str, way: Any, here: tuple[str, str], absolute: Callable[[str], str]
) -> Node:
    steps = [*((str(step.title), absolute(step.url)) for step in way), here]
    return {
        "@type": "BreadcrumbList",
        "@id": identity,
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": url}
            for place, (name, url) in enumerate(steps, start=1)
        ],
    }


def as_script(graph: list[Node]) -> str:
    """The JSON text of a data block, safe inside `<script>`."""
    document = {"@context": "https://schema.org", "@graph": graph}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).translate(ESCAPED)
