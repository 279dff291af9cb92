"""What an issue could tell of: what is public and new on the site since the issue before it."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page

from core.cards import Card, cards_of
from core.languages import shown
from core.templatetags.writing import date_text
from home.models import EventPage, NewsPage
from home.occurrences import coming
from networks.models import ProjectPage
from newsletter.drafts import SWEDISH
from newsletter.models import NewsletterIssuePage
from newsletter.used_in_issues import told_in, told_in_public
from policy.changed_since import PROGRESS, Changed, activities_changed, projects_changed
from policy.models import ActivityPage
from policy.report_reading import change_labels

# In days, where no issue is public yet.
FIRST_TIME = 91
# Of a kind: more is no choice any more. The rest is counted.
MOST = 40


@dataclass(frozen=True)
class Proposal:
    """A Swedish page that the issue could show as a card, and why."""

    block: str
    page: Any
    card: Card
    why: str
    is_in_english: bool
    # It stands in the issue's draft already.
    is_told: bool

    @property
    def name(self) -> str:
        """As forms send it."""
        return f"{self.block}:{self.page.pk}"


@dataclass(frozen=True)
class Group:
    """The proposals of a kind; `heading` is in the issue's language, `label` in the editor's."""

    block: str
    heading: str
    label: str
    proposals: list[Proposal]
    left_out: int

    @property
    def new(self) -> list[Proposal]:
        """Those that do not stand in the draft yet."""
        return [proposal for proposal in self.proposals if not proposal.is_told]


def issue_before(issue: NewsletterIssuePage) -> NewsletterIssuePage | None:
    """The last Swedish issue that everyone may read, by the days of issue."""
    public = shown(NewsletterIssuePage.objects.filter(**SWEDISH)).exclude(pk=issue.pk)
    earlier = public.filter(issue_date__lte=issue.issue_date)
    found: NewsletterIssuePage | None = earlier.order_by("-issue_date", "-number", "-pk").first()
    return found


def since(before: NewsletterIssuePage | None) -> dt.datetime:
    """The moment from which on things are new: when the issue before was published first.

    Its day of issue, if that is earlier: an older issue may have been put on the web afterwards.
    """
    if before is None:
        return timezone.now() - dt.timedelta(days=FIRST_TIME)
    day = timezone.make_aware(dt.datetime.combine(before.issue_date, dt.time()))
    return min(day, before.first_published_at or day)


def proposals_for(issue: NewsletterIssuePage, draft: Any) -> list[Group]:
    """What is new, by kind, without what other public issues tell of. `draft` is the issue as it
    was saved last.
    """
    moment = since(issue_before(issue))
    used, in_draft = told_in_public(issue), told_in(draft)
    groups = []
    for block, (model, find) in KINDS.items():
        found = [(page, why) for page, why in find(moment) if page.translation_key not in used]
        label = model._meta.verbose_name_plural
        with override(draft.locale.language_code):
            heading = capfirst(str(label))
        proposals = list(_proposals(block, found[:MOST], in_draft))
        left_out = max(0, len(found) - MOST)
        groups.append(Group(block, heading, capfirst(str(label)), proposals, left_out))
    return [group for group in groups if group.proposals]


def _proposals(block: str, found: list[tuple[Any, str]], in_draft: set[Any]) -> Iterator[Proposal]:
    keys = [page.translation_key for page, _why in found]
    english = shown(Page.objects.filter(translation_key__in=keys, locale__language_code="en"))
    in_english = set(english.values_list("translation_key", flat=True))
    cards = cards_of([page for page, _why in found])
    for (page, why), card in zip(found, cards, strict=True):
        if card is not None:
            key = page.translation_key
            yield Proposal(block, page, card, why, key in in_english, key in in_draft)


def _news(moment: dt.datetime) -> Iterator[tuple[Any, str]]:
    news = shown(NewsPage.objects.filter(first_published_at__gte=moment, **SWEDISH))
    for page in news.select_related("locale").order_by("-date", "path"):
        day = date_text(timezone.localdate(page.first_published_at))
        yield page, (_("Published %(date)s.") % {"date": day}).rstrip(".")


def _events(moment: dt.datetime) -> Iterator[tuple[Any, str]]:
    """Coming ones, whenever they were announced: most are worth telling of until they are held."""
    events = shown(EventPage.objects.filter(is_cancelled=False, **SWEDISH))
    for page in coming(events.select_related("locale")):
        yield page, _("Coming")


def _labelled(changed: list[Changed]) -> Iterator[tuple[Any, str]]:
    labels = {**change_labels(), PROGRESS: _("What has happened")}
    for found in changed:
        yield found.page, ", ".join(str(labels[change]) for change in found.changes)


Find = Callable[[dt.datetime], Iterator[tuple[Any, str]]]
# By the card's name in a body, in the order in which an issue has them.
KINDS: dict[str, tuple[Any, Find]] = {
    "news_card": (NewsPage, _news),
    "event_card": (EventPage, _events),
    "activity_card": (ActivityPage, lambda moment: _labelled(activities_changed(moment))),
    "project_card": (ProjectPage, lambda moment: _labelled(projects_changed(moment))),
}
