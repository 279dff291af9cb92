"""The organisations that a file names: those on record, those to be made, those to be asked for."""

from collections import defaultdict
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _

from networks.importing.applying import organisation_of, set_facts
from networks.importing.deciding import decided, facts_before
from networks.importing.dry_run import (
    ANOTHER,
    Change,
    Checked,
    Kept,
    OrganisationChange,
    question_about_organisation,
)
from networks.importing.facts import ORGANISATION_FIELDS, facts_of_organisation, heading_of
from networks.importing.found import FoundPartner, FoundProject
from networks.importing.matching import Organisations, key_field
from networks.importing.values import compared_number
from records.models import Organisation


class Partners:
    """The organisations of one run; each is looked at once, in the first project that has it."""

    def __init__(self, source: str, answers: dict[str, str], user: Any) -> None:
        self.source, self.answers, self.user = source, answers, user
        self.known = Organisations()
        # By code; those to be made are unsaved.
        self.records: dict[str, Organisation] = {}
        self._code_of: dict[str, str] = {}
        self._new: dict[str, OrganisationChange] = {}
        self._faults: dict[str, list[str]] = defaultdict(list)

    def check(self, project: FoundProject, result: Checked) -> dict[str, str]:
        """The organisations' codes by their key in the file; questions and faults go to the row."""
        stay, codes = [], {}
        rows = result.known.partners.all() if result.known else []
        there = [self.known.by_pk[row.organisation_id] for row in rows]
        for partner in project.partners:
            record = self._record(partner, result, there)
            if record is not None:
                codes[partner.key] = record.code
                result.names[record.code] = record.name
                stay.append(partner)
        if len(set(codes.values())) < len(codes):
            result.row.faults.append(("partners", _("Two partners are the same organisation.")))
        project.partners = stay
        return codes

    def _may(self, verb: str) -> bool:
        return self.user is None or self.user.has_perm(f"records.{verb}_organisation")

    def _record(
        self, partner: FoundPartner, result: Checked, there: list[Organisation]
    ) -> Organisation | None:
        if code := self._code_of.get(partner.key):
            if code in self._new:
                # The first project that has it may be left out.
                result.organisations.append(self._new[code])
            result.row.faults += [("partners", fault) for fault in self._faults[code]]
            return self.records[code]
        match = self.known.match(partner, there)
        if match.conflict:
            result.row.faults.append(("partners", f"{partner.named}: {match.conflict}"))
            return None
        record, asked = match.sure, False
        if match.candidates:
            question = question_about_organisation(partner, match.candidates)
            answer = self.answers.get(question.field, "")
            if answer not in dict(question.choices):
                result.questions.append(question)
                return None
            chosen = [one for one in match.candidates if str(one.pk) == answer]
            record, asked = (chosen[0] if answer != ANOTHER else None), True
        is_new = record is None
        if record is None:
            if not self._may("add"):
                why = _("%(name)s is left out: you may not add organisations.")
                result.row.warnings.append(("partners", why % {"name": partner.named}))
                return None
            record = organisation_of(partner, self._free_code(partner))
        self._note(record, partner, result, {"key"} if asked else set(), is_new=is_new)
        self.records[record.code] = record
        self._code_of[partner.key] = record.code
        return record

    def _free_code(self, partner: FoundPartner) -> str:
        base = slugify(partner.organisation["name"])[:70] or f"organisation-{len(self.known.codes)}"
        code, number = base, 1
        while code in self.known.codes:
            number += 1
            code = f"{base}-{number}"
        self.known.codes.add(code)
        return code

    def _note(
        self,
        record: Organisation,
        partner: FoundPartner,
        result: Checked,
        flags: set,
        *,
        is_new: bool,
    ) -> None:
        """What the project's row would do to the organisation."""
        theirs = {n: t for n, t in partner.organisation.items() if n in ORGANISATION_FIELDS}
        ours = {} if is_new else facts_of_organisation(record)
        number = theirs.get("registration_number", "")
        if not is_new and compared_number(number) == compared_number(record.registration_number):
            # The same number, however it is written.
            theirs.pop("registration_number", None)
        before = {} if is_new else facts_before(organisation=record)
        take, keep = decided(ours, theirs, before, self.source, is_new=is_new)
        if not is_new and not self._may("change"):
            keep += [(name, _("you may not change organisations")) for name in take]
            take = {}
        prefix = f"organisation.{record.code}"
        names = {record.code: record.name}
        label = {name: heading_of(f"{prefix}.{name}", names) for name in (*take, *theirs)}
        if is_new:
            result.changes.append(Change(prefix, "", partner.named, _("New organisation")))
        result.changes += [
            Change(f"{prefix}.{n}", ours.get(n, ""), text, label[n]) for n, text in take.items()
        ]
        result.kept += [Kept(n, label[n], ours.get(n, ""), theirs[n], why) for n, why in keep]
        if not is_new:
            set_facts(record, take)
        remember = is_new or "key" in flags
        if "key" in flags and not is_new:
            result.changes.append(
                Change(f"{prefix}.key", "", partner.named, _("Is the organisation"))
            )
        if take or remember:
            change = OrganisationChange(record, partner, take, remember, is_new)
            result.organisations.append(change)
            if is_new:
                self._new[record.code] = change
        try:
            record.full_clean()
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                fault = f"{partner.named}, {name}: {' '.join(messages)}"
                self._faults[record.code].append(fault)
                result.row.faults.append(("partners", fault))


def remembered(change: OrganisationChange) -> dict[str, str]:
    """The facts of an organisation to be noted as imported, the file's key of it among them."""
    key = {key_field(change.partner): change.partner.key} if change.remember else {}
    return change.facts | key
