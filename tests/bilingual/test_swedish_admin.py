"""The editor's screens in Swedish: rendered, and looked through for English."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup, NavigableString
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Site, Task, Workflow

from newsletter.checklist import looked_at
from newsletter.models import NewsletterIndexPage, NewsletterIssuePage, Subscriber
from newsletter.sending.ordering import send_test
from policy.models import ActivityPage, VisionPage
from records.models import Contact
from tests.bilingual.test_traps import english
from tests.policy.sheets import NEW, as_csv, hand_in, the_plan

pytestmark = pytest.mark.any_database

# Words that hardly any Swedish text has; "in", "all", "to", "for" and names would be too common.
ENGLISH = re.compile(
    r"\b(the|and|with|your|this|these|that|of|from|page|pages|edit|delete|save|search|choose|"
    r"add|remove|publish|published|draft|translation|settings|users|are|is|or|by|select|"
    r"can|sync|others|root)\b",
    re.IGNORECASE,
)
# What is English and right: names of things, and the content of English pages.
RIGHT = re.compile(
    r"english|wagtail|\bpo\b|csv|xlsx|xliff|^[\w.+-]+@|https?:|\.(jpg|png|pdf)|web of trust", re.I
)


NAMES = [
    "start",
    "explorer",
    "form",
    "new",
    "history",
    "usage",
    "move",
    "copy",
    "delete",
    "unpublish",
    "translation",
    "page languages",
    "languages",
    "terms in texts",
    "import terms",
    "follow-up",
    "orphans",
    "own activities",
    "short form",
    "site history",
    "locked",
    "workflow report",
    "aging pages",
    "translations",
    "images",
    "new image",
    "documents",
    "new document",
    "contacts",
    "contact",
    "glossary",
    "new term",
    "users",
    "user",
    "groups",
    "sites",
    "redirects",
    "new redirect",
    "workflows",
    "workflow",
    "task",
    "account",
    "locales",
    "new locale",
    "locale",
    "new group",
    "group",
    "new workflow",
    "new site",
    "site",
    "bundles",
    "new bundle",
    "blocks",
    "shared content",
    "new shared content",
    "new issue",
    "new report",
    "spreadsheet",
    "spreadsheet's dry run",
    "before an issue is sent",
    "order to send an issue",
    "issue filled from the site",
    "newsletter's figures",
    "subscribers",
    "list of subscribers",
    "subscriber",
    "subscriber erased",
]


ENDS = ("", " (Engelska)", " (Svenska)")


def reported_by(username: str) -> ActivityPage:
    """An activity that the user reports on, with a milestone."""
    page = ActivityPage.objects.get(reference="P1", locale__language_code="sv")
    assert page.operation
    page.operation.editors.add(User.objects.get(username=username))
    page.milestones.create(title="Klart", due_on="2006-03-01", locale=page.locale)
    return page


def screens() -> dict[str, str]:
    page = VisionPage.objects.get(locale__language_code="sv")
    news = Page.objects.get(slug="nyheter", locale=page.locale)
    plan = the_plan()
    newsletter = NewsletterIndexPage.objects.get(locale=page.locale)
    contact = Contact.objects.first()
    workflow, task = Workflow.objects.first(), Task.objects.first()
    activity = reported_by("admin")
    user, group = User.objects.get(username="skribent"), Group.objects.first()
    assert contact
    assert workflow
    assert task
    assert group
    return {
        "start": reverse("wagtailadmin_home"),
        "explorer": reverse("wagtailadmin_explore", args=[page.get_parent().pk]),
        "form": reverse("wagtailadmin_pages:edit", args=[page.pk]),
        "new": reverse("wagtailadmin_pages:add", args=["home", "newspage", news.pk]),
        "history": reverse("wagtailadmin_pages:history", args=[page.pk]),
        "usage": reverse("wagtailadmin_pages:usage", args=[page.pk]),
        "move": reverse("wagtailadmin_pages:move", args=[page.pk]),
        "copy": reverse("wagtailadmin_pages:copy", args=[page.pk]),
        "delete": reverse("wagtailadmin_pages:delete", args=[page.pk]),
        "unpublish": reverse("wagtailadmin_pages:unpublish", args=[page.pk]),
        "translation": reverse("wagtailadmin_pages:edit", args=[english(page).pk]),
        "page languages": reverse("page_languages", args=[page.pk]),
        "languages": reverse("language_report"),
        "terms in texts": reverse("glossary_report"),
        "import terms": reverse("glossary_import"),
        "follow-up": reverse("follow_up"),
        "orphans": reverse("orphan_report"),
        "own activities": reverse("own_activities"),
        "short form": reverse("short_form", args=[activity.pk]),
        "site history": reverse("wagtailadmin_reports:site_history"),
        "locked": reverse("wagtailadmin_reports:locked_pages"),
        "workflow report": reverse("wagtailadmin_reports:workflow"),
        "aging pages": reverse("wagtailadmin_reports:aging_pages"),
        "translations": reverse("wagtail_localize:translations_report"),
        "images": reverse("wagtailimages:index"),
        "new image": reverse("wagtailimages:add"),
        "documents": reverse("wagtaildocs:index"),
        "new document": reverse("wagtaildocs:add"),
        "contacts": reverse("wagtailsnippets_records_contact:list"),
        "contact": reverse("wagtailsnippets_records_contact:edit", args=[contact.pk]),
        "glossary": reverse("wagtailsnippets_bilingual_term:list"),
        "new term": reverse("wagtailsnippets_bilingual_term:add"),
        "users": reverse("wagtailusers_users:index"),
        "user": reverse("wagtailusers_users:edit", args=[user.pk]),
        "groups": reverse("wagtailusers_groups:index"),
        "sites": reverse("wagtailsites:index"),
        "redirects": reverse("wagtailredirects:index"),
        "new redirect": reverse("wagtailredirects:add"),
        "workflows": reverse("wagtailadmin_workflows:index"),
        "workflow": reverse("wagtailadmin_workflows:edit", args=[workflow.pk]),
        "task": reverse("wagtailadmin_workflows:edit_task", args=[task.pk]),
        "account": reverse("wagtailadmin_account"),
        "locales": reverse("wagtaillocales:index"),
        "new locale": reverse("wagtaillocales:add"),
        "locale": reverse("wagtaillocales:edit", args=[page.locale_id]),
        "new group": reverse("wagtailusers_groups:add"),
        "group": reverse("wagtailusers_groups:edit", args=[group.pk]),
        "new workflow": reverse("wagtailadmin_workflows:add"),
        "new site": reverse("wagtailsites:add"),
        "site": reverse("wagtailsites:edit", args=[Site.objects.all()[0].pk]),
        "bundles": reverse("wagtailsnippets_bilingual_bundle:list"),
        "new bundle": reverse("wagtailsnippets_bilingual_bundle:add"),
        "blocks": reverse("block_gallery"),
        "shared content": reverse("wagtailsnippets_blocks_sharedcontent:list"),
        "new shared content": reverse("wagtailsnippets_blocks_sharedcontent:add"),
        "new issue": reverse(
            "wagtailadmin_pages:add", args=["newsletter", "newsletterissuepage", newsletter.pk]
        ),
        "new report": reverse(
            "wagtailadmin_pages:add", args=["policy", "quarterlyreportpage", plan.pk]
        ),
        "spreadsheet": reverse("policy_sheet", args=[plan.pk]),
        "spreadsheet's dry run": reverse("policy_sheet_check", args=[plan.pk]),
        **newsletter_screens(newsletter),
    }


def newsletter_screens(index: NewsletterIndexPage) -> dict[str, str]:
    issue = NewsletterIssuePage.objects.get(locale=index.locale)
    draft = issue.copy(update_attrs={"slug": "utkast"}, keep_live=False)
    looked = looked_at(issue, "sv")
    assert looked
    send_test(looked, "redaktor@example.org", None)
    one = Subscriber.objects.create(address="lasare@example.org", language="sv", state="active")
    return {
        "before an issue is sent": reverse("newsletter_checklist", args=[issue.pk]),
        "order to send an issue": reverse("newsletter_order", args=[issue.pk, "sv"]),
        "issue filled from the site": reverse("newsletter_fill", args=[draft.pk]),
        "newsletter's figures": reverse("newsletter_figures"),
        "subscribers": reverse("newsletter_subscribers"),
        "list of subscribers": reverse("newsletter_list"),
        "subscriber": reverse("newsletter_subscriber", args=[one.pk]),
        "subscriber erased": reverse("newsletter_subscriber_erase", args=[one.pk]),
    }


def words_on(html: str) -> Iterator[str]:
    """The texts that the editor reads or hears, without what is marked as English."""
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.select("script, style, [lang=en], [data-props], textarea, template"):
        element.decompose()
    for element in soup.find_all(True):
        for attribute in ("aria-label", "title", "placeholder", "alt"):
            if element.get(attribute):
                yield str(element[attribute])
    for node in soup.find_all(string=True):
        # Comments and doctypes are strings too.
        if type(node) is NavigableString and node.strip():
            yield " ".join(node.split())


def english_on(html: str) -> list[str]:
    # The report on translations writes the language after the title.
    titles = {f"{page.title}{end}" for page in Page.objects.all() for end in ENDS}
    return sorted(
        {
            text
            for text in words_on(html)
            if ENGLISH.search(text) and not RIGHT.search(text) and text not in titles
        }
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_screen_is_in_swedish(admin: Client, name: str) -> None:
    if name == "spreadsheet's dry run":
        hand_in(admin, as_csv(NEW, NEW, NEW | {"reference": "P8", "title_en": "Ny"}))
    response = admin.get(screens()[name])
    assert response.status_code == 200
    html = response.content.decode()
    assert english_on(html) == []
    # A tab is found by its name (WCAG 2.4.2).
    title = BeautifulSoup(html, "html.parser").title
    assert title is not None
    assert title.get_text().partition(" - ")[0].strip()


def test_every_screen_is_tried() -> None:
    assert set(NAMES) == set(screens())


def test_the_test_would_see_english() -> None:
    assert english_on("<p>Edit the page</p><button aria-label='Add'></button>") == [
        "Add",
        "Edit the page",
    ]


def test_the_translation_editors_script_is_in_swedish(admin: Client) -> None:
    script = admin.get(reverse("wagtail_localize:javascript_catalog")).content.decode()
    assert '"Publish in ": "Publicera p\\u00e5 "' in script
    assert "St\\u00e4nger av den synkroniserade" in script


def test_log_in_is_in_swedish() -> None:
    html: Any = Client().get("/admin/login/").content.decode()
    assert english_on(html) == []
