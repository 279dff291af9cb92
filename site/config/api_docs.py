"""The API's description as a page for people, made of the description for machines."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from config.api import ROOT, api
from core.languages import reading_language
from core.navigation import home_page, route_alternatives


@dataclass(frozen=True)
class Operation:
    """An address of the API, with its parameters and the shape of its answer."""

    tag: str
    path: str
    summary: str
    parameters: list[dict[str, Any]]
    answer: "Kind"

    @property
    def example(self) -> str:
        """An address that can be followed as it is; empty if an id must be filled in."""
        return "" if "{" in self.path else self.path


@dataclass(frozen=True)
class Kind:
    """The kind of a value in words, and the shape that is described further down."""

    words: str
    shape: str = ""


@dataclass(frozen=True)
class Shape:
    """An object of the answers, field by field, or the words that a value is one of."""

    name: str
    description: str
    fields: list[tuple[str, Kind]]
    words: list[str]


def api_docs(request: HttpRequest) -> HttpResponse:
    """`/api/docs`: which addresses there are, what they take and what they give."""
    schema = api.get_openapi_schema(path_prefix=f"{ROOT}/")
    home = home_page(request, reading_language())
    found = sorted(operations(schema), key=lambda operation: operation.tag)
    return render(
        request,
        "api_docs.html",
        {
            "description": schema["info"]["description"],
            "root": ROOT,
            "tags": [(tag, list(own)) for tag, own in groupby(found, lambda found: found.tag)],
            "shapes": list(shapes(schema)),
            "breadcrumb": [home] if home else [],
            "language_alternatives": route_alternatives("api_docs"),
        },
    )


def operations(schema: dict[str, Any]) -> Iterator[Operation]:
    """Every address of the description."""
    for path, methods in schema["paths"].items():
        for operation in methods.values():
            content = operation["responses"][200]["content"]["application/json"]
            yield Operation(
                operation["tags"][0],
                path,
                operation["summary"],
                [
                    parameter | {"kind": kind_of(parameter["schema"]).words}
                    for parameter in operation["parameters"]
                ],
                kind_of(content["schema"]),
            )


def shapes(schema: dict[str, Any]) -> Iterator[Shape]:
    """Every object that an answer holds, and every choice of words."""
    for name, shape in sorted(schema["components"]["schemas"].items()):
        fields = [(field, kind_of(own)) for field, own in shape.get("properties", {}).items()]
        yield Shape(name, shape.get("description", ""), fields, shape.get("enum", []))


def kind_of(schema: dict[str, Any]) -> Kind:
    """“list of Activity”, “date or nothing”."""
    if reference := schema.get("$ref"):
        name = reference.rpartition("/")[2]
        # “Listed_Activity_” is how the description writes a list of a kind.
        part = name.removeprefix("Listed_").rstrip("_")
        return Kind(name if part == name else f"a part of a list of {part}", name)
    if choices := schema.get("anyOf"):
        kinds = [kind_of(choice) for choice in choices]
        shape = next((kind.shape for kind in kinds if kind.shape), "")
        return Kind(" or ".join(kind.words for kind in kinds), shape)
    if schema.get("type") == "array":
        inner = kind_of(schema["items"])
        return Kind(f"list of {inner.words}", inner.shape)
    return Kind(schema.get("format") or schema.get("type") or "anything")
