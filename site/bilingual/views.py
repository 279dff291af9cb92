"""wagtail-localize's own screens, without the ways by which Swedish would go live as English."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.models import Locale
from wagtail_localize.views.submit_translations import SubmitPageTranslationView
from wagtail_localize.views.update_translations import (
    UpdateTranslationsForm,
    UpdateTranslationsView,
)

from bilingual.drafts import is_ahead, send_draft_texts
from bilingual.models import SwedishOnly


class SubmitPage(SubmitPageTranslationView):
    """Asks for the page above first: wagtail-localize would put a live Swedish alias there."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        page = self.get_object()
        decision = SwedishOnly.objects.filter(page_id=page.pk).first()
        if decision is not None:
            messages.error(
                request,
                _("The page is deliberately in Swedish only: %(reason)s")
                % {"reason": decision.reason},
            )
            return redirect("page_languages", self.kwargs["page_id"])
        parent = page.get_parent()
        if not parent.is_root():
            for locale in Locale.objects.exclude(pk=parent.locale_id):
                if not parent.get_translations().filter(locale=locale, alias_of=None).exists():
                    messages.error(
                        request,
                        _("Translate “%(title)s” first: this page stands below it.")
                        % {"title": parent.title},
                    )
                    return redirect("wagtailadmin_pages:edit", self.kwargs["page_id"])
        return super().dispatch(request, *args, **kwargs)


class UpdateForm(UpdateTranslationsForm):
    """Without “publish immediately”: it publishes Swedish text, past every workflow."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["publish_translations"]

    def clean(self) -> dict[str, Any]:
        return {**super().clean(), "publish_translations": False}


class Update(UpdateTranslationsView):
    """Brings new Swedish texts to the translator; what is public stays as it is."""

    def form_valid(self, form: UpdateForm) -> HttpResponse:
        page = self.object.get_source_instance()
        # A draft whose texts the translator has stays with the translator.
        was_ahead = page.live and is_ahead(self.object, page)
        response = super().form_valid(form)
        if was_ahead:
            send_draft_texts(page)
        return response

    def get_form(self) -> UpdateForm:
        return UpdateForm(self.request.POST if self.request.method == "POST" else None)
