"""What a file says of projects, whichever kind of file it is: facts by name, each as text."""

from dataclasses import asdict, dataclass, field
from typing import Any

from core.sheets.sheet import Row
from networks.naming import OWN

Facts = dict[str, str]


@dataclass
class FoundPartner:
    """An organisation in a project: what it is, and what its part is."""

    # By the names of the organisation's own fields; `name` for both languages.
    organisation: Facts = field(default_factory=dict)
    # role, contribution, grant, left_on.
    part: Facts = field(default_factory=dict)

    @property
    def key(self) -> str:
        """What tells organisations of one file apart."""
        facts = self.organisation
        return facts.get("pic") or facts.get("registration_number") or self.named

    @property
    def named(self) -> str:
        """Its name and country, for people."""
        facts = self.organisation
        country = facts.get("country", "")
        return f"{facts.get('name', '')} ({country})" if country else facts.get("name", "")


@dataclass
class FoundProject:
    """A project as a file has it."""

    row: Row
    # What the source calls it; the same in its next file.
    key: str = ""
    # By the names of the page's own fields; programme and call as the source writes them.
    facts: Facts = field(default_factory=dict)
    # Scheme and identifier; NUTS code and name.
    identifiers: Facts = field(default_factory=dict)
    locations: Facts = field(default_factory=dict)
    partners: list[FoundPartner] = field(default_factory=list)
    # What else the source calls the programme and the call, by the name of the fact.
    also: dict[str, list[str]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What an editor knows it by."""
        return self.facts.get("acronym") or self.facts.get("full_title") or self.key

    @property
    def is_ours(self) -> bool:
        """Whether the file calls it by the key that this site gave it, for want of a number."""
        return self.key.startswith(OWN)

    def fault(self, name: str, why: str) -> None:
        """Notes what is wrong; the project is not written then."""
        self.row.faults.append((name, why))

    def warn(self, name: str, why: str) -> None:
        """Notes what the editor should know."""
        self.row.warnings.append((name, why))


@dataclass
class Found:
    """What was read: the projects, how it was read, and which columns say what nobody asked for."""

    source: str
    file_name: str
    projects: list[FoundProject] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    not_read: list[str] = field(default_factory=list)

    def as_data(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Found":
        """What `as_data` was made of."""
        projects = []
        for one in data["projects"]:
            row = Row(**one["row"])
            # JSON has no pairs.
            row.faults = [(name, why) for name, why in row.faults]
            row.warnings = [(name, why) for name, why in row.warnings]
            partners = [FoundPartner(**partner) for partner in one["partners"]]
            projects.append(FoundProject(**{**one, "row": row, "partners": partners}))
        return cls(**{**data, "projects": projects})
