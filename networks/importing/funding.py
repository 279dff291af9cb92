"""The programme and the call that a file names, as records of the site."""

import re
from typing import Any

from django.utils.translation import gettext as _

from core.sheets.words import folded
from networks.importing.found import FoundProject
from networks.models.programme import Call, Programme

# “2014 - 2020 INTERREG VB North Sea”: keep.eu puts the period before the name.
PERIOD = re.compile(r"^\d{4} ?[-–] ?\d{4} ")


def names_of(programme: Any) -> list[str]:
    """What a programme may be called; with its period, in keep.eu's way, it is told apart best."""
    names = [programme.name_en, programme.name_sv]
    years = f"{programme.period_start} - {programme.period_end}"
    dated = [f"{years} {name}" for name in names] if programme.period_end else []
    return [programme.code, *dated, *names]


class Funding:
    """Programmes and calls by what they may be called. Two queries."""

    def __init__(self) -> None:
        self.programmes: dict[str, Any] = {}
        self.calls: dict[str, Any] = {}
        for programme in Programme.objects.all():
            for name in names_of(programme):
                self.programmes.setdefault(folded(name), programme)
        for call in Call.objects.select_related("programme"):
            for name in (call.identifier, call.code, call.name_sv, call.name_en):
                if name:
                    self.calls.setdefault(folded(name), call)

    def resolve(self, project: FoundProject) -> None:
        """Puts the records' codes in the place of the names; what is not on record is told."""
        self._resolve(project, "programme", self.programmes)
        self._resolve(project, "call", self.calls)

    def _resolve(self, project: FoundProject, name: str, known: dict[str, Any]) -> None:
        text = project.facts.pop(name, "")
        texts = [text, *project.also.get(name, [])]
        keys = (folded(key) for text in texts for key in (text, PERIOD.sub("", text)))
        record = next((known[key] for key in keys if key in known), None)
        if record:
            project.facts[name] = record.code
        elif text:
            why = _("“%(name)s” is not on record: make it, or choose another one on the page.")
            project.warn(name, why % {"name": ", ".join(texts)[:80]})
