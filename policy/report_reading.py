"""An approved report, or a draft of one, as a reader of one language reads it."""

import datetime as dt
import json
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext

from core.said import Said
from core.templatetags.writing import money
from networks.models.project import ProjectState
from policy.quarters import Quarter
from policy.report_content import is_told
from policy.status import ActivityStatus

if TYPE_CHECKING:
    from policy.models import SealedReport


def change_labels() -> dict[str, str]:
    """What is told of an activity, project or network, in the active language."""
    return {
        "new": gettext("New"),
        "started": gettext("Started"),
        "resumed": gettext("Resumed"),
        "finished": gettext("Finished"),
        "late": gettext("Late"),
        "cancelled": pgettext("activity", "Cancelled"),
        "paused": gettext("Paused"),
        "continued-elsewhere": gettext("Continued elsewhere"),
        "ended": gettext("Period ended"),
        "granted": gettext("Granted"),
        "rejected": gettext("Rejected"),
        "grant": gettext("Grant changed"),
        "joined": gettext("Joined"),
        "left": pgettext("network", "Left"),
    }


class ReadReport:
    """The content with its texts in one language; templates and files read it alike."""

    def __init__(
        self, content: dict[str, Any], language: str, sealed: "SealedReport | None" = None
    ) -> None:
        self.content = content
        self.language = language
        self.sealed = sealed

    def said(self, texts: dict[str, str] | None) -> Said:
        """A text in the reader's language, else in Swedish, marked."""
        texts = texts or {}
        if self.language in texts:
            return Said(texts[self.language], "")
        source = settings.LANGUAGE_CODE
        return Said(texts.get(source, ""), source if source != self.language else "")

    @property
    def year(self) -> int:
        return int(self.content["year"])

    @property
    def quarter(self) -> int:
        return int(self.content["quarter"])

    @property
    def period(self) -> str:
        """“quarter 1 of 2006”."""
        return str(Quarter(self.year, self.quarter))

    @property
    def as_of(self) -> dt.date:
        return dt.date.fromisoformat(self.content["as_of"])

    @property
    def approved_on(self) -> dt.date | None:
        text = self.content.get("approved_on")
        return dt.date.fromisoformat(text) if text else None

    @property
    def title(self) -> Said:
        """Its title, else the quarter that it is of."""
        return self.said(self.content.get("title")) or Said(capfirst(self.period), "")

    @property
    def plan(self) -> Said:
        """The title of the plan that it reports on."""
        return self.said(self.content["plan"]["title"])

    @property
    def address(self) -> str:
        """Where it was published, in the reader's language where it was there; empty if nowhere."""
        return str(self.said(self.content.get("addresses")))

    @property
    def introduction(self) -> Said:
        """The lead of its page; empty in a version from before it was kept."""
        return self.said(self.content.get("introduction"))

    @property
    def foreword(self) -> Said:
        return self.said(self.content["foreword"])

    @property
    def correction(self) -> Said:
        return self.said(self.content["correction"])

    @property
    def comments(self) -> Said:
        """HTML of blocks, escaped when it was rendered."""
        return self.said(self.content["comments"])

    @property
    def comments_as_text(self) -> str:
        """The words of the comments, a line for each heading, paragraph and point."""
        soup = BeautifulSoup(self.comments.words, "html.parser")
        found = (part.get_text(" ", strip=True) for part in soup.select("h2, h3, h4, p, li"))
        return "\n".join(filter(None, found))

    @property
    def totals(self) -> dict[str, Any]:
        found: dict[str, Any] = self.content["totals"]
        return found

    @property
    def by_status(self) -> list[tuple[ActivityStatus, int]]:
        """How many activities stand how at the end of the quarter."""
        counted = self.totals["by_status"]
        return [(s, counted[s.value]) for s in ActivityStatus if s.value in counted]

    @cached_property
    def activities(self) -> list[dict[str, Any]]:
        """All activities, with their texts in the reader's language."""
        return [self._activity(entry) for entry in self.content["activities"]]

    @property
    def changed(self) -> list[dict[str, Any]]:
        """The activities of which there is something to tell."""
        return [entry for entry in self.activities if is_told(entry)]

    @property
    def moved(self) -> list[dict[str, Any]]:
        """The activities whose status is another than before the quarter."""
        return [entry for entry in self.activities if entry["has_moved"]]

    @property
    def withdrawn(self) -> list[dict[str, Any]]:
        """Activities that were public before the quarter and not after it."""
        return [{**e, "title": self.said(e["title"])} for e in self.content["withdrawn"]]

    @property
    def projects(self) -> list[dict[str, Any]]:
        return self._told("projects")

    @property
    def networks(self) -> list[dict[str, Any]]:
        return self._told("networks")

    @property
    def events(self) -> list[dict[str, Any]]:
        return [
            {
                "title": self.said(event["title"]),
                "place": self.said(event["place"]),
                "on": dt.date.fromisoformat(event["on"]),
            }
            for event in self.content["events"]
        ]

    def _told(self, name: str) -> list[dict[str, Any]]:
        return [
            {**entry, "title": self.said(entry["title"]), "told": _words_of(entry)}
            for entry in self.content[name]
        ]

    def _activity(self, entry: dict[str, Any]) -> dict[str, Any]:
        labels = change_labels()
        judgement, before = entry["judgement"], entry["status_before"]
        status = ActivityStatus(entry["status"])
        changes = [labels[change] for change in entry["changes"]]
        return {
            **entry,
            "before": ActivityStatus(before) if before else None,
            "has_moved": before != entry["status"],
            "title": self.said(entry["title"]),
            "operation": self.said(entry["operation"]["name"]) if entry["operation"] else None,
            "status": status,
            "changes": changes,
            # What the status does not say already.
            "also": [change for change in changes if change != status.label],
            "judgement": judgement
            and {"on": _day(judgement["on"]), "reason": self.said(judgement["reason"])},
            "notes": [
                {"on": _day(note["on"]), "text": self.said(note["text"])} for note in entry["notes"]
            ],
            "milestones": [
                {
                    "title": self.said(row["title"]),
                    "due_on": _day(row["due_on"]),
                    "done_on": _day(row["done_on"]),
                }
                for row in entry["milestones"]
            ],
            "evidence": [self.said(texts) for texts in entry["evidence"]],
            "indicators": [
                {
                    **row,
                    "name": self.said(row["name"]),
                    "unit": self.said(row["unit"]),
                    "on": _day(row["on"]),
                }
                for row in entry["indicators"]
            ],
        }


def _words_of(entry: dict[str, Any]) -> str:
    """What is told of a project or network, in a line: “new, running (grant 555,000 EUR)”."""
    labels = change_labels()
    told = [labels[change] for change in entry["changes"]]
    if entry["changes"] == ["new"]:
        told.append(str(ProjectState(entry["state"]).label))
    words = ", ".join(told).lower()
    if not entry.get("grant"):
        return words
    amounts = {name: _money(entry, name) for name in ("grant", "grant_before")}
    if entry.get("grant_before"):
        told_of_it = gettext("grant %(grant)s, before %(grant_before)s") % amounts
    else:
        told_of_it = gettext("grant %(grant)s") % amounts
    return f"{words} ({told_of_it})"


def _money(entry: dict[str, Any], name: str) -> str:
    return money(Decimal(entry[name]), entry["currency"]) if entry.get(name) else ""


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def read(sealed: "SealedReport", language: str) -> ReadReport:
    """An approved report for readers of `language`."""
    return ReadReport(json.loads(sealed.content), language, sealed)
