"""What a dry run of an import has found, and the questions that a person has to answer."""

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _

from core.sheets.dry_run import Change as AnyChange
from core.sheets.dry_run import Outcome, RowsByOutcome
from core.sheets.sheet import Row
from networks.importing.facts import heading_of, said
from networks.importing.found import FoundPartner, FoundProject
from networks.models.imported_fact import ImportSource
from records.models import Organisation

# The answer that something is none of those on record.
ANOTHER = "new"


@dataclass(frozen=True)
class Change(AnyChange):
    """A fact that differs from what the page or the organisation says now."""

    label: str = ""

    @property
    def heading(self) -> str:
        """The fact in the editor's language."""
        return self.label

    @property
    def shown_before(self) -> str:
        """What was there, in the editor's words."""
        return said(self.name, self.before)

    @property
    def shown_after(self) -> str:
        """What would be there, in the editor's words."""
        return said(self.name, self.after)


@dataclass(frozen=True)
class Kept:
    """A fact that the file would change, but that stays, and why."""

    name: str
    label: str
    ours: str
    theirs: str
    why: str

    @property
    def shown_ours(self) -> str:
        """What stays, in the editor's words."""
        return said(self.name, self.ours)

    @property
    def shown_theirs(self) -> str:
        """What the file says, in the editor's words."""
        return said(self.name, self.theirs)


@dataclass(frozen=True)
class Question:
    """Whether something in the file is one of those on record."""

    about: str
    key: str
    name: str
    choices: tuple[tuple[str, str], ...]

    @property
    def field(self) -> str:
        """Its name in the form; keys hold whatever the file holds."""
        return f"{self.about}-{sha256(self.key.encode()).hexdigest()[:16]}"


@dataclass
class OrganisationChange:
    """An organisation that is new, or that gets facts; `record` is unsaved if it is new."""

    record: Organisation
    partner: FoundPartner
    facts: dict[str, str] = field(default_factory=dict)
    # Whether to remember that it is meant by the file's key.
    remember: bool = False
    is_new: bool = False
    # Several projects may have it: the first that is written writes it.
    is_written: bool = False


@dataclass
class Checked:
    """A project with what writing it would do; `page` is its draft as it would be saved."""

    found: FoundProject
    row: Row
    page: Any = None
    known: Any = None
    changes: list[Change] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    organisations: list[OrganisationChange] = field(default_factory=list)
    # Of the page: what is noted as imported.
    facts: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    @property
    def reference(self) -> str:
        """What the editor knows the project by."""
        return self.found.name

    @property
    def outcome(self) -> Outcome:
        """New, changed, unchanged, waiting for an answer, or bad."""
        if self.row.faults:
            return Outcome.BAD
        if self.questions:
            return Outcome.WAITING
        if self.known is None:
            return Outcome.NEW
        return Outcome.CHANGED if self.changes else Outcome.UNCHANGED

    @property
    def faults(self) -> list[tuple[str, str]]:
        """What is wrong, with the names of the facts."""
        return [(name and heading_of(name, self.names), why) for name, why in self.row.faults]

    @property
    def warnings(self) -> list[tuple[str, str]]:
        """What the editor should know, with the names of the facts."""
        return [(name and heading_of(name, self.names), why) for name, why in self.row.warnings]


@dataclass
class DryRun(RowsByOutcome):
    """All projects of the files, and what of the files has no place here."""

    outcomes = (
        Outcome.NEW,
        Outcome.CHANGED,
        Outcome.UNCHANGED,
        Outcome.WAITING,
        Outcome.BAD,
    )

    rows: list[Checked]
    source: str
    file_name: str
    notes: list[str]
    not_read: list[str]

    @property
    def questions(self) -> list[Question]:
        """What a person has to answer, each once."""
        found = {question.field: question for row in self.rows for question in row.questions}
        return list(found.values())

    @property
    def source_label(self) -> str:
        """The source as the editor knows it."""
        return str(ImportSource(self.source).label)

    @property
    def digest(self) -> str:
        """The same for two dry runs that would do the same."""
        kept = [[(k.label, k.ours, k.theirs) for k in row.kept] for row in self.rows]
        pages = [row.known.pk if row.known else 0 for row in self.rows]
        return self.digest_with(kept, pages)


def question_about_project(found: FoundProject, candidates: list[Any]) -> Question:
    """Whether a project is one of the pages that it may be."""
    choices = [(str(page.pk), page.title) for page in candidates]
    return Question(
        "project", found.key, found.name, (*choices, (ANOTHER, _("None of them: a new project")))
    )


def question_about_organisation(partner: FoundPartner, candidates: list[Any]) -> Question:
    """Whether an organisation is one of the records that it may be."""
    choices = [(str(one.pk), f"{one} ({one.code})") for one in candidates]
    another = (ANOTHER, _("None of them: a new organisation"))
    return Question("organisation", partner.key, partner.named, (*choices, another))
