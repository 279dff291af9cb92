"""What an issue links to: whether it is there for everyone, and in the readers' language."""

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, CollectionViewRestriction

from networks.models import TwinTownIndexPage, TwinTownPage
from newsletter.mail import mail_of
from records.models import Contact, CreditedImage, Keyword, WebLink
from tests.bilingual.test_traps import english
from tests.newsletter.issues import issue_in, new_issue
from tests.newsletter.test_checklist import told

pytestmark = pytest.mark.any_database


def english_issue(*body: tuple[str, Any]) -> Any:
    """The English demo issue, public, with these blocks."""
    issue = issue_in("en")
    issue.body = json.dumps(
        [{"type": n, "value": v, "id": f"b{i}"} for i, (n, v) in enumerate(body)]
    )
    issue.save()
    return issue


def kassel() -> Any:
    return TwinTownPage.objects.get(slug="kassel", locale__language_code="sv")


def found(blocking: bool) -> list[str]:
    return told(issue_in("sv"), "en", blocking)


def test_a_keyword_without_english_stops_the_english_mail() -> None:
    keyword = Keyword.objects.get(slug="hamnomraden")
    english_issue(("keyword_card", keyword.pk))
    (line,) = found(blocking=True)
    assert line.startswith("På svenska: Kort: nyckelord: ”Hamnområden”.")
    keyword.name_en = "harbour areas"
    keyword.save()
    assert found(blocking=True) == []


def test_a_place_on_the_map_without_an_english_page_stops_the_english_mail() -> None:
    english_issue(("map", {"view": "europe", "kinds": ["town"]}))
    assert found(blocking=True) == []
    english(kassel()).unpublish()
    (line,) = found(blocking=True)
    assert line.startswith("På svenska: Karta: ”Kassel”.")


def test_a_link_to_a_page_in_swedish_says_so_in_the_mail_and_is_pointed_out() -> None:
    text = (
        f'<p><a linktype="page" id="{kassel().pk}">our twin town</a> <a href="/nyheter/">x</a></p>'
    )
    issue = english_issue(("text", text))
    assert [line.split(".")[0] for line in found(blocking=False)] == [
        "”x” leder till en sida på svenska"
    ]
    english(kassel()).unpublish()
    assert [line.split(".")[0] for line in found(blocking=False)] == [
        "”our twin town (in Swedish)” leder till en sida på svenska",
        "”x” leder till en sida på svenska",
    ]
    assert found(blocking=True) == []
    mail = mail_of(issue)
    link = BeautifulSoup(mail.html, "html.parser").select_one("a[hreflang=sv]")
    assert link is not None
    assert link.get_text() == "our twin town (in Swedish)"
    assert "our twin town (in Swedish) (http" in mail.text


def test_records_countries_and_documents_that_are_not_there_are_dead_links() -> None:
    contact = Contact.objects.get(code="international-coordinator")
    document = get_document_model().objects.create(
        title="Policy", file=ContentFile(b"x", "policy.txt")
    )
    closed = Collection.get_first_root_node().add_child(name="Stängd")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    Redirect.add_redirect("/kontakter/forr/", redirect_to=contact.get_absolute_url())
    there = [
        "/kontakter/",
        f"/kontakter/{contact.code}/",
        "/kontakter/forr/",
        "/en/contacts/",
        "/lander/de/",
        "/nyhetsbrev/feed.atom",
        f"/documents/{document.pk}/{document.filename}",
    ]
    gone = [
        "/kontakter/finns-inte/",
        "/en/keywords/finns-inte/",
        "/lander/xx/",
        "/nyhetsbrev/finns-inte.json",
        "/documents/987654/x.pdf",
        f"/documents/{document.pk}/annat.txt",
    ]
    links = [f'<a href="{address}">{address}</a>' for address in [*there, *gone]]
    issue = new_issue(("text", f"<p>{' '.join(links)}</p>"))
    lines = told(issue, "sv", True)
    assert [line.split("”")[1] for line in lines] == gone
    document.collection = closed
    document.save()
    assert document.url in {line.split("”")[1] for line in told(issue, "sv", True)}


