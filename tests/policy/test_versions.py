"""Versions of the policy: compared, cited, and kept as they were adopted."""

import datetime as dt
import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page, PageLogEntry

from policy.models import (
    DecisionPage,
    MethodPage,
    PolicyPage,
    PolicyVersionIndexPage,
    PolicyVersionPage,
    PublicVersion,
    VisionPage,
)
from tests.bilingual.test_traps import english, public
from tests.forms import errors_in, get_form
from tests.policy.test_history import at, rewrite

pytestmark = [pytest.mark.any_database, pytest.mark.usefixtures("commits_at_once")]

SV, EN = "/internationell-policy/versioner/jamfor/", "/en/international-policy/versions/compare/"


def version(slug: str) -> PolicyVersionPage:
    return PolicyVersionPage.objects.get(slug=slug, locale__language_code="sv")


def seen(url: str, a: str, b: str) -> BeautifulSoup:
    response = Client().get(url, {"a": a, "b": b})
    assert response.status_code == 200
    main = BeautifulSoup(response.content.decode(), "html.parser").select_one("main")
    assert main is not None
    return main


def reworded(reference: str, text: str) -> None:
    policy = PolicyPage.objects.get(locale__language_code="sv")
    for statement in policy.statements.all():
        if statement.reference == reference:
            statement.text = text
            policy.statements.add(statement)
    policy.save_revision().publish()


def adopt(page: PolicyVersionPage) -> PolicyVersionPage:
    """By a decision on it, as if the proposal had been one."""
    DecisionPage.objects.filter(adopts=page.pk).update(kind="decision")
    page.status = "adopted"
    page.save_revision().publish()
    return PolicyVersionPage.objects.get(pk=page.pk)


# ------------------------------------------------------------------------------------ comparing


def test_the_form_alone_until_the_reader_has_chosen() -> None:
    assert f'href="{SV}"' in public(PolicyVersionIndexPage.objects.get(locale__language_code="sv"))
    for url in (SV, EN):
        response = Client().get(url)
        assert response.status_code == 200
        form = BeautifulSoup(response.content.decode(), "html.parser").select_one("form.pick")
        assert form is not None
        values = [option["value"] for option in form.select("select[name=a] option")]
        assert values == ["2002", "2005", "in-force"]
    assert f'href="{EN}"' in Client().get(SV).content.decode()


def test_inserted_and_removed_words_are_said_in_words_and_signs() -> None:
    reworded(
        "I2",
        "Vi skall ta till oss värdefull kunskap från andra länder i Europa och från övriga delar "
        "av hela världen.",
    )
    main = seen(SV, "2005", "in-force")
    [row] = [r for r in main.select(".diff__row--changed") if "I2" in r.get_text()]
    assert [" ".join(e.get_text().split()) for e in row.select("ins")] == [
        "infogat: +hela (slut på infogat)"
    ]
    assert [" ".join(e.get_text().split()) for e in row.select("del")] == [
        "borttaget: −och erfarenhet (slut på borttaget)"
    ]
    # The heading of the policy is written in another way today.
    assert "2 stycken ändrade, 15 stycken oförändrade." in main.get_text()


def test_what_is_the_same_has_no_marks() -> None:
    main = seen(SV, "2005", "in-force")
    assert len(main.select(".diff__row--changed")) == 1
    assert not main.select(".diff__row--inserted, .diff__row--removed, .diff__row--same")


def test_english_readers_compare_the_english_texts() -> None:
    main = seen(EN, "2005", "in-force")
    assert "This is the text of the policy" not in main.get_text()
    assert "promotes peace, democracy" in main.get_text()
    assert "its English translations are compared" in main.get_text()
    assert not main.select(".diff [lang]")


def test_a_change_is_counted_alike_in_both_languages() -> None:
    # Of two words in the heading that stayed, Swedish had five and English has nine.
    said = {url: seen(url, "2005", "in-force").select(".diff__row") for url in (SV, EN)}
    assert len(said[SV]) == len(said[EN])
    assert [row["class"] for row in said[SV]] == [row["class"] for row in said[EN]]
    main = seen(EN, "2005", "in-force")
    assert "1 paragraph changed, 16 paragraphs unchanged." in main.get_text()
    assert main.select_one("del")
    # A Swedish page that was changed and has not been translated yet is of another shape.
    policy = PolicyPage.objects.get(locale__language_code="sv")
    policy.body.append(("text", "<p>Ett nytt stycke om handel.</p>"))
    policy.save_revision().publish()
    main = seen(EN, "2005", "in-force")
    assert "1 paragraph added, 1 paragraph removed, 16 paragraphs unchanged." in main.get_text()


