"""What the translation editor stores: addresses that a link may have, texts that fit."""

import json
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    SegmentOverride,
    StringTranslation,
    Translation,
)

from home.models import NewsIndexPage, NewsPage, StandardPage
from policy.models import ActionPlanPage
from tests.bilingual.test_on_purpose import OLD, fill, linked, page  # noqa: F401
from tests.bilingual.test_traps import english, press_publish, public

pytestmark = pytest.mark.any_database

FORM = "application/x-www-form-urlencoded"


def translation_of(page: Page) -> Translation:  # noqa: F811
    return Translation.objects.get(source__object_id=page.translation_key)


def put_text(client: Client, page: Page, path: str, text: str) -> Any:  # noqa: F811
    translation = translation_of(page)
    segment = translation.source.stringsegment_set.get(context__path=path)
    url = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    answer = client.put(url, urlencode({"value": text}), content_type=FORM)
    assert answer.status_code in (200, 201), answer.content
    return answer.json()


def put_override(client: Client, page: Page, path: str, value: str) -> Any:  # noqa: F811
    translation = translation_of(page)
    segment = translation.source.overridablesegment_set.get(context__path__endswith=path)
    url = reverse("wagtail_localize:edit_override", args=[translation.pk, segment.pk])
    answer = client.put(url, urlencode({"value": value}), content_type=FORM)
    assert answer.status_code in (200, 201), answer.content
    return answer.json()


def publish_anyway(client: Client, page: Page) -> str:  # noqa: F811
    """With a reason, because the link's words say little; gives what the editor is told."""
    url = reverse("publish_anyway", args=[english(page).pk])
    return client.post(url, {"reason": "Prov"}, follow=True).content.decode()


LINK = f"'{OLD}'"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "//example.org/",
        "/\\example.org",
        "http://",
        "http:example.org",
        "http://[",
        "mailto:",
        "example.org",
        "",
        "#",
        "https://example.org/\x00",
        "/en/there-is-no-such-page/",
    ],
)
def test_a_link_leads_to_no_such_address(
    log_in: Any,
    linked: StandardPage,  # noqa: F811
    address: str,
    django_capture_on_commit_callbacks: Any,
) -> None:
    told = put_override(log_in("oversattare"), linked, LINK, address)["error"]
    assert "är ingen adress" in told or "Det finns ingen sida" in told
    assert not SegmentOverride.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        assert "är publicerad" in publish_anyway(log_in("godkannare"), linked)
    assert f'href="{OLD}">More</a>' in public(english(linked))


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/in-english?a=1#b",
        "http://example.org",
        "mailto:office@example.org",
        "tel:+4621390000",
        "/en/news/",
        "/nyheter/",
        "#methods",
    ],
)
def test_a_link_leads_to_an_address(
    log_in: Any,
    linked: StandardPage,  # noqa: F811
    address: str,
    django_capture_on_commit_callbacks: Any,
) -> None:
    assert put_override(log_in("oversattare"), linked, LINK, address)["error"] is None
    with django_capture_on_commit_callbacks(execute=True):
        assert "är publicerad" in publish_anyway(log_in("godkannare"), linked)
    assert f'href="{address}">More</a>' in public(english(linked))


def test_an_address_stored_before_is_stopped_on_each_way_to_the_public(
    log_in: Any,
    admin: Client,
    linked: StandardPage,  # noqa: F811
    django_capture_on_commit_callbacks: Any,
) -> None:
    translation = translation_of(linked)
    segment = translation.source.overridablesegment_set.get()
    SegmentOverride.objects.create(
        locale=translation.target_locale,
        context=segment.context,
        data_json=json.dumps("javascript:alert(1)"),
    )
    target = english(linked)
    submit = reverse("submit_for_approval", args=[target.pk])
    with django_capture_on_commit_callbacks(execute=True):
        assert "är ingen adress" in press_publish(admin, target)
        assert "är ingen adress" in publish_anyway(admin, linked)
        told = log_in("oversattare").post(submit, follow=True).content.decode()
    assert "är ingen adress" in told
    assert not english(linked).workflow_in_progress
    assert "javascript:" not in public(english(linked))


def test_a_draft_with_such_a_link_is_not_published(admin: Client, linked: StandardPage) -> None:  # noqa: F811
    """Written in another way, as by an import: the gate of the page itself."""
    target = english(linked)
    target.body = json.dumps(
        [{"type": "text", "value": '<p><a href="javascript:alert(1)">More</a></p>', "id": "1"}]
    )
    target.save_revision()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    told = admin.post(f"{url}?id={target.pk}", follow=True).content.decode()
    assert "är ingen adress" in told
    assert "javascript:" not in public(target)


def test_a_picture_is_a_fact(log_in: Any, admin: Client, page: StandardPage) -> None:  # noqa: F811
    first, second = (
        get_image_model().objects.create(
            title=f"Bild {number}", file=get_test_image_file(filename=f"{number}.png")
        )
        for number in (1, 2)
    )
    image = {"image": first.pk, "alt_text": "Torget", "decorative": False}
    fill(
        page,
        [{"type": "figure", "value": {"image": image, "caption": ""}}],
        {"Torget": "The square"},
    )
    told = put_override(log_in("oversattare"), page, ".image", str(second.pk))
    assert "fakta" in told["error"]
    assert told["data"] == str(second.pk)
    assert not SegmentOverride.objects.exists()
    segment = translation_of(page).source.overridablesegment_set.get()
    stored = SegmentOverride.objects.create(
        locale=english(page).locale, context=segment.context, data_json=json.dumps(second.pk)
    )
    assert "fakta" in publish_anyway(admin, page)
    stored.delete()
    assert "är publicerad" in publish_anyway(admin, page)


