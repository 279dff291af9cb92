"""What an editor meets: choosing, previews, warnings, both languages, and where a card is used."""

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction
from wagtail.test.utils.form_data import nested_form_data, streamfield

from blocks.cards import CARD_BLOCKS, ActivityCardBlock, StatementCardBlock
from blocks.cards_by_rule import CardsByRuleBlock
from blocks.channels import Channel, render
from home.models import NewsPage
from newsletter.models import NewsletterIndexPage, NewsletterIssuePage
from policy.models import Statement
from records.models import Contact, FocusArea, Keyword
from tests.bilingual.test_traps import english, press_publish
from tests.bilingual.translating import new_news, submit, translate
from tests.blocks.cards import by_rule, one_of_each, public
from tests.forms import errors_in, get_form

pytestmark = pytest.mark.any_database

RULE = {"rule": "news-latest", "number": "2", "focus_area": "", "keyword": ""}


def shown(page: Any) -> BeautifulSoup:
    answer = Client().get(page.url)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def warnings(client: Client, page: Any) -> str:
    answer = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert answer.status_code == 200
    told = BeautifulSoup(answer.content, "html.parser").select(".messages .warning")
    return " ".join(message.get_text(" ", strip=True) for message in told)


def with_blocks(client: Client, url: str, *blocks: tuple[str, Any], **fields: Any) -> Any:
    """The form at `url` with these blocks, as the editor's browser sends it."""
    body = nested_form_data({"body": streamfield(list(blocks))})
    return {**get_form(client, url), **body, **fields}


def test_an_issue_with_every_card_is_saved_published_and_translated(
    admin: Client, django_capture_on_commit_callbacks: Any
) -> None:
    index = NewsletterIndexPage.objects.get(locale__language_code="sv")
    url = reverse("wagtailadmin_pages:add", args=["newsletter", "newsletterissuepage", index.pk])
    Keyword.objects.filter(name_en="").update(name_en="Harbours")
    # An editor may as well have chosen the English page.
    chosen = one_of_each() | {"network_card": public("networks.NetworkPage", "en").first()}
    blocks = [(name, str(item.pk)) for name, item in chosen.items()]
    facts = {"title": "Numret", "slug": "numret", "number": "9", "issue_date": "2026-12-01"}
    fields = with_blocks(admin, url, *blocks, ("cards_by_rule", RULE), **facts)
    preview = url + "preview/"
    assert admin.post(preview, fields).json()["is_valid"]
    drawn = BeautifulSoup(admin.get(preview + "?mode=").content, "html.parser")
    assert len(drawn.select(".card")) == len(CARD_BLOCKS) + 2
    with django_capture_on_commit_callbacks(execute=True):
        answer = admin.post(url, {**fields, "action-publish": "action-publish"})
        assert answer.status_code == 302, errors_in(answer.content.decode())
        issue = NewsletterIssuePage.objects.get(slug="numret")
        submit(admin, issue)
        translate(admin, issue)
        press_publish(admin, english(issue))
    kept = [block.value for block in issue.body]
    assert {item.locale.language_code for item in kept if hasattr(item, "locale")} == {"sv"}
    swedish, translated = shown(issue), shown(english(issue))
    assert len(swedish.select(".card")) == len(translated.select(".card")) == len(CARD_BLOCKS) + 2
    links = [str(a["href"]) for a in translated.select(".card__title a")]
    assert [link for link in links if not link.startswith("/en/")] == []
    assert not translated.select(".card [lang]")
    assert not swedish.select(".card [lang]")
    # The form shows what was chosen, and can be saved again as it is.
    edit = reverse("wagtailadmin_pages:edit", args=[issue.pk])
    form = admin.get(edit).content.decode()
    for item in (chosen["activity_card"], chosen["statement_card"]):
        assert json.dumps(str(item))[1:-1] in form.replace("&quot;", '"').replace("&amp;", "&")
    assert warnings(admin, issue) == ""
    # As the scripts of the choosers take them.
    statement, activity = chosen["statement_card"], chosen["activity_card"]
    assert StatementCardBlock().get_form_state(statement) == [str(statement.pk)]
    assert ActivityCardBlock().get_form_state(activity)["adminTitle"].startswith(activity.title)


