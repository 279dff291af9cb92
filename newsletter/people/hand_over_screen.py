"""The active subscribers of a language as a file for another program; by POST, and noted."""

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from core.tables import file_response
from newsletter.people.handing_over import KINDS, handed_over
from newsletter.people.rights import refuse_without_addresses


class HandOverForm(forms.Form):
    kind = forms.ChoiceField(label=_("For"), choices=[(kind, kind.capitalize()) for kind in KINDS])
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


@require_POST
def hand_over_file(request: HttpRequest) -> HttpResponse:
    """The file; 400 for a program or language that is none."""
    refuse_without_addresses(request.user)
    form = HandOverForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=400)
    kind, language = form.cleaned_data["kind"], form.cleaned_data["language"]
    text, _count = handed_over(kind, language, request.user)
    return file_response(text.encode(), KINDS[kind][0], f"{kind}-{language}")
