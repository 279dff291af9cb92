"""Reads the data files: which records and pages there are, checked before anything is written."""

import datetime as dt
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "content"

# Pages may refer only to pages of the same or an earlier file.
PAGE_FILES = (
    "home",
    "policy",
    "networks",
    "twin_towns",
    "projects",
    "plan",
    "example_plan",
    "news",
    "events",
    "newsletter",
    "about",
    "versions",
)

# In the order in which they refer to each other.
RECORD_MODELS = {
    "focus_area": "records.FocusArea",
    "keyword": "records.Keyword",
    "operation": "records.Operation",
    "organisation": "records.Organisation",
    "contact": "records.Contact",
    "programme": "networks.Programme",
    "call": "networks.Call",
    "indicator": "policy.Indicator",
}


class SeedError(Exception):
    """A data file says something that cannot be loaded; the message names file and entry."""


@dataclass(frozen=True)
class RecordEntry:
    """One row of records.toml."""

    model: str
    code: str
    values: dict[str, Any]


@dataclass
class PageEntry:
    """One page of the data files, with its Swedish and English texts still side by side."""

    file: str
    key: str
    model: str
    parent: str
    values: dict[str, Any]
    body: list[dict[str, Any]] = field(default_factory=list)
    # Since when readers are to have seen an invented page; None for all others.
    public_from: dt.date | None = None
    # In whose name an invented report has been approved, once its English was there.
    approved_by: str = ""

    @property
    def name(self) -> str:
        """File and key, for messages."""
        return f"{self.file}.toml, {self.key}"


def is_pair(value: Any) -> bool:
    """Whether a value is a text with its translation."""
    return isinstance(value, dict) and set(value) == {"sv", "en"}


def _load(name: str) -> dict[str, Any]:
    path = DATA / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise SeedError(f"{path.name} is missing from {DATA}.") from None
    except tomllib.TOMLDecodeError as error:
        raise SeedError(f"{path.name} is not valid TOML: {error}.") from error


def read_records() -> list[RecordEntry]:
    """All records, in the order in which they can be written. Raises SeedError."""
    tables = _load("records")
    unknown = set(tables) - set(RECORD_MODELS)
    if unknown:
        raise SeedError(f"records.toml: there are no records called {', '.join(sorted(unknown))}.")
    return [
        RecordEntry(model, row["code"], {k: v for k, v in row.items() if k != "code"})
        for table, model in RECORD_MODELS.items()
        for row in tables.get(table, [])
    ]


def read_terms() -> list[dict[str, str]]:
    """The glossary's terms. Raises SeedError."""
    terms = _load("glossary").get("term", [])
    for term in terms:
        if not term.get("swedish") or not term.get("english"):
            raise SeedError(f"glossary.toml: a term lacks Swedish or English ({term}).")
    return terms


def read_shared() -> list[PageEntry]:
    """Shared content: a name, and a body in both languages. Raises SeedError."""
    model = "blocks.SharedContent"
    try:
        return [
            PageEntry("shared", row["key"], model, "", {"name": row["name"]}, row["body"])
            for row in _load("shared").get("shared", [])
        ]
    except KeyError as error:
        raise SeedError(f"shared.toml: shared content lacks {error}.") from None


def read_pages() -> list[PageEntry]:
    """All pages, parents before children. Raises SeedError for a key that is missing or twice."""
    entries: list[PageEntry] = []
    known = {""}
    for file in PAGE_FILES:
        for table in _load(file).get("page", []):
            values = dict(table)
            try:
                entry = PageEntry(
                    file=file,
                    key=values.pop("key"),
                    model=values.pop("type"),
                    parent=values.pop("parent"),
                    body=values.pop("body", []),
                    public_from=values.pop("public_from", None),
                    approved_by=values.pop("approved_by", ""),
                    values=values,
                )
            except KeyError as error:
                raise SeedError(f"{file}.toml: a page lacks {error} ({table}).") from None
            is_invented = entry.public_from or entry.approved_by
            if is_invented and not entry.values.get("is_example"):
                raise SeedError(f"{entry.name}: only an example can be backdated or approved.")
            if entry.key in known:
                raise SeedError(f"{entry.name}: another page has the same key.")
            if entry.parent not in known:
                raise SeedError(f"{entry.name}: its parent {entry.parent!r} does not come before.")
            known.add(entry.key)
            entries.append(entry)
    return entries
