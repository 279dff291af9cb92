"""Every page type: made, previewed, published and translated through the Swedish editor."""

from typing import Any
from urllib.parse import urlencode

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, Translation

from policy.models import PlanArea
from records.models import Operation
from tests.forms import Fields, errors_in, get_form
from tests.site.page_types import PAGE_TYPES, SINGLE_PAGE_TYPES

pytestmark = pytest.mark.any_database

ALL_TYPES = {**PAGE_TYPES, **SINGLE_PAGE_TYPES}


def demo_page(label: str, language: str = "sv") -> Page:
    """The first demo page of a type."""
    page = apps.get_model(label).objects.filter(locale__language_code=language).first()
    assert page is not None, label
    return page


def resolve(value: Any) -> str:
    """`operation:code` and `area:reference` as the primary keys that a form sends."""
    kind, _, key = str(value).partition(":")
    if kind == "operation":
        return str(Operation.objects.get(code=key).pk)
    if kind == "area":
        return str(PlanArea.objects.get(reference=key, locale__language_code="sv").pk)
    return str(value)


def filled_in(client: Client, url: str, label: str) -> Fields:
    fields = get_form(client, url)
    title = f"Prov av {label.split('.')[1]}"
    return {
        **fields,
        "title": title,
        "slug": title.lower().replace(" ", "-"),
        **{name: resolve(value) for name, value in ALL_TYPES[label][1].items()},
    }


def add_url(label: str) -> str:
    app_label, model = label.lower().split(".")
    parent_label = ALL_TYPES[label][0]
    if label in SINGLE_PAGE_TYPES:
        # The English page goes along.
        for page in apps.get_model(label).objects.filter(locale__language_code="sv"):
            Page.objects.get(pk=page.pk).delete()
    parent = demo_page(parent_label)
    return reverse("wagtailadmin_pages:add", args=[app_label, model, parent.pk])


def test_every_page_type_is_in_the_list() -> None:
    ours = {
        model._meta.label
        for model in apps.get_models()
        if issubclass(model, Page) and not model._meta.app_label.startswith("wagtail")
    }
    assert ours == {*ALL_TYPES, "home.HomePage"}


@pytest.mark.parametrize("label", ALL_TYPES)
def test_made_previewed_published_and_translated(
    admin: Client, label: str, django_capture_on_commit_callbacks: Any
) -> None:
    url = add_url(label)
    fields = filled_in(admin, url, label)

    preview = admin.post(url + "preview/", fields)
    assert preview.json()["is_valid"], preview.json()
    shown = admin.get(url + "preview/?mode=")
    assert shown.status_code == 200
    assert fields["title"] in shown.content.decode()

    response = admin.post(url, {**fields, "action-publish": "action-publish"})
    assert response.status_code == 302, errors_in(response.content.decode())
    page = apps.get_model(label).objects.get(title=fields["title"])
    assert page.live
    published = Client().get(page.url)
    assert published.status_code == 200
    assert '<html lang="sv"' in published.content.decode()

    # wagtail-localize publishes when the transaction ends; a test's never does.
    with django_capture_on_commit_callbacks(execute=True):
        english = translated(admin, page, "Trial page")
    english.refresh_from_db()
    assert english.live
    answer = Client().get(english.url)
    assert answer.status_code == 200
    assert '<html lang="en"' in answer.content.decode()
    assert "Trial page" in answer.content.decode()


def translated(client: Client, page: Page, title: str) -> Page:
    """Sends the page to translation, translates its title and publishes it, all in the admin."""
    english = Locale.objects.get(language_code="en")
    submit = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    response = client.post(submit, {"locales": [english.pk]})
    assert response.status_code == 302, response.content.decode()[:2000]

    translation = Translation.objects.get(source__object_id=page.translation_key)
    for segment in StringSegment.objects.filter(source=translation.source).select_related(
        "context", "string"
    ):
        words = {"title": title, "slug": "trial-page"}.get(segment.context.path, "Words")
        answer = client.put(
            reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk]),
            data=urlencode({"value": words}),
            content_type="application/x-www-form-urlencoded",
        )
        assert answer.status_code in (200, 201), answer.content
    target = translation.get_target_instance()
    assert not target.live
    response = client.post(
        reverse("wagtailadmin_pages:edit", args=[target.pk]), {"action": "publish"}
    )
    assert response.status_code == 302
    return target
