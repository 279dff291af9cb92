"""The mail of an issue, as Python's own e-mail package reads it."""

import json
import re
import subprocess
import sys
from email import message_from_bytes, policy
from email.message import EmailMessage
from io import StringIO
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.management import CommandError, call_command
from wagtail.images.tests.utils import get_test_image_file

from newsletter.mail import mail_of, message_of, one_line
from newsletter.models import NewsletterIssuePage
from newsletter.places import filled
from records.models import CreditedImage

pytestmark = pytest.mark.any_database

HOSTILE = 'Å\r\nBcc: x@example.org\n\x00\u2028<script>alert(1)</script> & ”slut”" onx="1'
LANGUAGES = ("sv", "en")


def issue_in(language: str) -> Any:
    return NewsletterIssuePage.objects.get(locale__language_code=language)


def printed(*arguments: str) -> bytes:
    """What the command prints."""
    out = StringIO()
    call_command("newsletter", "render", *arguments, stdout=out)
    return out.getvalue().encode("ascii")


def read(message: bytes) -> Any:
    """The message as a mail program reads it; a header with a fault fails."""
    parsed: Any = message_from_bytes(message, policy=policy.default)
    assert isinstance(parsed, EmailMessage)
    for part in parsed.walk():
        assert not part.defects
        assert not [fault for value in part.values() for fault in value.defects]
    return parsed


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_demo_issue_is_a_whole_message(language: str) -> None:
    issue = issue_in(language)
    raw = printed("2026-1", "--language", language)
    assert re.search(rb"[^\r]\n", raw) is None
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    message = read(raw)
    assert message.get_content_type() == "multipart/alternative"
    assert message["Subject"] == issue.subject
    assert message["From"] == settings.DEFAULT_FROM_EMAIL
    assert message["Content-Language"] == language
    assert message["Date"].datetime is not None
    assert message["Message-ID"].endswith("@127.0.0.1>")
    city = {"sv": "Nyhetsbrev, Västerås stad", "en": "Newsletter, City of Västerås"}[language]
    assert message["List-Id"] == f"{city} <newsletter-{language}.127.0.0.1>"
    for name in ("Bcc", "To", "Cc", "List-Unsubscribe", "Return-Receipt-To"):
        assert name not in message
    text, html = message.iter_parts()
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    for part in (text, html):
        assert part.get_content_charset() == "utf-8"
        assert part["Content-Transfer-Encoding"] == "quoted-printable"
    other = issue_in("en" if language == "sv" else "sv")
    site = settings.WAGTAILADMIN_BASE_URL
    words = text.get_content().replace("\r\n", "\n")
    assert words.startswith(issue.title)
    assert issue.introduction in words
    assert f"{site}{issue.url}\n" in words
    assert other.introduction not in words
    assert "\n\n\n" not in words
    soup = BeautifulSoup(html.get_content(), "html.parser")
    assert soup.html is not None
    assert soup.html["lang"] == language
    # mrml says one in English.
    assert not soup.select("[aria-roledescription]")
    assert not soup.select(f"[lang={other.locale.language_code}]")
    assert [h1.get_text(strip=True) for h1 in soup.select("h1")] == [issue.title]
    shown = soup.get_text(" ")
    assert issue.introduction in shown
    # Every block says the same in both parts.
    for heading in soup.select("h2"):
        assert heading.get_text(strip=True) in words
    links = [str(link["href"]) for link in soup.select("a[href]")]
    assert f"{site}{issue.url}" in links
    assert f"{site}{issue.get_parent().url}" in links
    assert all(link.startswith((f"{site}/", "https://", "mailto:")) for link in links)
    # Nothing counts who opens it or follows a link.
    assert not soup.select("script, link, iframe, form, img[width='1']")
    assert all("?" not in link for link in links)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_shown_beside_the_subject(language: str) -> None:
    issue = issue_in(language)

    def beside() -> str:
        body = BeautifulSoup(mail_of(issue).html, "html.parser").body
        assert body is not None
        first = body.find("div")
        assert "display:none" in str(first["style"])  # type: ignore[index]
        return first.get_text(strip=True)  # type: ignore[union-attr]

    assert beside() == issue.preview_text
    issue.preview_text = ""
    issue.introduction = "Ett ord i taget " * 20
    assert beside().startswith("Ett ord i taget")
    assert len(beside()) <= 92
    issue.subject = ""
    assert mail_of(issue).subject == issue.title


