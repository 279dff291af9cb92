"""Who may do what: each cell of the handbook's table is tried through the editor's forms."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Workflow
from wagtail_localize.models import Translation

from bilingual.models import Term
from blocks.models import SharedContent
from home.models import StandardPage
from newsletter.models import NewsletterIndexPage
from policy.models import ActivityPage, VisionPage
from records.models import FocusArea
from tests.bilingual.test_glossary import upload
from tests.bilingual.test_traps import NEW, english, press_publish, public, publish
from tests.forms import get_form
from tests.newsletter.subscribers import ANNA, subscriber

pytestmark = pytest.mark.any_database

USERS = {
    "Skribenter": "skribent",
    "Översättare": "oversattare",
    "Godkännare": "godkannare",
    "Nyhetsbrevsredaktörer": "nyhetsbrev",
    "Samordnare": "samordnare",
    "Stadsledningskontoret": "stadsledning",
    "Rapportörer": "rapportor",
    "Administratör": "admin",
}


def table() -> list[tuple[str, str, bool]]:
    """The cells of the handbook's table: what, role, allowed."""
    text = Path(settings.ROOT, "docs/editors/roller.md").read_text(encoding="utf-8")
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in re.findall(r"^\|.*\|$", text, re.MULTILINE)
    ]
    roles = rows[0][1:]
    return [
        (row[0], role, cell == "ja")
        for row in rows[2:]
        for role, cell in zip(roles, row[1:], strict=True)
    ]


def form_of(client: Client, page: Page, action: str) -> None:
    """Sends the page's form with a new lead, saving or publishing, if the editor is given one."""
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    if client.get(url).status_code != 200:
        client.post(url, {"introduction": NEW, action: action})
        return
    client.post(url, {**get_form(client, url), "introduction": NEW, action: action})


def swedish_page() -> StandardPage:
    found = StandardPage.objects.filter(locale__language_code="sv").first()
    assert found is not None
    return found


def writes(client: Client) -> bool:
    page = swedish_page()
    form_of(client, page, "save")
    page.refresh_from_db()
    return page.get_latest_revision_as_object().introduction == NEW


def publishes(page: Page) -> Callable[[Client], bool]:
    def act(client: Client) -> bool:
        form_of(client, page, "action-publish")
        return type(page).objects.get(pk=page.pk).introduction == NEW

    return act


def translates(client: Client) -> bool:
    translation = Translation.objects.get(
        source__object_id=VisionPage.objects.all()[0].translation_key
    )
    segment = translation.source.stringsegment_set.get(context__path="vision")
    url = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    body = "value=Words."
    answer = client.put(url, body, content_type="application/x-www-form-urlencoded")
    return answer.status_code in (200, 201)


def publishes_english(client: Client) -> bool:
    translation = Translation.objects.get(
        source__object_id=VisionPage.objects.all()[0].translation_key
    )
    for segment in translation.source.stringsegment_set.filter(context__path="vision"):
        segment.string.translations.filter(locale=translation.target_locale).update(data=NEW)
    page = VisionPage.objects.get(locale__language_code="en")
    press_publish(client, page)
    return NEW in public(page)


def changes_a_record(client: Client) -> bool:
    record = FocusArea.objects.all()[0]
    url = reverse("wagtailsnippets_records_focusarea:edit", args=[record.pk])
    if client.get(url).status_code != 200:
        return False
    fields = get_form(client, url)
    client.post(url, {**fields, "name_sv": "Nytt namn"})
    return FocusArea.objects.get(pk=record.pk).name_sv == "Nytt namn"


def sees_shared_content(client: Client) -> bool:
    content = SharedContent.objects.all()[0]
    look = reverse("wagtailsnippets_blocks_sharedcontent:inspect", args=[content.pk])
    return client.get(look).status_code == 200


def changes_the_glossary(client: Client) -> bool:
    upload(client, b"swedish,english\nett,one\n")
    return Term.objects.filter(swedish="ett").exists()


