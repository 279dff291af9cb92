import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.contrib.routable_page.models import path

from core.catalogue import PAGE, TEXT, Catalogue, Choice, choice_of, has_empty_parts
from core.catalogue_hits import Hits
from core.models.routes import RoutesMixin
from core.navigation import language_alternatives
from core.tables import Table, as_csv, as_json, as_xlsx, file_response

HITS_PER_PAGE = 20
# Names one page in the address of an export.
KEY = "page-key"


class CatalogueMixin(RoutesMixin):
    """An index page that is a catalogue: facets, orders, pages of hits, and the hits as files."""

    def catalogue(self) -> Catalogue:
        """What it lists, and by what."""
        raise NotImplementedError

    @path("")
    def listed(self, request: HttpRequest) -> HttpResponse:
        """The hits of the choice that the address makes; 400, with the form, for a wrong one."""
        catalogue = self.catalogue()
        choice = choice_of(catalogue, request.GET)
        if not choice.errors and has_empty_parts(catalogue, request.GET):
            # What a form has sent, under the address that is fit to be kept.
            return redirect(self.get_url(request) + choice.query())
        hits = Hits(catalogue, self, choice)
        total, options = hits.counts()
        pages = Paginator(range(total), HITS_PER_PAGE).get_page(request.GET.get(PAGE))
        found = []
        if total and not choice.errors:
            found = hits.pages(pages.start_index() - 1, pages.end_index())
        context = {
            "catalogue": catalogue,
            "choice": choice,
            "fields": [
                (facet, options[facet.name], choice.options.get(facet.name))
                for facet in catalogue.facets
            ],
            "chosen": self._chosen(choice),
            **({} if total or choice.errors else self._ways_on(hits)),
            "total": total,
            "pages": pages,
            "groups": _grouped(found, choice),
            "address": (self.get_url(request) or "") + choice.query(page=pages.number),
            "language_alternatives": [
                replace(other, url=other.url + choice.query()) if other.url else other
                for other in language_alternatives(self)
            ],
        }
        response = self.render(request, context_overrides=context)
        response.status_code = 400 if choice.errors else 200
        return response

    @path("lista.csv/", name="list_csv")
    @path("lista.xlsx/", name="list_xlsx")
    @path("lista.json/", name="list_json")
    @path("list.csv/", name="list_csv_en")
    @path("list.xlsx/", name="list_xlsx_en")
    @path("list.json/", name="list_json_en")
    def listed_as_file(self, request: HttpRequest) -> HttpResponse:
        """All hits of the same choice as a file."""
        catalogue = self.catalogue()
        choice = choice_of(catalogue, request.GET)
        if choice.errors:
            return _refused(choice)
        kind = request.path.rpartition(".")[2]
        table = catalogue.table(Hits(catalogue, self, choice).pages(), request)
        writers: dict[str, Callable[[Table], bytes]] = {
            "csv": as_csv,
            "xlsx": as_xlsx,
            "json": as_json,
        }
        return file_response(writers[kind](table), kind, self.title)

    def exported(self, request: HttpRequest) -> HttpResponse:
        """All hits of the same choice, or one page (`?page-key=`), under a database's names.

        A catalogue with exports has a route to it for each of them.
        """
        catalogue = self.catalogue()
        name = request.path.rpartition("/")[2]
        export = next(export for export in catalogue.exports if export.name == name)
        choice = choice_of(catalogue, request.GET)
        if choice.errors:
            return _refused(choice)
        key = request.GET.get(KEY)
        with override(export.language):
            try:
                pages = Hits(catalogue, self, choice, uuid.UUID(key) if key else None).pages()
            except ValueError as error:
                raise Http404 from error
            if key and not pages:
                raise Http404
            content = export.content(pages)
        return file_response(content, export.kind, f"{self.title} {export.label}")

    def _chosen(self, choice: Choice) -> list[tuple[str, Any, str]]:
        """Each part of the choice in words, with the address of the choice without it."""
        return [
            (_label(choice, name), value, self.url + choice.query(name))
            for name, value in _parts(choice).items()
        ]

    def _ways_on(self, hits: Hits) -> dict[str, Any]:
        """What to leave out so that something is found, the most fruitful first; where no single
        part will do, those that find nothing even by themselves.
        """
        choice = hits.choice
        values = _parts(choice)
        looser = [
            (_label(choice, name), values[name], self.url + choice.query(name), number)
            for name, number in sorted(hits.looser(), key=lambda part: -part[1])
            if number
        ]
        dead, number = hits.dead() if choice.is_any and not looser else ([], 0)
        named = [(_label(choice, name), values[name]) for name in dead]
        return {
            "looser": looser,
            "dead": named,
            "without_dead": (self.url + choice.query(*dead), number),
        }


def _refused(choice: Choice) -> HttpResponse:
    return HttpResponse(
        "\n".join(choice.errors.values()),
        status=400,
        content_type="text/plain; charset=utf-8",
    )


def _parts(choice: Choice) -> dict[str, Any]:
    text = {TEXT: choice.text} if choice.text else {}
    return text | {facet.name: choice.options[facet.name] for facet in choice.facets}


def _label(choice: Choice, name: str) -> str:
    labels = {facet.name: facet.label for facet in choice.facets}
    return str(capfirst(labels[name])) if name in labels else _("Words")


def _grouped(found: list[Any], choice: Choice) -> list[tuple[Any, list[Any]]]:
    """The hits under the headings of their order; under none where it has none."""
    groups: list[tuple[Any, list[Any]]] = []
    for page in found:
        heading = choice.sort.heading(page) if choice.sort.heading else ""
        if not groups or groups[-1][0] != heading:
            groups.append((heading, []))
        groups[-1][1].append(page)
    return groups