def test_no_words_of_an_editor_become_a_header_or_markup() -> None:
    issue = issue_in("sv")
    issue.title = issue.subject = issue.preview_text = issue.introduction = HOSTILE
    raw = message_of(issue).message().as_bytes(linesep="\r\n")
    message = read(raw)
    assert "Bcc" not in message
    assert message["Subject"] == one_line(HOSTILE)
    html = message.get_body(("html",)).get_content()
    soup = BeautifulSoup(html, "html.parser")
    assert not soup.select("script, [onx]")
    # In its attribute a name may have what looks like an element.
    (whole,) = soup.select("[aria-label]")
    assert "<script>alert(1)" in str(whole["aria-label"])
    whole["aria-label"] = ""
    assert "<script" not in str(soup)
    assert str(soup).count("&lt;script&gt;alert(1)&lt;/script&gt; &amp; ”slut”") >= 3


def test_one_readers_own_links_stand_in_both_parts_and_in_nobodys_none_is_left_empty() -> None:
    for language in LANGUAGES:
        mail = filled(mail_of(issue_in(language)), "https://example.org/x", "https://example.org/y")
        links = BeautifulSoup(mail.html, "html.parser").select("a[href^='https://example.org']")
        assert {link["href"] for link in links} == {
            "https://example.org/x",
            "https://example.org/y",
        }
        assert "https://example.org/x" in mail.text
        assert "https://example.org/y" in mail.text
        for part in (mail.html, mail.text, message_of(issue_in(language)).body):
            assert ".invalid" not in part


def test_an_issue_is_known_by_id_address_or_number_and_in_english() -> None:
    issue = issue_in("sv")
    issue.slug = "hosten"
    issue.save_revision().publish()
    for name in (str(issue.pk), str(issue_in("en").pk), "hosten", "2026-1", "2026-01"):
        assert read(printed(name))["Content-Language"] == "sv"


@pytest.mark.parametrize("name", ["2026-9", "99999", "x y", "' or 1", "9" * 40, ""])
def test_an_issue_that_there_is_not_is_said_in_a_line(name: str) -> None:
    with pytest.raises(CommandError) as raised:
        printed(name)
    assert raised.value.returncode == 2
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    "arguments", [[], ["render"], ["render", "1", "--language", "de"], ["send"]]
)
def test_bad_arguments_are_answered_in_a_line(arguments: list[str]) -> None:
    command = [sys.executable, "manage.py", "newsletter", *arguments]
    done = subprocess.run(command, cwd=settings.ROOT, capture_output=True, text=True)
    assert done.returncode == 2
    assert not done.stdout
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr


def html_of(*body: tuple[str, Any]) -> BeautifulSoup:
    """The HTML of an issue with these blocks, which is not saved."""
    issue = issue_in("sv")
    blocks = [{"type": n, "value": v, "id": f"b{place}"} for place, (n, v) in enumerate(body)]
    issue.body = json.dumps(blocks)
    return BeautifulSoup(mail_of(issue).html, "html.parser")


def parts(*headings: str) -> tuple[str, Any]:
    rows = [{"heading": heading, "text": "<p>Ord.</p>"} for heading in headings]
    return "accordion", {"parts": [{"type": "item", "id": "x", "value": row} for row in rows]}


def test_the_parts_of_an_accordion_are_headings_below_what_stands_above_them() -> None:
    found = html_of(parts("A", "B"), ("heading", "C"), parts("D", "E"), ("heading", "F"))
    headings = [(tag.name, tag.get_text(strip=True)) for tag in found.select("h2, h3, h4, h5, h6")]
    assert headings == [
        ("h2", "A"),
        ("h2", "B"),
        ("h2", "C"),
        ("h3", "D"),
        ("h3", "E"),
        ("h2", "F"),
    ]


def test_an_alternative_text_looks_like_the_text_around_it() -> None:
    picture = CreditedImage.objects.create(title="x", file=get_test_image_file())
    image = {"image": picture.pk, "alt_text": "En kaj", "decorative": False}
    (shown,) = html_of(("figure", {"image": image})).select("img[alt='En kaj']")
    assert "font-family: Arial" in str(shown["style"])
    assert "font-size: 16px" in str(shown["style"])


@pytest.mark.parametrize(
    "block", [("quote", {"quote": "Ett citat", "source": "Någon"}), ("note", "<p>En not</p>")]
)
def test_the_rule_beside_a_quote_is_not_at_the_windows_edge(block: tuple[str, Any]) -> None:
    (ruled,) = html_of(block).select("[style*='border-left']")
    around = ruled.find_parent("td")
    assert around is not None
    assert "padding:8px 16px" in str(around["style"]).replace(": ", ":")
