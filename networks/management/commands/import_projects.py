from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError
from django.utils.translation import override

from core.sheets.dry_run import NotWrittenError, Outcome
from core.sheets.reading import refuse_size
from core.sheets.sheet import SheetError
from networks.importing.checking import Answers, check
from networks.importing.dry_run import ANOTHER, DryRun
from networks.importing.found import Found
from networks.importing.sources import read_projects
from networks.importing.writing import Written, write
from networks.models import ImportSource, ProjectIndexPage


class Command(BaseCommand):
    help = (
        "Reads projects from saved files of CORDIS, keep.eu or Kohesio, or from a spreadsheet of "
        "one's own, and writes them as Swedish drafts; all of it, or nothing. Changes nothing that "
        "an editor has given or corrected. Exits with 1 when one is bad or to be confirmed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--from", dest="source", required=True, choices=ImportSource.values)
        parser.add_argument(
            "--dry-run", action="store_true", help="Say what would be written; write nothing."
        )
        parser.add_argument(
            "--good-rows", action="store_true", help="Leave bad projects out; write the others."
        )
        parser.add_argument(
            "--candidates",
            choices=("leave", "same", "new"),
            default="leave",
            help="What may be a page or organisation on record: leave it out (as a rule), take it "
            "as the same where there is only one, or as new.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with override("en"):
            try:
                self._run(options)
            except (OperationalError, ProgrammingError) as error:
                why = str(error).splitlines()[0]
                raise CommandError(f"The database cannot be used ({why}).", returncode=2) from error

    def _run(self, options: dict[str, Any]) -> None:
        index = ProjectIndexPage.objects.filter(locale__language_code="sv").first()
        if index is None:
            raise CommandError("There is no Swedish page of projects to write below.", returncode=2)
        found = self._read(options["files"], options["source"])
        answers = self._answers(index, found, options["candidates"])
        dry_run = check(index, found, answers, None)
        self._say(dry_run)
        bad = dry_run.of(Outcome.BAD)
        if not options["dry_run"] and not (bad and not options["good_rows"]):
            try:
                good_rows = options["good_rows"]
                written = write(index, found, answers, None, only_good_rows=good_rows)
            except NotWrittenError as error:
                self._say(error.dry_run)
                raise CommandError("Nothing was written.", returncode=1) from error
            self._sum_up(written)
        else:
            self.stdout.write("Nothing was written.")
        if bad or dry_run.of(Outcome.WAITING):
            raise SystemExit(1)

    def _read(self, paths: list[Path], source: str) -> Found:
        try:
            for path in paths:
                refuse_size(path.stat().st_size)
            return read_projects(source, [(path.name, path.read_bytes()) for path in paths])
        except OSError as error:
            raise CommandError(f"The file cannot be read: {error}", returncode=2) from error
        except SheetError as error:
            raise CommandError(str(error), returncode=2) from error

    def _answers(self, index: ProjectIndexPage, found: Found, how: str) -> Answers:
        answers: Answers = {}
        # What is answered of organisations shows only when it is known which project it is.
        while how != "leave":
            asked = [
                q for q in check(index, found, answers, None).questions if q.field not in answers
            ]
            if not asked:
                break
            for question in asked:
                is_only = len(question.choices) == 2
                same = question.choices[0][0] if is_only else ""
                answers[question.field] = ANOTHER if how == "new" else same
        return answers

    def _say(self, dry_run: DryRun) -> None:
        for note in dry_run.notes:
            self.stdout.write(note)
        for column in dry_run.not_read:
            self.stdout.write(f"not imported: {column}")
        for row in dry_run.rows:
            self.stdout.write(f"{row.outcome.value}: {row.reference} (row {row.row.number})")
            for label, text in row.faults:
                self.stdout.write(f"  wrong: {label}: {text}" if label else f"  wrong: {text}")
            for label, text in row.warnings:
                self.stdout.write(f"  note: {label}: {text}" if label else f"  note: {text}")
            for change in row.changes:
                before = change.shown_before or "–"
                self.stdout.write(f"  {change.heading}: {before} → {change.shown_after}")
            for kept in row.kept:
                self.stdout.write(f"  kept: {kept.label}: {kept.shown_ours or '–'} ({kept.why})")
            for question in row.questions:
                names = "; ".join(name for _value, name in question.choices)
                self.stdout.write(f"  to be confirmed: {question.name}: {names}")

    def _sum_up(self, written: Written) -> None:
        self.stdout.write(
            f"{written.new} new, {written.changed} changed, {written.unchanged} unchanged, "
            f"{written.organisations} organisations written, {written.kept} facts kept, "
            f"{written.waiting} to be confirmed, {written.left_out} left out."
        )
        if not written.has_changed:
            self.stdout.write("Nothing has changed.")
