"""The source document is on the Swedish site word for word."""

import pytest
from django.test import Client
from wagtail.models import Page

from policy.models import ActionPlanPage
from tests.seed.source_text import normal, sentences, visible_text

pytestmark = pytest.mark.any_database


def squeezed(text: str) -> str:
    """Without any white space: a link inside a sentence adds some around it."""
    return "".join(text.split())


def test_every_sentence_of_the_source_is_on_the_swedish_site() -> None:
    pages = Page.objects.live().filter(locale__language_code="sv", depth__gt=1)
    plan = ActionPlanPage.objects.get(slug="2006-2007", locale__language_code="sv")
    addresses = [page.url for page in pages] + [plan.matrix_url]
    site = [squeezed(visible_text(Client().get(url).content.decode())) for url in addresses]

    missing = [
        sentence for sentence in sentences() if not any(squeezed(sentence) in text for text in site)
    ]

    assert not missing, "Missing on the Swedish site:\n" + "\n".join(missing)


def test_the_document_is_read_sentence_by_sentence() -> None:
    found = sentences()
    assert len(found) > 100
    assert "Debatt i fullmäktige" in found
    assert "INTERNATIONELL POLICY FÖR VÄSTERÅS STAD" in found
    assert normal(" a\n b ") == "a b"


def test_each_bullet_of_the_plan_is_an_activity_of_its_own() -> None:
    plan = ActionPlanPage.objects.get(slug="2006-2007", locale__language_code="sv")
    by_area = {
        area.reference: area.activities.filter(locale=plan.locale).count()
        for area in plan.areas.all()
    }
    assert by_area == {
        "political": 4,
        "awareness": 6,
        "inspiration": 2,
        "competence": 6,
        "operations": 5,
    }