def test_without_english_both_are_in_swedish_and_marked() -> None:
    english(MethodPage.objects.get(locale__language_code="sv")).unpublish()
    main = seen(EN, "2005", "in-force")
    assert "the Swedish texts are compared" in main.get_text()
    assert "fred, demokrati" in main.get_text()
    assert all(span.get("lang") == "sv" for span in main.select(".diff__text > span:not(.ref)"))
    ins = main.select_one("ins")
    assert ins is not None
    assert "inserted:" in ins.get_text()


def test_a_version_without_text_is_not_compared_with_anything() -> None:
    main = seen(SV, "2002", "2005")
    assert "texten till ”Internationellt program 2002 (antagen)” finns inte" in main.get_text()
    assert not main.select(".diff")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("a=1999&b=2005", "no such version"),
        ("a=2005", "no such version"),
        ("a=&b=", "no such version"),
        ("a=2005&b=2005", "Choose two that are not the same"),
        ("a=%00&b=%3Cscript%3E", "no such version"),
        ("a=2005&b=" + "9" * 3000, "no such version"),
    ],
)
def test_nonsense_is_refused_in_the_readers_language(query: str, said: str) -> None:
    response = Client().get(f"{EN}?{query}")
    assert response.status_code == 400
    assert said in response.content.decode()
    swedish = Client().get(f"{SV}?{query}")
    assert swedish.status_code == 400
    assert said not in swedish.content.decode()


def test_the_address_in_the_other_language_keeps_the_choice() -> None:
    head = Client().get(SV, {"a": "2005", "b": "in-force"}).content.decode()
    assert f"{EN}?a=2005&amp;b=in-force" in head
    wrong = Client().get(f"{SV.replace('jamfor', 'compare')}?a=2005&b=in-force")
    assert wrong.headers["Location"] == f"{SV}?a=2005&b=in-force"


def test_a_version_that_is_not_public_cannot_be_compared() -> None:
    version("2005").unpublish()
    assert Client().get(SV, {"a": "2005", "b": "in-force"}).status_code == 400


def test_as_many_queries_with_twenty_versions_more() -> None:
    def queries() -> int:
        Client().get(SV, {"a": "2005", "b": "in-force"})
        with CaptureQueriesContext(connection) as captured:
            seen(SV, "2005", "in-force")
        return len(captured)

    before = queries()
    index = PolicyVersionIndexPage.objects.get(locale__language_code="sv")
    for year in range(2010, 2030):
        page = PolicyVersionPage(title=f"Policy {year}", slug=str(year), locale=index.locale)
        page.dated, page.status = dt.date(year, 1, 1), "proposed"
        index.add_child(instance=page)
    assert "Policy 2029" in seen(SV, "2005", "in-force").get_text()
    assert queries() == before
    assert before <= 25


# --------------------------------------------------------------------------------------- citing


def test_a_version_names_the_decision_that_adopted_it() -> None:
    html = public(version("2002"))
    text = " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split())
    assert "22 augusti 2002 av: Kommunstyrelsen , §183." in text
    assert "Kommunstyrelsen, beslut 22 augusti 2002 , §183." in text
    assert "http://testserver/internationell-policy/versioner/2002/" in text
    assert 'rel="canonical" href="http://testserver/internationell-policy/versioner/2002/"' in html
    assert "Västerås stad" in text
    in_english = public(english(version("2002")))
    assert "Cite this version" in in_english
    assert 'content="2002-08-22"' in in_english
    # Its text is not on the site: there is nothing to compare.
    assert "b=in-force" not in html
    assert f"{SV}?a=2005&amp;b=in-force" in public(version("2005"))


def test_a_proposal_says_that_it_is_one() -> None:
    assert "inget beslut registrerat" in public(version("2005"))
    assert "no decision to adopt it is recorded" in public(english(version("2005")))
    # Of a site from before a decision was asked for.
    PolicyVersionPage.objects.filter(slug="2005").update(status="adopted")
    assert "beslutet finns inte registrerat" in public(version("2005"))


def test_the_policy_leads_to_its_adopted_versions() -> None:
    policy = PolicyPage.objects.get(locale__language_code="sv")
    assert f'href="{version("2002").url}"' in public(policy).split("<main")[1]
    assert f'href="{english(version("2002")).url}"' in public(english(policy)).split("<main")[1]
    assert f'href="{version("2005").url}"' not in public(policy).split("<main")[1]


# -------------------------------------------------------------------------------------- keeping


def send(client: Client, page: Page, **fields: str) -> Any:
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = {**get_form(client, url), **body_of(page), **fields}
    return client.post(url, {**data, "action-publish": "action-publish"}, follow=True)


def body_of(page: Any) -> dict[str, str]:
    """The body as the editor would send it, unchanged."""
    fields = {"body-count": str(len(page.body))}
    for number, block in enumerate(page.body):
        value = block.value if block.block_type == "heading" else rich(block.value.source)
        fields |= {
            f"body-{number}-deleted": "",
            f"body-{number}-order": str(number),
            f"body-{number}-type": block.block_type,
            f"body-{number}-id": block.id,
            f"body-{number}-value": value,
        }
    return fields


