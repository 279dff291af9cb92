"""Which projects and organisations of the site a file means: surely, or perhaps."""

import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _

from core.references import SOURCE_ONLY
from core.sheets.words import folded
from networks.importing.found import FoundPartner, FoundProject
from networks.importing.values import compared_number
from networks.models import ImportedFact, ProjectPage
from records.models import Organisation

# The source's own key of a project, kept as a fact of the page.
KEY = "key"
# So many of the words of two titles are the same, of all that either has.
ALIKE = 0.7
MOST_CANDIDATES = 5


@dataclass
class Match:
    """What was found; `candidates` need a person’s word, a `conflict` says why none is sure."""

    sure: Any = None
    candidates: list[Any] = field(default_factory=list)
    conflict: str = ""


def plain(text: str) -> str:
    """A name as two are compared: CORDIS writes “VASTERAS STAD”."""
    letters = unicodedata.normalize("NFKD", folded(text))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _words(text: str) -> set[str]:
    return set("".join(c if c.isalnum() else " " for c in plain(text)).split())


class Projects:
    """The Swedish project pages, in few queries however many there are."""

    def __init__(self, source: str) -> None:
        pages = ProjectPage.objects.filter(SOURCE_ONLY).select_related("latest_revision")
        self.pages = {
            page.pk: page.get_latest_revision_as_object() if page.latest_revision else page
            for page in pages.prefetch_related("identifiers")
        }
        facts = ImportedFact.objects.filter(source=source, field=KEY).exclude(page=None)
        self._by_key = dict(facts.values_list("value", "page"))
        self._by_number: dict[str, set[int]] = defaultdict(set)
        self._by_word: dict[str, set[int]] = defaultdict(set)
        self._titles: dict[int, list[set[str]]] = {}
        self._by_acronym: dict[str, set[int]] = defaultdict(set)
        for pk, page in self.pages.items():
            self._note(pk, page)

    def _note(self, pk: int, page: Any) -> None:
        if page.grant_agreement:
            self._by_number[f"grant:{folded(page.grant_agreement)}"].add(pk)
        for row in page.identifiers.all():
            self._by_number[f"{row.scheme}:{folded(row.identifier)}"].add(pk)
        if page.acronym:
            self._by_acronym[plain(page.acronym)].add(pk)
        self._titles[pk] = [_words(text) for text in (page.title, page.full_title) if text]
        for words in self._titles[pk]:
            for word in words:
                self._by_word[word].add(pk)

    def match(self, found: FoundProject) -> Match:
        """The page that the project has, or pages that it may have."""
        if (pk := self._by_key.get(found.key)) and pk in self.pages:
            return Match(self.pages[pk])
        numbers = {f"{scheme}:{folded(text)}" for scheme, text in found.identifiers.items() if text}
        if number := found.facts.get("grant_agreement"):
            numbers.add(f"grant:{folded(number)}")
        sure = set().union(*(self._by_number.get(number, set()) for number in numbers))
        if len(sure) > 1:
            names = ", ".join(sorted(str(self.pages[pk].title) for pk in sure))
            why = _("Several pages have the project's numbers: %(names)s.")
            return Match(conflict=why % {"names": names})
        if sure:
            return Match(self.pages[sure.pop()])
        near = self._by_acronym.get(plain(found.facts.get("acronym", "")), set()) | self._alike(
            found.facts.get("full_title") or found.facts.get("title", "")
        )
        pages = [self.pages[pk] for pk in sorted(near)]
        return Match(candidates=[p for p in pages if _may_be(p, found)][:MOST_CANDIDATES])

    def _alike(self, title: str) -> set[int]:
        words = _words(title)
        near: set[int] = set().union(*(self._by_word[w] for w in words if len(w) > 3))
        return {
            pk
            for pk in near
            if any(len(words & own) >= ALIKE * len(words | own) for own in self._titles[pk])
        }


def _may_be(page: Any, found: FoundProject) -> bool:
    """Not a page that the same database knows by another number."""
    return not any(found.identifiers.get(row.scheme) for row in page.identifiers.all())


def key_field(partner: FoundPartner) -> str:
    """The fact of an organisation that says which one of a file's it is."""
    return f"{KEY}.{sha256(partner.key.encode()).hexdigest()[:16]}"


class Organisations:
    """The organisations on record. Two queries."""

    def __init__(self) -> None:
        keys = ImportedFact.objects.filter(field__startswith=f"{KEY}.").exclude(organisation=None)
        self._by_key = {
            fact.value: fact.organisation for fact in keys.select_related("organisation")
        }
        self._by_pic: dict[str, Organisation] = {}
        self._by_number: dict[str, list[Organisation]] = defaultdict(list)
        self._by_name: dict[str, list[Organisation]] = defaultdict(list)
        self.codes: set[str] = set()
        for one in Organisation.objects.order_by("code"):
            self.codes.add(one.code)
            if one.pic:
                self._by_pic[one.pic] = one
            if number := compared_number(one.registration_number):
                self._by_number[number].append(one)
            for name in {plain(one.name_sv), plain(one.name_en)}:
                self._by_name[name].append(one)

    def match(self, partner: FoundPartner) -> Match:
        """The record that a partner has, or records that it may have."""
        facts = partner.organisation
        by_pic = self._by_pic.get(facts.get("pic", ""))
        number = compared_number(facts.get("registration_number", ""))
        by_number = [o for o in self._by_number.get(number, []) if _same_country(o, facts)]
        if len(by_number) > 1 and not by_pic:
            return Match(candidates=by_number)
        if by_pic and by_number and by_pic not in by_number:
            why = _("Its PIC is that of “%(one)s”, its registration number that of “%(other)s”.")
            return Match(conflict=why % {"one": by_pic, "other": by_number[0]})
        if sure := by_pic or next(iter(by_number), None):
            return Match(sure)
        if known := self._by_key.get(partner.key):
            return Match(known)
        near = [
            one
            for one in self._by_name.get(plain(facts.get("name", "")), [])
            if _same_country(one, facts) and not (one.pic and facts.get("pic"))
        ]
        return Match(candidates=near)


def _same_country(one: Organisation, facts: dict[str, str]) -> bool:
    return not (one.country and facts.get("country")) or one.country == facts["country"]
