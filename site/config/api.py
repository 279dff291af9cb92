"""The open data API: each area's part mounted at `/api/data/v1/`, and its description.

Reading only, without log-in. A fault is told in the reader's language (`Accept-Language`).
"""

from functools import wraps
from typing import Any, ClassVar

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema
from ninja.errors import ValidationError
from ninja.renderers import JSONRenderer

from core.api import ROOT, MovedError, refuse_unknown
from networks.api import router as networks
from networks.api_funding import router as funding
from newsletter.api import router as newsletter
from policy.api import router as policy
from records.api import router as records


class Readable(JSONRenderer):
    """JSON with Swedish letters as they are."""

    json_dumps_params: ClassVar[dict[str, Any]] = {"ensure_ascii": False}


class OpenData(NinjaAPI):
    """Answers that every other site may read (CORS)."""

    def create_response(self, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().create_response(*args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        return response


api = OpenData(
    title="Västerås international affairs: open data",
    version="1",
    description=(
        "The city's international policy, its action plans and what came of them. Words are in "
        "Swedish and English; null where they are not published in a language. With as-of the "
        "answer is what the public saw at the end of that day; only the names of networks, "
        "partners and contacts are those of today."
    ),
    renderer=Readable(),
    openapi_url=None,
    docs_url=None,
    urls_namespace="api",
)


class Fault(Schema):
    """What was wrong with a request."""

    detail: str
    parameter: str | None = None


def in_readers_language(operation: Any) -> Any:
    """What is said of a fault, in the language that the reader's browser or program asks for."""

    @wraps(operation)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        with translation.override(translation.get_language_from_request(request)):
            return operation(request, *args, **kwargs)

    return answer


# Before the routers: they take over the decorators that there are.
api.add_decorator(in_readers_language, mode="view")
api.add_router("", policy)
api.add_router("", networks)
api.add_router("", funding)
api.add_router("", records)
api.add_router("/newsletter", newsletter)


class Root(Schema):
    """Where to begin."""

    description: str
    collections: list[str]


@api.get("", response=Root, summary="What there is", tags=["Beginning"])
def root(request: HttpRequest) -> Root:
    refuse_unknown(request)
    paths = api.get_openapi_schema(path_prefix=f"{ROOT}/")["paths"]
    found = sorted(path for path in paths if "{" not in path and path.rstrip("/") != ROOT)
    return Root(description=request.build_absolute_uri(reverse("openapi")), collections=found)


def _fault(request: HttpRequest, status: int, detail: str, parameter: str = "") -> HttpResponse:
    fault = Fault(detail=detail, parameter=parameter or None)
    response = api.create_response(request, fault.dict(), status=status)
    response["Vary"] = "Accept-Language"
    response["Content-Language"] = translation.get_language() or ""
    return response


@api.exception_handler(Http404)
def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return _fault(request, 404, str(error) or _("There is nothing public with this id."))


@api.exception_handler(MovedError)
def moved(request: HttpRequest, error: MovedError) -> HttpResponse:
    """An old code is led on from, as on the pages."""
    response = _fault(request, 301, _("It has another code today."))
    response["Location"] = error.location
    return response


@api.exception_handler(BadRequest)
def bad_request(request: HttpRequest, error: BadRequest) -> HttpResponse:
    return _fault(request, 400, str(error))


@api.exception_handler(ValidationError)
def bad_parameter(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """The first fault, in words of ours: those of the library are English."""
    found = error.errors[0]
    name = str(found["loc"][-1])
    return _fault(request, 400, f"{name}: {_what_is_wrong(found)}", name)


def _what_is_wrong(found: dict[str, Any]) -> str:
    kind, limits = found["type"], found.get("ctx", {})
    if kind == "value_error":
        return str(limits["error"])
    if kind.startswith("int"):
        return _("Write a whole number.")
    if kind == "greater_than_equal":
        return _("The number is too small: at least %(limit)s.") % {"limit": limits["ge"]}
    if kind == "less_than_equal":
        return _("The number is too large: at most %(limit)s.") % {"limit": limits["le"]}
    if kind == "enum":
        return _("Choose one of: %(values)s.") % {"values": limits["expected"]}
    if kind.startswith("uuid"):
        return _("Write an id as the API gives it.")
    return _("This value cannot be read.")


def no_such_address(request: HttpRequest) -> HttpResponse:
    """Whatever below `/api/` is no address."""
    with translation.override(translation.get_language_from_request(request)):
        return _fault(request, 404, _("There is no such address in the API."))


def openapi(request: HttpRequest) -> JsonResponse:
    """The API's description (OpenAPI 3.1)."""
    response = JsonResponse(api.get_openapi_schema(path_prefix=f"{ROOT}/"))
    response["Access-Control-Allow-Origin"] = "*"
    return response
