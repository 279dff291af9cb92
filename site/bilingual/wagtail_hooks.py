from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.models import Page

from bilingual.staleness import give_address, missing_texts, translation_of
from bilingual.views import SubmitPage, Update


# Before wagtail-localize's own addresses, so that ours answer.
@hooks.register("register_admin_urls", order=-10)
def careful_screens() -> list[Any]:
    """Our versions of two of wagtail-localize's screens, at the same addresses."""
    return [
        path("localize/submit/page/<int:page_id>/", SubmitPage.as_view()),
        path("localize/update/<int:translation_source_id>/", Update.as_view()),
    ]


@hooks.register("before_edit_page", order=-10)
def refuse_to_publish_half_a_translation(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Stops publishing from the translation editor while Swedish texts lack their translation."""
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    translation = translation_of(page)
    if translation is None:
        return None
    missing = missing_texts(translation)
    if not missing:
        give_address(translation, request.user)
        return None
    first = Truncator(strip_tags(missing[0])).chars(60)
    messages.error(
        request,
        ngettext(
            "Not published: %(count)s text is not translated yet, “%(first)s”.",
            "Not published: %(count)s texts are not translated yet, the first is “%(first)s”.",
            len(missing),
        )
        % {"count": len(missing), "first": first},
    )
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("construct_translated_pages_to_cascade_actions")
def translations_follow_their_source(pages: list[Page], action: str) -> dict[Page, Any]:
    """Unpublishing, moving or deleting a Swedish page does the same to its translations.

    Wagtail's confirmation screens say how many they are.
    """
    return {
        page: Page.objects.translation_of(page, inclusive=False)
        for page in pages
        if page.locale.language_code == settings.LANGUAGE_CODE
    }
