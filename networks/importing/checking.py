"""The dry run: what writing a file's projects would do. Writes nothing."""

from copy import deepcopy
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _

from core.city import CITY_CODE
from core.sheets.sheet import Row
from networks.importing.applying import apply, new_page
from networks.importing.deciding import amounts_kept, decided, facts_before
from networks.importing.dry_run import (
    ANOTHER,
    Change,
    Checked,
    DryRun,
    Kept,
    question_about_project,
)
from networks.importing.facts import (
    facts_in_file,
    facts_of_page,
    heading_of,
    role_of_the_city,
    widened,
    words_of,
)
from networks.importing.found import Facts, Found, FoundProject
from networks.importing.funding import Funding
from networks.importing.matching import KEY, Projects
from networks.importing.partners import Partners
from networks.importing.regions import Regions
from networks.models import ProjectIndexPage
from networks.models.imported_fact import ImportSource
from networks.sums import doubts

Answers = dict[str, str]


def check(index: ProjectIndexPage, found: Found, answers: Answers, user: Any) -> DryRun:
    """What writing would do below the Swedish index of projects; `user` None may do all.

    What was found is not touched: it can be checked again.
    """
    run = _Run(index, found.source, answers, user)
    rows = [run.check(project) for project in deepcopy(found.projects)]
    for row in run.twice(rows):
        row.row.faults.append(("", _("Several projects of the file are this page.")))
    return DryRun(rows, found.source, found.file_name, found.notes, found.not_read)


class _Run:
    def __init__(self, index: ProjectIndexPage, source: str, answers: Answers, user: Any) -> None:
        self.index, self.source, self.answers, self.user = index, source, answers, user
        self.projects = Projects(source)
        self.partners = Partners(source, answers, user)
        self.funding, self.regions = Funding(), Regions()
        self.slugs = set(index.get_children().values_list("slug", flat=True))

    def twice(self, rows: list[Checked]) -> list[Checked]:
        """The rows that mean a page which an earlier row means."""
        seen: set[int] = set()
        found = []
        for row in rows:
            if row.known and row.known.pk in seen:
                found.append(row)
            elif row.known:
                seen.add(row.known.pk)
        return found

    def check(self, project: FoundProject) -> Checked:
        row = Row(project.row.number, {}, project.row.faults, project.row.warnings)
        result = Checked(project, row)
        answered = self._find(project, result)
        codes = self.partners.check(project, result)
        if row.faults or result.questions:
            return result
        self.funding.resolve(project)
        is_new = result.known is None
        page = result.page = new_page(self.index, self.user) if is_new else result.known
        self.regions.resolve(project, page)
        self._compare(result, facts_in_file(project, codes), is_new=is_new)
        if is_new or answered:
            result.facts[KEY] = project.key
            if not is_new:
                label = _("Identifier")
                result.changes.append(Change(KEY, "", f"{self.source} {project.key}", label))
        if result.outcome.name in ("NEW", "CHANGED"):
            apply(page, result.facts, self.partners.records, project if is_new else None)
            row.warnings += [("", doubt) for doubt in doubts(page)]
            if "introduction" in result.facts and self.source != ImportSource.CSV:
                why = _("It is in English: translate it before the page is published.")
                row.warnings.append(("introduction", why))
            self._refuse(result, is_new=is_new)
        return result

    def _find(self, project: FoundProject, result: Checked) -> bool:
        """Sets the page that is meant; whether a person has said so."""
        match = self.projects.match(project)
        if match.conflict:
            result.row.faults.append(("", match.conflict))
        result.known = match.sure
        if not match.candidates:
            return False
        question = question_about_project(project, match.candidates)
        answer = self.answers.get(question.field, "")
        if answer not in dict(question.choices):
            result.questions.append(question)
        elif answer != ANOTHER:
            result.known = self.projects.page(int(answer))
        return result.known is not None

    def _compare(self, result: Checked, theirs: Facts, *, is_new: bool) -> None:
        page, names = result.page, result.names
        for row in page.partners.all():
            # In memory already, all of them.
            row.organisation = self.partners.known.by_pk[row.organisation_id]
        ours = facts_of_page(page)
        theirs = {name: widened(page, name, text) for name, text in theirs.items()}
        for name, known in () if is_new else words_of(page).items():
            # A full title is given only where it is longer than the page's own.
            if theirs.get(name) in known:
                del theirs[name]
        before = {} if is_new else facts_before(page=page)
        if f"partner.{CITY_CODE}" not in ours or f"partner.{CITY_CODE}" in before:
            # Where an editor has written down the city's part, the role too is the editor's word.
            theirs |= role_of_the_city(theirs)
        if is_new or not (ours["budget"] or ours["grant"] or ours["city_share"]):
            # No amount is in it yet.
            ours["currency"] = ours["currency"] if before.get("currency") else ""
        take, keep = decided(ours, theirs, before, self.source, is_new=is_new)
        for name in list(amounts_kept(ours, take, theirs)):
            del take[name]
            keep.append((name, _("the page's amounts are in another currency")))
        result.facts = take
        own = facts_of_page(page)
        result.changes += [
            Change(name, "" if is_new else own.get(name, ""), text, heading_of(name, names))
            for name, text in take.items()
            if is_new or own.get(name, "") != text
        ]
        result.kept += [
            Kept(name, heading_of(name, names), ours.get(name, ""), theirs[name], why)
            for name, why in keep
        ]

    def _refuse(self, result: Checked, *, is_new: bool) -> None:
        """What keeps the page from being saved."""
        page, row = result.page, result.row
        if self.user is not None:
            of = self.index if is_new else page
            may = of.permissions_for_user(self.user)
            if not (may.can_add_subpage() if is_new else may.can_edit()):
                row.faults.append(("", _("You may not edit it.")))
            elif not is_new and may.page_locked():
                row.faults.append(("", _("The page is locked.")))
        if is_new:
            base = page.slug
            number = 1
            while page.slug in self.slugs:
                number += 1
                page.slug = f"{base}-{number}"
        try:
            # The draft's title is the title once more.
            own = ["path", "depth", "url_path"] if is_new else []
            page.full_clean(exclude=["draft_title", *own])
            for child in (*page.identifiers.all(), *page.locations.all(), *page.partners.all()):
                child.full_clean(exclude=["page", "organisation"])
        except ValidationError as error:
            row.faults += [
                ("" if name == NON_FIELD_ERRORS else name, message)
                for name, messages in error.message_dict.items()
                for message in messages
            ]
        else:
            self.slugs.add(page.slug)