@pytest.fixture
def news(admin: Client) -> NewsPage:
    """A Swedish news item, submitted for translation."""
    index = NewsIndexPage.objects.get(locale__language_code="sv")
    made = NewsPage(title="Ny nyhet", slug="ny-nyhet", locale=index.locale)
    index.add_child(instance=made)
    made.save_revision().publish()
    submit = reverse("wagtail_localize:submit_page_translation", args=[made.pk])
    admin.post(submit, {"locales": [Locale.objects.get(language_code="en").pk]})
    return made


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("x" * 300, "högst 255 tecken"),
        ("<b></b>", "inga ord"),
        (" ", "inga ord"),
        ("", "inga ord"),
        ("a\x00b", "inte kan sparas"),
        ("a\u202eb", "U+202E"),
    ],
)
def test_a_title_that_cannot_be_is_not_stored(
    admin: Client, news: NewsPage, text: str, told: str
) -> None:
    assert told in put_text(admin, news, "title", text)["error"]
    assert not StringTranslation.objects.filter(context__object_id=news.translation_key).exists()


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", '{"value": "x"}'),
        ("text/plain", "x"),
        ("multipart/form-data; boundary=x", "y"),
        (FORM, "nothing=here"),
    ],
)
def test_nonsense_instead_of_a_text_is_no_server_error(
    admin: Client,
    linked: StandardPage,  # noqa: F811
    kind: str,
    body: str,
) -> None:
    translation = translation_of(linked)
    text, link = translation.source.stringsegment_set, translation.source.overridablesegment_set
    for name, segment in (
        ("edit_string_translation", text.get(context__path="title")),
        ("edit_override", link.get()),
    ):
        url = reverse(f"wagtail_localize:{name}", args=[translation.pk, segment.pk])
        answer = admin.put(url, body, content_type=kind)
        assert answer.status_code == 400 or answer.json()["error"]


def test_who_may_not_translate_saves_nothing(log_in: Any, linked: StandardPage) -> None:  # noqa: F811
    translation = translation_of(linked)
    segment = translation.source.overridablesegment_set.get()
    url = reverse("wagtail_localize:edit_override", args=[translation.pk, segment.pk])
    body = urlencode({"value": "https://example.org/"})
    log_in("nyhetsbrev").put(url, body, content_type=FORM)
    assert not SegmentOverride.objects.exists()


def test_a_row_that_is_too_long_is_told_with_field_and_limit(admin: Client) -> None:
    plan = ActionPlanPage.objects.filter(locale__language_code="sv")[0]
    segment = translation_of(plan).source.stringsegment_set.filter(
        context__path__regex=r"^areas\..*\.title$"
    )[0]
    told = put_text(admin, plan, segment.context.path, "x" * 400)["error"]
    assert "”Rubrik” rymmer högst 200 tecken" in told
    assert "400" in told


def test_a_text_stored_before_is_stopped_when_it_is_published(
    admin: Client, django_capture_on_commit_callbacks: Any
) -> None:
    plan = ActionPlanPage.objects.filter(locale__language_code="sv")[0]
    titles = StringTranslation.objects.filter(
        context__object_id=plan.translation_key, context__path__regex=r"^areas\..*\.title$"
    )
    StringTranslation.objects.filter(pk=titles[0].pk).update(data="y" * 400)
    with django_capture_on_commit_callbacks(execute=True):
        assert "Korta texten" in press_publish(admin, english(plan))
    assert "yyyy" not in public(english(plan))


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Fresh news", "fresh-news"),
        ("Bread &amp; <b>roses</b>", "bread-roses"),
        ("word " * 50, "-".join(["word"] * 48)),
        ("w" * 250, "w" * 240),
        ("中文", None),
    ],
)
def test_the_address_is_made_of_the_title_and_never_swedish(
    admin: Client,
    news: NewsPage,
    title: str,
    slug: str | None,
    django_capture_on_commit_callbacks: Any,
) -> None:
    assert put_text(admin, news, "title", title)["error"] is None
    with django_capture_on_commit_callbacks(execute=True):
        press_publish(admin, english(news))
    made = english(news)
    assert made.live
    assert made.slug == (slug or f"page-{made.pk}")
    assert Client().get(made.url).status_code == 200


def test_a_taken_address_gets_a_number(
    admin: Client, news: NewsPage, django_capture_on_commit_callbacks: Any
) -> None:
    index = english(NewsIndexPage.objects.get(locale__language_code="sv"))
    other = NewsPage(title="Other", slug="fresh-news", locale=index.locale)
    index.add_child(instance=other)
    put_text(admin, news, "title", "Fresh news")
    with django_capture_on_commit_callbacks(execute=True):
        press_publish(admin, english(news))
    assert english(news).slug == "fresh-news-1"