def linked(*addresses: str) -> str:
    return "<p>" + " ".join(f'<a href="{address}">{address}</a>' for address in addresses) + "</p>"


def test_files_and_views_that_are_not_there_are_dead_links() -> None:
    picture = CreditedImage.objects.create(title="x", file=get_test_image_file())
    document = get_document_model().objects.create(
        title="Policy", file=ContentFile(b"x", "policy.txt")
    )
    key = issue_in("sv").translation_key
    Redirect.add_redirect("/gammal-sida/", redirect_to="/")
    there = [
        picture.file.url,
        document.file.url,
        document.url,
        "/static/css/base.css",
        "/gammal-sida/",
        "/sok/?q=buller",
        "/en/search/",
        "/prenumerera/",
        "/lander/",
        "/api/docs",
        "/en/api/docs",
        "/api/openapi.json",
        "/sitemap.xml",
        "/robots.txt",
        "/health/live",
        f"/api/data/v1/newsletter/{key}",
    ]
    gone = [
        "/media/original_images/borta.png",
        "/media/../site/config/urls.py",
        "/media/",
        "/static/css/borta.css",
        "/static/../manage.py",
        "/admin/",
        "/admin/pages/",
        "/api/data/v1/newsletter/00000000-0000-0000-0000-000000000000",
        "/api/data/v1/borta",
        "/api/data/v1/newsletter?limit=x",
        "/prenumeration/x/",
        "/preview/x/",
        "/kontakter/a/b/",
        "/documents/borta/",
    ]
    issue = new_issue(("text", linked(*there, *gone)))
    assert [line.split("”")[1] for line in told(issue, "sv", True)] == gone
    # The row is there, and its file is not.
    document.file.storage.delete(document.file.name)
    lines = told(issue, "sv", True)
    assert {document.url, document.file.url} <= {line.split("”")[1] for line in lines}


def test_every_address_in_swedish_is_pointed_out_in_the_english_mail() -> None:
    contact = Contact.objects.get(code="international-coordinator")
    swedish = [f"/kontakter/{contact.code}/", "/sok/", "/lander/de/", "/nyhetsbrev/feed.atom"]
    neutral = ["/en/contacts/", "/api/data/v1/newsletter", "/sitemap.xml", "/en/newsletter/"]
    english_issue(("text", linked(*swedish, *neutral)))
    assert [line.split("”")[1] for line in found(blocking=False)] == swedish
    assert found(blocking=True) == []


def test_a_way_from_the_map_to_a_page_in_swedish_says_so() -> None:
    english(kassel()).unpublish()
    index = TwinTownIndexPage.objects.get(locale__language_code="en")
    issue = english_issue(("map", {"view": "europe", "kinds": ["town"]}))

    def ways() -> dict[str, str]:
        html = BeautifulSoup(mail_of(issue).html, "html.parser")
        return {link.get_text(): str(link.get("hreflang", "")) for link in html.select("a")}

    assert ways()["Kassel"] == "sv"
    assert ways()["See them on the map"] == ""
    assert set(ways().values()) == {"", "sv"}
    index.unpublish()
    assert ways()["See them on the map"] == "sv"
    web = BeautifulSoup(Client().get(issue.url).content, "html.parser")
    assert [link["hreflang"] for link in web.select(".map-block > p a, li a[hreflang]")] == [
        "sv",
        "sv",
    ]


def test_a_dead_address_is_known_however_it_is_written() -> None:
    WebLink.objects.create(address="https://gone.example.org/a", state=WebLink.State.DEAD)
    WebLink.objects.create(address="https://old.example.org#top", state=WebLink.State.DEAD)
    dead = [
        "https://gone.example.org/a#part",
        "https://GONE.example.org/a",
        "https://old.example.org/",
    ]
    fine = ["https://gone.example.org/b", "https://gone.example.org/a?b=1", "mailto:a@example.org"]
    links = " ".join(f'<a href="{address}">x</a>' for address in [*dead, *fine])
    lines = told(new_issue(("text", f"<p>{links}</p>")), "sv", True)
    assert sorted(line.split(". Text:")[0] for line in lines) == sorted(
        f"En död länk: {address}" for address in dead
    )
