"""Issues for tests."""

from typing import Any
from uuid import uuid4

from newsletter.models import NewsletterIndexPage, NewsletterIssuePage


def issue_in(language: str) -> Any:
    """The issue of the demo content."""
    return NewsletterIssuePage.objects.get(locale__language_code=language, slug="2026-1")


def new_issue(*body: tuple[str, Any], live: bool = True, **fields: Any) -> Any:
    """A Swedish issue with these blocks."""
    index = NewsletterIndexPage.objects.get(locale__language_code="sv")
    fields = {"title": "Nummer 7", "slug": "sju", "introduction": "Hej."} | fields
    fields = {"number": 7, "issue_date": "2026-12-01"} | fields
    issue = NewsletterIssuePage(live=False, **fields)
    issue.body = [{"type": name, "value": value, "id": str(uuid4())} for name, value in body]
    index.add_child(instance=issue)
    revision = issue.save_revision()
    if live:
        revision.publish()
    return NewsletterIssuePage.objects.get(pk=issue.pk)
