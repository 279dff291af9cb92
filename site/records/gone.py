"""Records that had a page and were deleted or got another code: their address says so, or leads on
(design, section 4).
"""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.utils.text import capfirst
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from core.navigation import route_alternatives
from records.leading_on import lead_no_more, lead_on
from records.models import Contact, FocusArea, Keyword, Operation

ADDRESSED: tuple[Any, ...] = (Contact, FocusArea, Keyword, Operation)
GONE, LONGEST_CODE = "records.gone", 100


def note(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Keeps the codes of a record that is about to be deleted, its own and those that led to it,
    and nothing else of it; of one that had no page, nothing.
    """
    codes = lead_no_more(instance)
    if sender.public().filter(pk=instance.pk).exists():
        codes.add(instance.code)
    kind = capfirst(str(sender._meta.verbose_name))
    for code in sorted(codes):
        log(instance, GONE, data={"code": code}, title=kind, deleted=True)


def when_renamed(sender: Any, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Leads from the address of a record that is about to get another code to its new one."""
    was = None if raw else sender.objects.filter(pk=instance.pk).first()
    if was is not None and was.code != instance.code:
        lead_on(was, instance, was_public=sender.public().filter(pk=was.pk).exists())


def answer(request: HttpRequest) -> HttpResponse | None:
    """What is said at the address of a record that was deleted, or that others lead to and that is
    not public (any more); None for any other address.
    """
    try:
        match = resolve(request.path)
    except Resolver404:
        return None
    model: Any = match.kwargs.get("model")
    code = str(match.kwargs.get("code", ""))[:LONGEST_CODE]
    if model not in ADDRESSED or not code:
        return None
    if not (was(model, code) or leads_nowhere(request.path)):
        return None
    name = model.address_name
    context = {
        "kind": model._meta.verbose_name,
        "index": reverse(f"{name}_index"),
        "index_name": capfirst(model._meta.verbose_name_plural),
        "language_alternatives": route_alternatives(name, code),
    }
    return render(request, "records/gone.html", context, status=410)


def leads_nowhere(path: str) -> bool:
    """Whether an address of a record leads here, where no public page has the record (any more)."""
    return bool(Redirect.objects.filter(redirect_link=path, automatically_created=True).exists())


def was(model: Any, code: str) -> bool:
    """Whether a record that had this code has been deleted, and none has it today."""
    kind = ContentType.objects.get_for_model(model)
    entries = ModelLogEntry.objects.filter(content_type=kind, action=GONE, data__code=code)
    return bool(entries.exists()) and not model.objects.filter(**{model.code_field: code}).exists()
