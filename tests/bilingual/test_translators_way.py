"""The translator's way from the report to the translation, and what is not the translator's."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from bilingual.models import SwedishOnly
from bilingual.staleness import translation_of
from tests.bilingual.test_decisions import misspelt, new_page, screen
from tests.bilingual.test_traps import english


def test_the_report_leads_the_translator_to_what_changed_and_to_the_translation(
    admin: Client, log_in: Callable[[str], Client]
) -> None:
    vision = misspelt(admin)
    translator = log_in("oversattare")
    assert screen(vision) in translator.get(reverse("language_report")).content.decode()
    html = translator.get(screen(vision)).content.decode()
    assert "fredh" in html
    assert reverse("wagtailadmin_pages:edit", args=[english(vision).pk]) in html
    assert "<form" not in html.split("<main", 1)[-1].split("</main>")[0]


def test_the_translator_decides_nothing_about_the_swedish_page(
    log_in: Callable[[str], Client],
) -> None:
    page = new_page()
    translator = log_in("oversattare")
    assert "Översätt sidan" in translator.get(screen(page)).content.decode()
    translator.post(screen(page), {"action": "swedish-only", "reason": "Nej"})
    assert not SwedishOnly.objects.filter(page_id=page.pk).exists()


def test_breaches_are_told_to_those_who_may_edit_the_translation(
    admin: Client, log_in: Callable[[str], Client]
) -> None:
    vision = misspelt(admin)
    translation = english(vision)
    url = reverse("breaches_now", args=[translation_of(translation).pk])
    assert log_in("oversattare").get(url).status_code == 200
    assert log_in("skribent").get(url).status_code == 302
    assert admin.get(reverse("breaches_now", args=[999999])).status_code == 404