def test_a_card_that_is_added_later_comes_to_the_english_page_too(
    admin: Client, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        page = new_news(body=[("text", "<p>Ord</p>")])
        submit(admin, page)
        translate(admin, page)
        press_publish(admin, english(page))
    assert not shown(english(page)).select(".card")
    with django_capture_on_commit_callbacks(execute=True):
        page = NewsPage.objects.get(pk=page.pk)
        page.body.append(("contact_card", Contact.objects.first()))
        page.save_revision().publish()
    assert len(shown(english(page)).select("main .card")) == 1


@pytest.mark.any_database
def test_the_chooser_shows_each_block_with_real_content(admin: Client) -> None:
    blocks = NewsletterIssuePage._meta.get_field("body").stream_block.child_blocks
    for name in [*CARD_BLOCKS, "cards_by_rule"]:
        assert blocks[name].is_previewable, name
        address = reverse("wagtailadmin_block_preview")
        answer = admin.get(address, {"id": blocks[name].definition_prefix})
        drawn = BeautifulSoup(answer.content, "html.parser")
        assert drawn.select_one(".card .card__title"), name
        assert not drawn.select_one(".note"), name


def test_the_editor_is_told_which_cards_readers_do_not_see(admin: Client) -> None:
    hidden, private = new_news(slug="ett", title="Opublicerad"), new_news(slug="b", title="Privat")
    gone = new_news(slug="c", title="Borta")
    cards = [("news_card", hidden), ("news_card", private), ("news_card", gone)]
    page = new_news(slug="sida", title="Sidan", body=[*cards, by_rule_block()])
    assert warnings(admin, page) == ""
    assert len(shown(page).select("main .card")) == 4

    hidden.unpublish()
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    gone.delete()
    told = warnings(admin, page)
    for words in (
        "”Opublicerad”. Det som kortet leder till är inte publicerat",
        "”Privat”. Det som kortet leder till är inte öppet för alla",
        "eller så har det som valdes tagits bort",
    ):
        assert words in told, told
    assert len(shown(page).select("main .card")) == 1
    # Not by what the form asks for by itself, which nobody reads.
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    admin.get(f"{edit}?_w_hydrate_create_view=1")
    assert warnings(admin, page).count("”Privat”") == 1
    # In the preview the reason stands where the card would have stood.
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    empty = ("cards_by_rule", {**RULE, "rule": "activities-coming", "focus_area": focus_area()})
    blocks = [("news_card", str(hidden.pk)), empty]
    admin.post(preview, with_blocks(admin, edit, *blocks))
    drawn = BeautifulSoup(admin.get(preview + "?mode=").content, "html.parser")
    notes = " ".join(note.get_text(" ", strip=True) for note in drawn.select("main .note"))
    assert "Det som kortet leder till är inte publicerat" in notes
    assert "Regeln hittar ingenting i dag" in notes

    # Publishing is not refused, and says it too.
    fields = with_blocks(admin, edit, ("news_card", str(hidden.pk)))
    answer = admin.post(edit, {**fields, "action-publish": "action-publish"}, follow=True)
    assert "”Opublicerad”. Det som kortet leder till är inte publicerat" in answer.content.decode()


@pytest.mark.parametrize("sent", ["", "abc", "-1", "9" * 30, "\x00", "999999"])
def test_what_is_no_choice_is_refused_in_the_form(admin: Client, sent: str) -> None:
    page = new_news(slug="sida", title="Sidan")
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    for name, value in (
        ("news_card", sent),
        ("statement_card", sent),
        ("cards_by_rule", {**RULE, "keyword": sent or "x"}),
        ("cards_by_rule", {**RULE, "rule": sent}),
        ("cards_by_rule", {**RULE, "number": "13"}),
    ):
        fields = with_blocks(admin, edit, (name, value))
        answer = admin.post(edit, {**fields, "action-publish": "action-publish"})
        assert answer.status_code == 200, (name, sent)
        assert not NewsPage.objects.get(pk=page.pk).body


def test_a_topic_that_has_been_deleted_is_not_forgotten_when_the_page_is_saved(
    admin: Client,
) -> None:
    area = FocusArea.objects.create(code="snart", name_sv="Snart borta", name_en="Soon gone")
    page = new_news(slug="sida", title="Sidan", body=[by_rule_block(area.pk)])
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    pk = area.pk
    area.delete()
    assert "borttagen" in admin.get(edit).content.decode()
    fields = with_blocks(admin, edit, ("cards_by_rule", {**RULE, "focus_area": str(pk)}))
    answer = admin.post(edit, {**fields, "action-publish": "action-publish"})
    assert answer.status_code == 200
    assert "cards_by_rule" in answer.content.decode()
    assert not NewsPage.objects.get(pk=page.pk).body[0].value["focus_area"].name_sv
    assert not shown(page).select("main .card")
    fields = with_blocks(admin, edit, ("cards_by_rule", {**RULE, "focus_area": ""}))
    assert admin.post(edit, {**fields, "action-publish": "action-publish"}).status_code == 302
    assert len(shown(page).select("main .card")) == 2


def test_news_in_english_alone_is_told_of(admin: Client) -> None:
    news = new_news(slug="only", title="Only in English")
    page = new_news(slug="sida", title="Sidan", body=[("news_card", news)])
    NewsPage.objects.filter(pk=news.pk).update(locale=public("home.NewsPage", "en").first().locale)
    assert "”Only in English”. Det som kortet leder till är bara" in warnings(admin, page)
    assert not shown(page).select("main .card")
    assert "Only in English" in render(page.body, Channel.TEXT, "en")


def test_what_has_a_card_says_where_it_is_used(admin: Client) -> None:
    chosen = one_of_each()
    page = new_news(
        slug="sida", title="Sidan med kort", body=[*chosen.items(), by_rule_block(focus_area())]
    )
    for name, item in chosen.items():
        meta = item._meta
        if isinstance(item, Statement) or meta.label == "policy.Method":
            continue
        is_page = hasattr(item, "url_path")
        address = (
            reverse("wagtailadmin_pages:usage", args=[item.pk])
            if is_page
            else reverse(
                f"wagtailsnippets_{meta.app_label}_{meta.model_name}:usage", args=[item.pk]
            )
        )
        used = admin.get(address).content.decode()
        assert "Sidan med kort" in used, name
    assert page.pk


def by_rule_block(area: Any = None) -> tuple[str, Any]:
    name, value = by_rule("news-latest", 1)
    return name, CardsByRuleBlock().to_python(value | {"focus_area": area})


def focus_area() -> int:
    """A focus area that no coming activity has to do with."""
    return FocusArea.objects.create(code="tom", name_sv="Tomt", name_en="Empty").pk
