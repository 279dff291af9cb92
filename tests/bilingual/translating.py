"""What a translator and an approver do, by the editor's own addresses."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from home.models import NewsIndexPage, NewsPage

FORM = "application/x-www-form-urlencoded"
WORDS = "Rent svenska ord som ingen har översatt"


def new_news(*, live: bool = True, **fields: Any) -> NewsPage:
    """A Swedish news page, public or a draft."""
    index = NewsIndexPage.objects.get(locale__language_code="sv")
    fields = {"title": "Ny nyhet", "slug": "ny-nyhet", "introduction": WORDS} | fields
    page = NewsPage(locale=index.locale, live=False, **fields)
    index.add_child(instance=page)
    revision = page.save_revision()
    if live:
        revision.publish()
    return NewsPage.objects.get(pk=page.pk)


def submit(client: Client, page: Page) -> Any:
    """Submits the page for translation into English."""
    address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    return client.post(address, {"locales": [Locale.objects.get(language_code="en").pk]})


def the_translation(page: Page) -> Translation:
    return Translation.objects.get(source__object_id=page.translation_key)


def put(client: Client, page: Page, path: str, words: str) -> Any:
    """Translates the first text of a field."""
    translation = the_translation(page)
    segment = translation.source.stringsegment_set.filter(context__path=path).first()
    assert segment is not None
    address = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    return client.put(address, urlencode({"value": words}), content_type=FORM)


def translate(
    client: Client, page: Page, words: Callable[[str], str] = lambda text: f"English {len(text)}"
) -> None:
    """Translates every text but the address."""
    translation = the_translation(page)
    for segment in translation.source.stringsegment_set.exclude(context__path="slug"):
        address = reverse(
            "wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk]
        )
        body = urlencode({"value": words(segment.string.data)})
        assert client.put(address, body, content_type=FORM).status_code in (200, 201)


def submit_for_approval(client: Client, page: Page) -> Any:
    return client.post(reverse("submit_for_approval", args=[page.pk]), follow=True)


def approve(client: Client, page: Page) -> Any:
    """Approves what awaits approval on the page."""
    state = Page.objects.get(pk=page.pk).specific.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    return client.post(address, {"comment": "Bra."}, follow=True)


def publish_in_bulk(client: Client, *pages: Page) -> Any:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    chosen = "&".join(f"id={page.pk}" for page in pages)
    return client.post(f"{address}?{chosen}", follow=True)