def rich(html: str) -> str:
    """Rich text as the editor's field sends it."""
    from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

    features = ["bold", "italic", "ol", "ul", "link", "document-link"]
    return str(ContentstateConverter(features).from_database_format(html))


def fresh(page: Any) -> Any:
    return type(page).objects.get(pk=page.pk)


def test_the_text_of_an_adopted_version_is_locked(admin: Client) -> None:
    page = adopt(version("2005"))
    before = public(page)
    told = send(admin, page, **{"body-1-value": "Ny rubrik"}).content.decode()
    assert any("är antagen: texten" in error for error in errors_in(told)), errors_in(told)
    assert public(page) == before
    assert fresh(page).get_latest_revision_as_object().body[1].value == "Inriktning"


def test_its_title_date_status_and_address_are_locked(admin: Client) -> None:
    page = adopt(version("2005"))
    changed = {"title": "Annan", "slug": "annan", "dated": "2006-01-01", "status": "proposed"}
    changed |= {"annexes-0-title": "Annan bilaga", "expire_at": "2030-01-01 12:00"}
    assert errors_in(send(admin, page, **changed).content.decode()) == []
    after = fresh(page)
    for name in ("title", "slug", "dated", "status", "expire_at"):
        assert getattr(after, name) == getattr(page, name), name
    assert after.annexes.first().title == page.annexes.first().title


def test_what_the_website_says_about_it_can_be_written(admin: Client) -> None:
    page = adopt(version("2005"))
    last = len(page.body) - 1
    note = {f"body-{last}-value": rich("<p>En rättelse av skannern.</p>")}
    told = errors_in(send(admin, page, introduction="Om texten.", **note).content.decode())
    assert told == []
    assert "En rättelse av skannern." in public(page)
    assert "Om texten." in public(page)
    # The record has what it said before.
    assert PublicVersion.objects.filter(page=page).count() > 1


def test_a_text_that_the_site_lacked_can_be_filled_in_once(admin: Client) -> None:
    page = version("2002")
    heading = {
        "body-count": "2",
        "body-1-deleted": "",
        "body-1-order": "1",
        "body-1-type": "heading",
        "body-1-value": "Programmets text",
    }
    assert errors_in(send(admin, page, **heading).content.decode()) == []
    assert "Programmets text" in public(page)
    page = fresh(page)
    told = send(admin, page, **{"body-1-value": "En annan"}).content.decode()
    assert any("är antagen" in error for error in errors_in(told))


def test_a_scheduled_change_of_the_text_is_not_published() -> None:
    page = adopt(version("2005"))
    before = public(page)
    page.body.pop(1)
    revision = page.save_revision(clean=False)
    revision.publish()
    assert public(page) == before
    log = PageLogEntry.objects.filter(page=page.pk, action="core.not_published").get()
    assert "är antagen" in log.data["reason"]


def test_a_proposal_can_be_changed(admin: Client) -> None:
    page = version("2005")
    assert errors_in(send(admin, page, title="Annat namn").content.decode()) == []
    assert fresh(page).title == "Annat namn"


def test_the_english_translation_of_it_can_be_bettered() -> None:
    page = english(adopt(version("2005")))
    page.body.pop(0)
    page.save_revision().publish()
    assert "INTERNATIONAL POLICY FOR" not in public(page)


@pytest.mark.parametrize("address", ["delete", "unpublish"])
def test_it_is_neither_deleted_nor_unpublished(admin: Client, address: str) -> None:
    page = version("2002")
    for kept in (page, english(page)):
        url = reverse(f"wagtailadmin_pages:{address}", args=[kept.pk])
        told = admin.post(url, follow=True).content.decode()
        assert "bevaras för alltid" in told
        assert Client().get(kept.url).status_code == 200


def test_nor_with_the_page_above_it(admin: Client) -> None:
    page = version("2002")
    for above in page.get_ancestors().filter(depth__gt=2):
        admin.post(reverse("wagtailadmin_pages:delete", args=[above.pk]))
        url = reverse("wagtailadmin_pages:unpublish", args=[above.pk])
        admin.post(url, {"include_descendants": "on"})
        assert fresh(page).live


@pytest.mark.parametrize("action", ["delete", "unpublish"])
def test_nor_in_bulk(admin: Client, action: str) -> None:
    page = version("2002")
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    admin.post(f"{url}?id={page.pk}&next=/admin/", {"next": "/admin/"})
    assert fresh(page).live
    proposal = version("2005")
    admin.post(f"{url}?id={proposal.pk}&next=/admin/", {"next": "/admin/"})
    assert not PolicyVersionPage.objects.filter(pk=proposal.pk, live=True).exists()


