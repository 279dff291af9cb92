"""The issues that are drafts: which of them an editor may write in, and writing in one."""

from typing import Any

from django.conf import settings
from wagtail.permissions import page_permission_policy

from newsletter.models import NewsletterIssuePage

SWEDISH = {"locale__language_code": settings.LANGUAGE_CODE}


def draft_issues(user: Any) -> list[NewsletterIssuePage]:
    """The Swedish issues that are not public yet and that the user may edit, the newest first."""
    mine = page_permission_policy.instances_user_has_permission_for(user, "change")
    issues = NewsletterIssuePage.objects.filter(
        live=False, alias_of=None, pk__in=mine.values("pk"), **SWEDISH
    )
    found = issues.order_by("-issue_date", "-pk")
    return [issue for issue in found if not issue.permissions_for_user(user).page_locked()]


def draft_to_write(issue: NewsletterIssuePage) -> Any:
    """The issue as it was saved last; nobody else adds to it until the transaction is over."""
    locked = NewsletterIssuePage.objects.select_for_update().get(pk=issue.pk)
    return locked.get_latest_revision_as_object()


def save_draft(draft: Any, user: Any) -> None:
    """Keeps the draft as a version of its own, and notes who has changed it."""
    draft.save_revision(user=user, log_action=True)
