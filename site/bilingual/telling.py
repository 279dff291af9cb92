"""What an editor is told about the other language after publishing, with what can be done."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from wagtail import hooks
from wagtail.models import Page

from bilingual.models import TranslationState
from bilingual.overview import State, with_state


@hooks.register("after_publish_page")
def tell_what_fell_behind(request: HttpRequest, page: Page) -> None:
    """Leads whoever published Swedish to what it did to the translation, while it is fresh."""
    if page.locale.language_code == settings.LANGUAGE_CODE and page.approved_schedule:
        _tell_of_the_time(request, page)
        return
    state = TranslationState.objects.filter(
        page__translation_key=page.translation_key, stale_since__isnull=False
    ).first()
    if page.locale.language_code != settings.LANGUAGE_CODE:
        return
    if state is None:
        _tell_what_is_missing(request, page)
        return
    messages.warning(
        request,
        format_html(
            '{} <a href="{}">{}</a>',
            ngettext(
                "English is no longer current: %(count)s text has changed.",
                "English is no longer current: %(count)s texts have changed.",
                state.changed_segments,
            )
            % {"count": state.changed_segments},
            reverse("page_languages", args=[page.pk]),
            gettext("Show, or say that the meaning is the same"),
        ),
    )


def _tell_of_the_time(request: HttpRequest, page: Page) -> None:
    """Asks whether English is to come at the same time: a page's own time is its alone."""
    if page.get_translations().filter(alias_of=None).exists():
        messages.warning(
            request,
            format_html(
                '{} <a href="{}">{}</a>',
                gettext("Only Swedish is published at that time; English keeps what it has."),
                reverse("wagtailsnippets_bilingual_bundle:add"),
                gettext("Shall both be published then? Make a bundle with that time"),
            ),
        )


def _tell_what_is_missing(request: HttpRequest, page: Page) -> None:
    """Says that the page is not in English yet, unless that is on purpose."""
    if with_state(Page.objects.filter(pk=page.pk)).get().state in (
        State.MISSING,
        State.IN_PROGRESS,
    ):
        messages.info(
            request,
            format_html(
                '{} <a href="{}">{}</a>',
                gettext("The page is not in English yet."),
                reverse("page_languages", args=[page.pk]),
                gettext("Translate it, or say why it is in Swedish only"),
            ),
        )
