"""The public pages of records: what in the city's international work has to do with each."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.text import capfirst

from core.languages import reading_language
from core.name_order import name_key
from core.navigation import Crumb, home_page, route_alternatives
from records.groups import groups_of, whole_group


def record_index(request: HttpRequest, model: Any) -> HttpResponse:
    """All records of a type, by name."""
    name = f"{model.address_name}_index"
    context = {
        "title": capfirst(model._meta.verbose_name_plural),
        "address": reverse(name),
        "records": sorted(model.public(), key=lambda record: name_key(record.page_title)),
        "language_alternatives": route_alternatives(name),
        "breadcrumb": _home(request),
    }
    return render(request, "records/record_index.html", context)


def record_page(request: HttpRequest, model: Any, code: str) -> HttpResponse:
    """A record with the pages that name it, or with one group of them (`?list=`), page by page.

    Raises Http404 for a record or group that there is not.
    """
    record = get_object_or_404(model.public(), **{model.code_field: code})
    accessor = request.GET.get("list")
    if accessor is None:
        groups = groups_of(record)
    else:
        group = whole_group(record, accessor, request.GET.get("page"))
        if group is None:
            raise Http404
        groups = [group]
    address_name = model.address_name
    index = Crumb(capfirst(model._meta.verbose_name_plural), reverse(f"{address_name}_index"))
    context = {
        "record": record,
        "index": index,
        "groups": groups,
        "is_narrowed": accessor is not None,
        "language_alternatives": route_alternatives(address_name, code),
        "breadcrumb": [*_home(request), index],
    }
    return render(request, f"records/{address_name}.html", context)


def _home(request: HttpRequest) -> list[Any]:
    home = home_page(request, reading_language())
    return [home] if home else []
