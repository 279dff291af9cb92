"""“Before it is sent”: what stops an issue, and what is pointed out, in each language."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import PageViewRestriction

from home.models import EventPage, NewsPage
from newsletter.checklist import checklist, looked_at
from newsletter.mail import PREVIEW_LENGTH
from newsletter.models import NewsletterIssuePage
from records.models import CreditedImage, WebLink
from tests.bilingual.test_traps import english
from tests.bilingual.translating import new_news, publish_in_bulk, put, submit, translate
from tests.newsletter.issues import issue_in, new_issue

pytestmark = pytest.mark.any_database

# A name that never is (RFC 2606), and an address that only this machine has.
SILENT, INSIDE = "https://finns-inte.invalid/x", "http://127.0.0.1:9/x"
DEAD = "https://gone.example.org/?a=1&b=2"


def told(issue: Any, language: str, blocking: bool) -> list[str]:
    """What the editor is told, in Swedish."""
    with override("sv"):
        found = checklist(looked_at(issue, language))
    return [finding.message for finding in found if finding.blocking is blocking]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_demo_issue_is_ready(language: str) -> None:
    assert checklist(looked_at(issue_in("sv"), language)) == []


def test_an_empty_draft_with_the_worst_subject() -> None:
    issue = new_issue(live=False, introduction="", subject="VINN GRATIS BILJETTER!! " * 3)
    assert told(issue, "sv", True) == [
        "Det finns ingenting i numret.",
        "Webbversionen är inte öppen för alla: länken till den i mejlet leder ingenstans.",
    ]
    assert told(issue, "sv", False) == [
        "Ämnesraden har 71 tecken: de flesta e-postprogram visar omkring 60.",
        "Ämnesraden står i versaler, som skräppost gör.",
        "Ämnesraden har flera utrops- eller frågetecken, som skräppost har.",
        "I ämnesraden står ”VINN”, som i skräppost.",
        "I ämnesraden står ”GRATIS”, som i skräppost.",
        "Det finns varken förhandstext eller ingress.",
    ]
    assert told(issue, "en", True) == ["Numret har inte skickats till översättning."]
    issue = new_issue(("text", "<p>x</p>"), slug="atta", subject="Act now for Europe")
    assert told(issue, "sv", False) == ["I ämnesraden står ”Act now”, som i skräppost."]
    issue = new_issue(("text", "<p>x</p>"), slug="nio", subject="Fri rörlighet: EU och UNESCO")
    assert told(issue, "sv", False) == []


def test_pictures_without_alternative_text_stop_it_unless_they_are_decorative() -> None:
    picture = CreditedImage.objects.create(title="x", file=get_test_image_file())

    def figure(alt: str, is_decorative: bool) -> tuple[str, Any]:
        image = {"image": picture.pk, "alt_text": alt, "decorative": is_decorative}
        return "figure", {"image": image, "caption": "Bildtext"}

    text = ("text", "<p>x</p>")
    assert told(new_issue(text, figure("", True), slug="a"), "sv", True) == []
    assert told(new_issue(text, figure("En kaj", False), slug="b"), "sv", True) == []
    assert told(new_issue(text, figure("", False), slug="c"), "sv", True) == [
        "En bild saknar alternativtext på det här språket: Bild: ”Bildtext”."
    ]
    gone = {"image": {"image": 999999, "alt_text": "x", "decorative": True}, "caption": "Kajen"}
    issue = new_issue(text, ("figure", gone), slug="e")
    assert told(issue, "sv", True) == [
        "Bilden saknas: Bild: ”Kajen”. Välj en annan eller ta bort den."
    ]
    assert told(issue, "sv", False) == []
    # The picture of a card has its description in the record of the picture.
    news = new_news(image=picture)
    (found,) = told(new_issue(("news_card", news.pk), slug="d"), "sv", True)
    assert found.startswith("En bild saknar alternativtext på det här språket: Kort: nyhet: ”Nyhet")
    picture.description = "En kaj"
    picture.save()
    picture.renditions.all().delete()
    issue = NewsletterIssuePage.objects.get(slug="d")
    assert told(issue, "sv", True) == []


def test_links_that_nobody_has_looked_at_are_looked_at_with_the_test(
    log_in: Callable[[str], Client],
) -> None:
    links = "".join(f'<p><a href="{address}">x</a></p>' for address in (SILENT, INSIDE))
    issue = new_issue(("text", links), introduction="Hej.")
    assert told(issue, "sv", True) == []
    (unknown,) = told(issue, "sv", False)
    assert SILENT in unknown
    assert INSIDE in unknown
    url = reverse("newsletter_test", args=[issue.pk, "sv"])
    log_in("nyhetsbrev").post(url, {"to": "redaktor@example.org"})
    # Nobody outside can come there.
    assert told(issue, "sv", True) == [f"En död länk: {INSIDE}. Text: ”x x”"]
    (silent,) = told(issue, "sv", False)
    assert silent.startswith(f"En länk svarade inte när den undersöktes: {SILENT}.")


def test_a_preview_text_that_is_cut(log_in: Callable[[str], Client]) -> None:
    issue = new_issue(("text", "<p>x</p>"), preview_text="o" * 140)
    assert told(issue, "sv", False) == [
        f"Förhandstexten har 140 tecken: e-postprogram visar omkring {PREVIEW_LENGTH}."
    ]


def test_links_to_what_is_dead_gone_or_closed() -> None:
    draft = new_news(slug="utkast", live=False)
    closed = new_news(slug="stangd", title="Stängd nyhet")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    issue = new_issue(
        (
            "text",
            f'<p><a href="{DEAD.replace("&", "&amp;")}">borta</a> '
            f'<a linktype="page" id="{draft.pk}">utkastet</a> '
            f'<a linktype="page" id="{closed.pk}">stängt</a> '
            '<a href="/finns-inte/">hål</a> <a href="/sok/">sök</a> <a href="/en/news/">news</a> '
            '<a href="mailto:a@example.org">skriv</a> <a href="https://example.org/">ut</a></p>',
        ),
        ("news_card", closed.pk),
        ("call_to_action", {"text": "", "label": "Gör", "page": draft.pk, "address": ""}),
        introduction="Hej.",
    )
    WebLink.objects.create(address=DEAD, state=WebLink.State.DEAD)
    WebLink.objects.create(address="https://example.org/", state=WebLink.State.REFUSED)
    blocking = told(issue, "sv", True)
    assert [line.split(" leder")[0] for line in blocking[:3]] == ["”utkastet”", "”stängt”", "”hål”"]
    assert blocking[3].startswith(f"En död länk: {DEAD}. Text: ”borta utkastet")
    assert len(blocking) == 4
    assert told(issue, "sv", False) == [
        "Läsarna ser ingenting här: Kort: nyhet: ”Stängd nyhet”. "
        "Det som kortet leder till är inte öppet för alla.",
        "Läsarna ser ingenting här: Uppmaning.",
    ]


def test_a_mail_that_gmail_would_cut_is_stopped() -> None:
    issue = new_issue(("text", f"<p>{'Ett ord. ' * 12000}</p>"))
    (found,) = told(issue, "sv", True)
    assert "Gmail klipper av det vid 102 kB" in found


def test_an_english_mail_is_not_whole_until_every_word_is_english(
    admin: Client, django_capture_on_commit_callbacks: Any
) -> None:
    swedish_only = new_news(slug="bara-svenska", title="Bara på svenska", introduction="Ord.")
    project = EventPage.objects.filter(locale__language_code="en", live=True).first()
    project.title_language = "sv"
    project.save_revision().publish()
    source = EventPage.objects.get(
        translation_key=project.translation_key, locale__language_code="sv"
    )
    issue = new_issue(
        ("heading", "En svensk rubrik"),
        ("text", "<p>Ett svenskt stycke</p>"),
        ("news_card", swedish_only.pk),
        ("related", {"pages": [swedish_only.pk, source.pk]}),
        ("event_card", source.pk),
        ("one_language", {"language": "sv", "content": [{"type": "lead", "value": "Bara här"}]}),
        subject="Ett svenskt ämne",
    )
    submit(admin, issue)
    missing = [
        "Rubrik: ”Nummer 7”",
        "Ingress: ”Hej.”",
        "Ämnesrad: ”Ett svenskt ämne”",
        "Rubrik: ”En svensk rubrik”",
        "Text: ”Ett svenskt stycke”",
    ]
    read = ["Kort: nyhet: ”Bara på svenska”", "Relaterade sidor: ”Bara på svenska”"]
    asked = [f"På svenska: {name}. Översätt det, eller ta bort det." for name in [*missing, *read]]
    found = told(issue, "en", True)
    assert sorted(found[1:]) == sorted(asked)
    assert told(issue, "sv", True) == []
    with pytest.raises(CommandError) as raised:
        call_command("newsletter", "render", str(issue.pk), "--language", "en")
    assert raised.value.returncode == 1
    assert "Bara på svenska" in str(raised.value)
    assert "En svensk rubrik" in str(raised.value)
    with django_capture_on_commit_callbacks(execute=True):
        translate(admin, issue)
        put(admin, issue, "subject", "An English subject")
    assert told(issue, "en", True)[1:] == asked[-2:]
    NewsPage.objects.filter(pk=swedish_only.pk).first().unpublish()
    assert len(told(issue, "en", True)) == 1, "the web version, which is not public yet"


def test_swedish_that_has_changed_since_is_pointed_out(
    admin: Client, django_capture_on_commit_callbacks: Any
) -> None:
    issue = issue_in("sv")
    issue.introduction = "En ny ingress."
    revision = issue.save_revision()
    assert told(issue, "sv", False) == [
        "Det finns ett utkast som inte är publicerat: i mejlet står det som är publicerat."
    ]
    with django_capture_on_commit_callbacks(execute=True):
        publish_in_bulk(admin, issue)
    assert revision.pk
    assert told(issue, "en", True) == []
    assert told(issue, "en", False) == ["1 svensk text har ändrats sedan den översattes."]


def test_the_screen_is_for_those_who_edit_the_issue(log_in: Any) -> None:
    issue = issue_in("sv")
    screen = reverse("newsletter_checklist", args=[issue.pk])
    editor = log_in("nyhetsbrev")
    edit = reverse("wagtailadmin_pages:edit", args=[issue.pk])
    assert screen in editor.get(edit).content.decode()
    listed = reverse("wagtailadmin_explore", args=[english(issue).get_parent().pk])
    assert screen in log_in("oversattare").get(listed).content.decode()
    answer = editor.get(screen)
    assert answer.status_code == 200
    text = BeautifulSoup(answer.content, "html.parser").get_text(" ")
    assert "Innan det skickas" in text
    assert text.count("Ingenting hittades: ämnesrad") == 2
    assert english(issue).subject in text
    assert log_in("oversattare").get(screen).status_code == 200
    assert log_in("rapportor").get(screen).status_code == 302
    assert editor.get(reverse("newsletter_checklist", args=[99999])).status_code == 404


def test_the_translators_editor_leads_to_it(log_in: Any) -> None:
    page = english(issue_in("sv"))
    editor = log_in("oversattare").get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    soup = BeautifulSoup(editor.content, "html.parser")
    links = {a.get("href"): a.get_text(strip=True) for a in soup.select("#translating-aids a")}
    url = reverse("newsletter_checklist", args=[issue_in("sv").pk])
    assert links[url] == "Innan det skickas"
    other = english(NewsPage.objects.filter(locale__language_code="sv").live().first())
    editor = log_in("oversattare").get(reverse("wagtailadmin_pages:edit", args=[other.pk]))
    assert "Innan det skickas" not in editor.content.decode()