def locks(client: Client) -> bool:
    page = swedish_page()
    client.post(reverse("wagtailadmin_pages:lock", args=[page.pk]))
    page.refresh_from_db()
    return page.locked


def manages_users(client: Client) -> bool:
    return client.get(reverse("wagtailusers_users:index")).status_code == 200


def sees(text: str) -> Callable[[Client], bool]:
    def act(client: Client) -> bool:
        subscriber()
        return text in client.get(reverse("newsletter_subscribers"), follow=True).content.decode()

    return act


def act(what: str) -> Callable[[Client], bool]:
    newsletter = NewsletterIndexPage.objects.filter(locale__language_code="sv")[0]
    activity = ActivityPage.objects.filter(locale__language_code="sv")[0]
    return {
        "Skriva på svenska": writes,
        "Publicera på svenska": publishes(swedish_page()),
        "Översätta": translates,
        "Publicera på engelska": publishes_english,
        "Publicera nyhetsbrev": publishes(newsletter),
        "Publicera i handlingsplanen": publishes(activity),
        "Ändra register": changes_a_record,
        "Se delat innehåll och var det visas": sees_shared_content,
        "Ändra ordlistan": changes_the_glossary,
        "Låsa en sida": locks,
        "Se hur många som prenumererar": sees("Inte bekräftad ännu"),
        "Se prenumeranternas adresser": sees(ANNA),
        "Administrera användare": manages_users,
    }[what]


@pytest.mark.parametrize(("what", "role", "allowed"), table())
def test_each_cell_of_the_handbooks_table(
    log_in: Any,
    what: str,
    role: str,
    allowed: bool,
    django_capture_on_commit_callbacks: Any,
) -> None:
    client = log_in(USERS[role])
    with django_capture_on_commit_callbacks(execute=True):
        assert act(what)(client) is allowed


def test_a_translation_goes_through_the_workflow_of_its_language(
    admin: Client, log_in: Any, django_capture_on_commit_callbacks: Any
) -> None:
    vision = VisionPage.objects.get(locale__language_code="sv")
    page = english(vision)
    with django_capture_on_commit_callbacks(execute=True):
        publish(admin, vision, vision=NEW)
    translator, approver = log_in("oversattare"), log_in("godkannare")
    submit = reverse("submit_for_approval", args=[page.pk])
    assert "inte är översatta" in translator.post(submit, follow=True).content.decode()

    translation = Translation.objects.get(source__object_id=vision.translation_key)
    segment = translation.source.stringsegment_set.get(context__path="vision")
    url = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    body = "value=A+wholly+new+vision."
    translator.put(url, body, content_type="application/x-www-form-urlencoded")
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "Skicka översättningen till godkännande" in translator.get(edit).content.decode()
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        assert "skickades till godkännande" in translator.post(submit, follow=True).content.decode()
    assert "wholly new" not in public(page)
    told = [message for message in mail.outbox if "godkannare@example.org" in message.to]
    assert len(told) == 1
    assert "Granskning av engelska sidor" in told[0].body + told[0].subject
    assert "väntar redan" in translator.post(submit, follow=True).content.decode()

    state = english(vision).current_workflow_task_state
    approve = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    assert page.title in approver.get(reverse("wagtailadmin_home")).content.decode()
    translator.post(approve, {"comment": ""})
    assert "wholly new" not in public(page)
    with django_capture_on_commit_callbacks(execute=True):
        approver.post(approve, {"comment": ""})
    assert "A wholly new vision." in public(page)
    assert "has changed since" not in public(page)


def test_each_language_has_its_workflow_and_wagtails_own_is_off() -> None:
    for code, name in (
        ("sv", "Granskning av svenska sidor"),
        ("en", "Granskning av engelska sidor"),
    ):
        page = VisionPage.objects.get(locale__language_code=code)
        assert page.get_workflow().name == name
    assert not Workflow.objects.get(name="Moderators approval").active
