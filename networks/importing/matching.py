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
from networks.models import ImportedFact, ProjectIdentifier, ProjectPage
from networks.naming import OWN
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
    """The Swedish project pages as their latest drafts stand, in few queries however many."""

    def __init__(self, source: str) -> None:
        facts = ImportedFact.objects.filter(source=source, field=KEY).exclude(page=None)
        self._by_key = dict(facts.values_list("value", "page"))
        self._by_number: dict[str, set[int]] = defaultdict(set)
        self._by_word: dict[str, set[int]] = defaultdict(set)
        self._titles: dict[int, list[set[str]]] = {}
        self._by_acronym: dict[str, set[int]] = defaultdict(set)
        # By page, the schemes of the databases that know it.
        self._schemes: dict[int, set[str]] = defaultdict(set)
        self._loaded: dict[int, ProjectPage] = {}
        pages = ProjectPage.objects.filter(SOURCE_ONLY)
        rows = ProjectIdentifier.objects.filter(page__in=pages)
        identifiers: dict[int, list[tuple[str, str]]] = defaultdict(list)
        for pk, scheme, text in rows.values_list("page", "scheme", "identifier"):
            identifiers[pk].append((scheme, text))
        names = ("translation_key", "title", "full_title", "acronym", "grant_agreement")
        for page in pages.filter(has_unpublished_changes=False).values("pk", *names):
            self._note(page["pk"], page, identifiers[page["pk"]])
        drafts = pages.filter(has_unpublished_changes=True)
        for page in drafts.values("pk", *names, "latest_revision__content"):
            content = page["latest_revision__content"] or page
            listed = [(r["scheme"], r["identifier"]) for r in content.get("identifiers", [])]
            self._note(page["pk"], content, listed or identifiers[page["pk"]])

    def _note(self, pk: int, page: dict[str, Any], identifiers: list[tuple[str, str]]) -> None:
        self._by_number[f"{OWN}{page['translation_key']}"].add(pk)
        if page["grant_agreement"]:
            self._by_number[f"grant:{folded(page['grant_agreement'])}"].add(pk)
        for scheme, text in identifiers:
            self._by_number[f"{scheme}:{folded(text)}"].add(pk)
            self._schemes[pk].add(scheme)
        if page["acronym"]:
            self._by_acronym[plain(page["acronym"])].add(pk)
        titles = (page["title"], page["full_title"])
        self._titles[pk] = [_words(text) for text in titles if text]
        for words in self._titles[pk]:
            for word in words:
                self._by_word[word].add(pk)

    def page(self, pk: int) -> ProjectPage:
        """A page as its latest draft stands; the same object each time."""
        if pk not in self._loaded:
            page = ProjectPage.objects.select_related("latest_revision").get(pk=pk)
            self._loaded[pk] = page.get_latest_revision_as_object()
        return self._loaded[pk]

    def match(self, found: FoundProject) -> Match:
        """The page that the project has, or pages that it may have."""
        if (pk := self._by_key.get(found.key)) and pk in self._titles:
            return Match(self.page(pk))
        if found.is_ours and (own := self._by_number.get(found.key)):
            return Match(self.page(next(iter(own))))
        numbers = {f"{scheme}:{folded(text)}" for scheme, text in found.identifiers.items() if text}
        if number := found.facts.get("grant_agreement"):
            numbers.add(f"grant:{folded(number)}")
        sure: set[int] = set().union(*(self._by_number.get(number, set()) for number in numbers))
        if len(sure) > 1:
            names = ", ".join(sorted(str(self.page(pk).title) for pk in sure))
            why = _("Several pages have the project's numbers: %(names)s.")
            return Match(conflict=why % {"names": names})
        if sure:
            return Match(self.page(sure.pop()))
        near = self._by_acronym.get(plain(found.facts.get("acronym", "")), set()) | self._alike(
            found.facts.get("full_title") or found.facts.get("title", "")
        )
        # Not a page that the same database knows by another number.
        schemes = {scheme for scheme, text in found.identifiers.items() if text}
        may_be = [pk for pk in sorted(near) if not schemes & self._schemes[pk]]
        return Match(candidates=[self.page(pk) for pk in may_be[:MOST_CANDIDATES]])

    def _alike(self, title: str) -> set[int]:
        words = _words(title)
        near: set[int] = set().union(*(self._by_word[w] for w in words if len(w) > 3))
        return {
            pk
            for pk in near
            if any(len(words & own) >= ALIKE * len(words | own) for own in self._titles[pk])
        }


def key_field(partner: FoundPartner) -> str:
    """The fact of an organisation that says which one of a file's it is."""
    return f"{KEY}.{sha256(partner.key.encode()).hexdigest()[:16]}"


class Organisations:
    """The organisations on record. Two queries."""

    def __init__(self) -> None:
        keys = ImportedFact.objects.filter(field__startswith=f"{KEY}.").exclude(organisation=None)
        self._by_key = dict(keys.values_list("value", "organisation"))
        self._by_pic: dict[str, Organisation] = {}
        self._by_number: dict[str, list[Organisation]] = defaultdict(list)
        self._by_name: dict[str, list[Organisation]] = defaultdict(list)
        self.codes: set[str] = set()
        self.by_pk: dict[int, Organisation] = {}
        for one in Organisation.objects.order_by("code"):
            self.codes.add(one.code)
            self.by_pk[one.pk] = one
            if one.pic:
                self._by_pic[one.pic] = one
            if number := compared_number(one.registration_number):
                self._by_number[number].append(one)
            for name in {plain(one.name_sv), plain(one.name_en)}:
                self._by_name[name].append(one)

    def match(self, partner: FoundPartner, there: list[Organisation]) -> Match:
        """The record that a partner has, or records that it may have.

        `there` are the partners of the project's page: one that a file has by its name alone is
        the one of that name among them.
        """
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
            return Match(self.by_pk[known])
        near = [
            one
            for one in self._by_name.get(plain(facts.get("name", "")), [])
            if _same_country(one, facts) and not (one.pic and facts.get("pic"))
        ]
        same = [one for one in near if one in there]
        if len(same) == 1 and not (facts.get("pic") or number):
            return Match(same[0])
        return Match(candidates=near)


def _same_country(one: Organisation, facts: dict[str, str]) -> bool:
    return not (one.country and facts.get("country")) or one.country == facts["country"]
