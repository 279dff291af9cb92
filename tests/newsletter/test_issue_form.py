"""The form of an issue: no two of a year have the same number."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from tests.forms import errors_in, get_form
from tests.newsletter.issues import issue_in, new_issue

pytestmark = pytest.mark.any_database


def faults(browser: Client, issue: Any, **typed: str) -> list[str]:
    """What the form says when it is saved."""
    url = reverse("wagtailadmin_pages:edit", args=[issue.pk])
    answer = browser.post(url, {**get_form(browser, url), **typed})
    return errors_in(answer.content.decode()) if answer.status_code == 200 else []


def test_two_issues_of_a_year_have_two_numbers(admin: Client) -> None:
    first = issue_in("sv")
    second = new_issue(number=7, issue_date=first.issue_date, live=False)
    # Its translation has its number.
    assert issue_in("en").number == first.number
    assert faults(admin, first) == faults(admin, second) == []
    year, title = first.issue_date.year, first.title
    told = f"Nr {first.number} {year} är ett annat nummer: ”{title}”."
    assert told in faults(admin, second, number=str(first.number))
    assert second.get_latest_revision_as_object().number == 7
    profile = UserProfile.get_for_user(User.objects.get(username="admin"))
    profile.preferred_language = "en"
    profile.save()
    told = f"No. {first.number} of {year} is another issue: “{title}”."
    assert told in faults(admin, second, number=str(first.number))
    assert faults(admin, second, number=str(first.number), issue_date="2031-01-01") == []


def test_what_another_draft_says_counts_and_not_what_it_said_before(admin: Client) -> None:
    draft = new_issue(number=8, issue_date="2031-01-01", live=False)
    draft.number = 9
    draft.save_revision()
    other = new_issue(number=1, issue_date="2031-01-01", slug="annat", live=False)
    assert faults(admin, other, number="9") != []
    assert faults(admin, other, number="8") == []
    # Of what is public, both do.
    public = new_issue(number=5, issue_date="2031-01-01", slug="publikt")
    public.number = 6
    public.save_revision()
    assert faults(admin, other, number="5") != []
    assert faults(admin, other, number="6") != []
    assert faults(admin, other, number="7") == []
