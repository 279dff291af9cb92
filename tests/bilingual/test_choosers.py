"""A fact's field says that it is the same in both languages; a chooser says in which language
that is which it offers.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.admin.forms.models import formfield_for_dbfield
from wagtail.admin.panels import FieldPanel, InlinePanel, Panel
from wagtail.blocks import (
    BaseStreamBlock,
    CharBlock,
    ListBlock,
    RichTextBlock,
    StructBlock,
    TextBlock,
)
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.models import Page, TranslatableMixin, get_page_models

from blocks.streams import ArticleBody
from core.bilingual_fields import BilingualFields
from core.choosers import PageChooser
from home.models import NewsIndexPage, NewsPage, RelatedPage
from tests.bilingual.test_traps import english

pytestmark = pytest.mark.any_database

SAME = "samma på båda språken"
LISTED = "Listan visar de svenska"
PAGE_TYPES = [model for model in get_page_models() if issubclass(model, BilingualFields)]


@pytest.fixture(autouse=True)
def _swedish() -> Iterator[None]:
    with translation.override("sv"):
        yield


def said_by(panel: Panel) -> str:
    """What stands at the panel: its heading and its help, or the field's own."""
    field = panel.db_field if isinstance(panel, FieldPanel) else None
    own = getattr(field, "help_text", "")
    return f"{panel.heading} {panel.help_text or own}".lower()


def fields_of(panel: Panel, model: Any, around: str = "") -> Iterator[tuple[Any, Any, str]]:
    """Each field's panel in the form with its model and what is said at it and around it."""
    around = f"{around} {said_by(panel)}"
    if isinstance(panel, InlinePanel):
        yield panel, model, around
        yield from fields_of(panel.child_edit_handler, panel.db_field.related_model, around)
        return
    if isinstance(panel, FieldPanel):
        yield panel, model, around
    for child in getattr(panel, "children", ()):
        yield from fields_of(child, model, around)


def name_of(panel: Any) -> str:
    return panel.relation_name if isinstance(panel, InlinePanel) else panel.field_name


def is_fact(model: Any, name: str) -> bool:
    """A row that is no translated thing belongs to a relation that is a fact itself."""
    return issubclass(model, BilingualFields) and name in model._named("facts")


def form_of(page_type: type[Page]) -> list[tuple[Any, Any, str]]:
    return list(fields_of(page_type.get_edit_handler(), page_type))


@pytest.mark.parametrize("page_type", PAGE_TYPES, ids=lambda model: model.__name__)
def test_a_facts_field_says_so(page_type: type[Page]) -> None:
    silent = [
        f"{model.__name__}.{name_of(panel)}"
        for panel, model, said in form_of(page_type)
        if is_fact(model, name_of(panel)) and SAME not in said
    ]
    assert not silent


@pytest.mark.parametrize("page_type", PAGE_TYPES, ids=lambda model: model.__name__)
def test_no_text_is_said_to_be_the_same(page_type: type[Page]) -> None:
    wrong = [
        f"{model.__name__}.{name_of(panel)}"
        for panel, model, said in form_of(page_type)
        if issubclass(model, BilingualFields)
        and name_of(panel) in model._named("translatable")
        and SAME in said
    ]
    assert not wrong


def target_of(panel: Any) -> Any:
    """The model of the translated things that the panel's field offers; None for other fields."""
    target = None if isinstance(panel, InlinePanel) else panel.db_field.related_model
    return target if target and issubclass(target, TranslatableMixin) else None


@pytest.mark.parametrize("page_type", PAGE_TYPES, ids=lambda model: model.__name__)
def test_whatever_offers_translated_things_says_in_which_language(page_type: type[Page]) -> None:
    silent = []
    for panel, model, said in form_of(page_type):
        target = target_of(panel)
        if target is None:
            continue
        if panel.db_field.many_to_many or not issubclass(target, Page):
            says = LISTED.lower() in said
        else:
            chosen = panel.get_form_options().get("widgets", {}).get(panel.field_name)
            widget = chosen or formfield_for_dbfield(panel.db_field).widget
            says = isinstance(widget, PageChooser)
        if not says:
            silent.append(f"{model.__name__}.{panel.field_name}")
    assert not silent


def test_such_fields_are_found_at_all() -> None:
    found = [
        (model.__name__, name_of(panel))
        for page_type in PAGE_TYPES
        for panel, model, _said in form_of(page_type)
        if not isinstance(panel, InlinePanel) and target_of(panel)
    ]
    for known in [
        ("ActivityPage", "methods"),
        ("ActivityPage", "area"),
        ("RelatedPage", "related"),
    ]:
        assert known in found
    facts = [
        (model.__name__, name_of(panel))
        for page_type in PAGE_TYPES
        for panel, model, _said in form_of(page_type)
        if is_fact(model, name_of(panel))
    ]
    for known in [("ActivityPage", "projects"), ("Method", "reference"), ("NewsPage", "contact")]:
        assert known in facts


def test_a_chosen_page_stands_in_the_form_with_its_language(admin: Client) -> None:
    index = NewsIndexPage.objects.get(locale__language_code="sv")
    news = NewsPage.objects.child_of(index).exclude(related_pages=None).first()
    chosen = news.related_pages.first().related
    RelatedPage.objects.create(page=news, related=english(chosen), sort_order=9)
    news.save_revision()
    html = admin.get(reverse("wagtailadmin_pages:edit", args=[news.pk])).content.decode()
    assert f"{chosen.title} (Svenska)" in html
    assert f"{english(chosen).title} (Engelska)" in html


def test_the_page_choosers_window_shows_the_language_when_browsing_and_searching(
    admin: Client,
) -> None:
    index = english(NewsIndexPage.objects.get(locale__language_code="sv"))
    browsed = admin.get(reverse("wagtailadmin_choose_page_child", args=[index.pk])).json()["html"]
    assert "Engelska" in browsed
    found = admin.get(reverse("wagtailadmin_choose_page_search"), {"q": "Kassel"}).content.decode()
    rows = BeautifulSoup(found, "html.parser").select("tbody tr")
    shown = [row.select_one(".w-status--label").get_text(strip=True) for row in rows]
    assert set(shown) == {"Svenska", "Engelska"}


def test_the_blocks_that_hold_facts_say_so() -> None:
    """Whatever is no text in the body's blocks stands under words that say what it is."""
    facts = [(name, said) for name, block, said in blocks_in(ArticleBody()) if is_no_text(block)]
    assert "body.figure.image.image" in dict(facts)
    silent = [name for name, said in facts if SAME not in said and "översätts inte" not in said]
    assert not silent


def blocks_in(block: Any, name: str = "body", said: str = "") -> Iterator[tuple[str, Any, str]]:
    said = f"{said} {getattr(block.meta, 'help_text', '') or ''}".lower()
    yield name, block, said
    children = dict(getattr(block, "child_blocks", {}))
    if isinstance(block, ListBlock):
        children["*"] = block.child_block
    for key, child in children.items():
        yield from blocks_in(child, f"{name}.{key}", said)


def is_no_text(block: Any) -> bool:
    return not isinstance(
        block,
        CharBlock
        | TextBlock
        | RichTextBlock
        | BaseStreamBlock
        | StructBlock
        | ListBlock
        | TypedTableBlock,
    )
