"""Programs that ask again and again get what they have not got yet (RFC 9110, 13)."""

from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag


def unless_known(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The response with an ETag; “304 Not Modified” for who has the same content already.

    By content alone: what was taken away leaves no later date behind.
    """
    etag = quote_etag(sha256(response.content).hexdigest()[:32])
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response