@pytest.mark.parametrize("action", ["delete", "unpublish"])
def test_nor_is_the_decision_that_adopted_it(admin: Client, action: str) -> None:
    decision = DecisionPage.objects.get(
        adopts__status="adopted", kind="decision", locale__language_code="sv"
    )
    told = admin.post(reverse(f"wagtailadmin_pages:{action}", args=[decision.pk]), follow=True)
    assert "bevaras tillsammans med den" in told.content.decode()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    admin.post(f"{url}?id={decision.pk}&next=/admin/", {"next": "/admin/"})
    assert DecisionPage.objects.get(pk=decision.pk).live
    proposal = DecisionPage.objects.get(kind="proposal", locale__language_code="sv")
    admin.post(reverse(f"wagtailadmin_pages:{action}", args=[proposal.pk]))
    assert not DecisionPage.objects.filter(pk=proposal.pk, live=True).exists()


def test_a_version_is_adopted_by_a_public_decision_alone(admin: Client) -> None:
    page = version("2005")
    wanted = {"status": "adopted"}

    def told() -> list[str]:
        return errors_in(send(admin, page, **wanted).content.decode())

    assert any("Inget offentligt beslut" in error for error in told())
    assert fresh(page).get_latest_revision_as_object().status == "proposed"
    decision = DecisionPage.objects.get(kind="proposal", locale__language_code="sv")
    decision.kind = "decision"
    decision.live = False
    decision.save()
    assert any("Inget offentligt beslut" in error for error in told())
    # Nor by itself: what has come due.
    draft = fresh(page)
    draft.status = "adopted"
    draft.save_revision(clean=False).publish()
    assert fresh(page).status == "proposed"
    log = PageLogEntry.objects.filter(page=page.pk, action="core.not_published").get()
    assert "Inget offentligt beslut" in log.data["reason"]
    decision.live = True
    decision.save()
    assert told() == []
    assert fresh(page).status == "adopted"


@pytest.mark.parametrize("fields", [{"kind": "proposal"}, {"adopts": ""}])
def test_the_decision_goes_on_adopting_it(admin: Client, fields: dict[str, str]) -> None:
    decision = DecisionPage.objects.get(adopts=version("2002").pk, locale__language_code="sv")
    url = reverse("wagtailadmin_pages:edit", args=[decision.pk])
    answer = admin.post(url, {**get_form(admin, url), **fields})
    assert "bevaras tillsammans med den" in answer.content.decode()
    assert admin.post(url, get_form(admin, url)).status_code == 302


# -------------------------------------------------------------------------------------- history


def test_the_statements_of_a_day_can_be_read() -> None:
    PublicVersion.objects.update(public_from=at(2006, 1, 1))
    policy = PolicyPage.objects.get(locale__language_code="sv")
    statements = list(policy.statements.all())
    before = statements[1].text
    statements[1].text = "En helt ny inriktning."
    rewrite(policy, at(2006, 4, 10), statements=statements)  # type: ignore[arg-type]
    then = Client().get(policy.url, {"as-of": "2006-04-09"})
    assert before in then.content.decode()
    assert "9 april 2006" in then.content.decode()
    assert then.headers["X-Robots-Tag"] == "noindex"
    now = Client().get(policy.url, {"as-of": "2006-04-10"}).content.decode()
    assert "En helt ny inriktning." in now
    assert "Genomförs av" not in now
    assert Client().get(policy.trace_url, {"as-of": "2006-04-10"}).status_code == 302


def test_methods_vision_and_versions_of_a_day_can_be_read() -> None:
    PublicVersion.objects.update(public_from=at(2006, 1, 1))
    pages = [p for m in (MethodPage, VisionPage, PolicyVersionPage) for p in m.objects.live()]
    assert len(pages) == 8
    for page in pages:
        response = Client().get(page.url, {"as-of": "2006-04-10"})
        assert response.status_code == 200, page.url
        assert page.title in response.content.decode()
        assert Client().get(page.url, {"as-of": "2005-04-10"}).status_code == 404


def test_an_annex_whose_page_is_gone_is_only_its_name_in_the_version_of_that_day() -> None:
    PublicVersion.objects.update(public_from=at(2006, 1, 1))
    page = version("2005")
    record = PublicVersion.objects.get(page=page)
    content = json.loads(json.dumps(record.content))
    content["annexes"][0]["page_link"] = 999_999
    PublicVersion.objects.filter(pk=record.pk).update(content=content)
    response = Client().get(page.url, {"as-of": "2006-04-10"})
    assert response.status_code == 200
    assert content["annexes"][0]["title"] in response.content.decode()


def test_a_decision_that_is_not_public_is_not_named() -> None:
    DecisionPage.objects.get(slug="2002-183", locale__language_code="sv").unpublish()
    assert "§183" not in public(version("2002")).split("<main")[1]
