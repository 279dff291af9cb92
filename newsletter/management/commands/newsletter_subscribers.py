import sys
from argparse import ArgumentParser
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import override

from core.sheets.dry_run import NotWrittenError, Outcome
from core.sheets.sheet import Sheet, SheetError
from newsletter.models import Subscriber, as_known
from newsletter.people import keeping
from newsletter.people.bringing.checking import DryRun, check
from newsletter.people.bringing.reading import read_list
from newsletter.people.bringing.said import ForAll
from newsletter.people.bringing.writing import write
from newsletter.people.forgetting import erase
from newsletter.people.handing_over import KINDS, handed_over
from newsletter.people.kept_about import as_json
from newsletter.people.log import ERASED, EXPORTED, log_about
from newsletter.people.tidying import rules, tidy

FOUND, CANNOT = 1, 2
LANGUAGES = [code for code, _name in settings.LANGUAGES]


class Command(BaseCommand):
    help = (
        "The newsletter's subscribers: a list in or out, what is kept about one, erasure, and the "
        "time limits. Addresses are read from standard input or a file, never from the command."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
        bring = actions.add_parser(
            "import", help="adds those of a CSV or XLSX file, with their consent; 1 for a bad row"
        )
        bring.add_argument("file", type=Path, metavar="FILE")
        bring.add_argument("--language", choices=LANGUAGES, default="sv")
        bring.add_argument("--consent-text", default="", help="what was agreed to, word for word")
        bring.add_argument("--consent-date", default="", metavar="YYYY-MM-DD")
        bring.add_argument("--source", required=True, help="which list it is")
        bring.add_argument(
            "--dry-run", action="store_true", help="say what would be; write nothing"
        )
        bring.add_argument("--good-rows", action="store_true", help="leave bad rows out")
        bring.set_defaults(act=self.bring_in)
        over = actions.add_parser("hand-over", help="prints the active subscribers for a program")
        over.add_argument("kind", choices=list(KINDS))
        over.add_argument("--language", choices=LANGUAGES, required=True)
        over.set_defaults(act=self.hand_over)
        tidying = actions.add_parser("tidy", help="deletes what may not be kept any longer")
        tidying.add_argument("--dry-run", action="store_true", help="count; delete nothing")
        tidying.set_defaults(act=self.tidy)
        export = actions.add_parser(
            "export", help="prints all that is kept about the address on standard input, as JSON"
        )
        export.set_defaults(act=self.export)
        erasing = actions.add_parser("erase", help="erases the address on standard input")
        erasing.set_defaults(act=self.erase)
        for each in (parser, bring, over, tidying, export, erasing):
            # What is wrong with the arguments, in one line without what they might have been.
            vars(each)["print_usage"] = lambda file=None: None

    def handle(self, *args: Any, **options: Any) -> None:
        with override("en"):
            try:
                options["act"](**options)
            except (OperationalError, ProgrammingError) as error:
                why = str(error).splitlines()[0]
                raise CommandError(
                    f"The database cannot be used ({why}).", returncode=CANNOT
                ) from error

    def bring_in(self, *, file: Path, **options: Any) -> None:
        """Rows are named by their numbers: what a command prints ends up in logs."""
        for_all = self._for_all(**options)
        sheet = self._sheet(file)
        dry_run = check(sheet, for_all)
        self._say(dry_run)
        bad = dry_run.of(Outcome.BAD)
        if options["dry_run"] or (bad and not options["good_rows"]):
            self.stdout.write("Nothing was written.")
        else:
            try:
                written = write(sheet, for_all, None, only_good_rows=options["good_rows"])
            except NotWrittenError as error:
                raise CommandError(
                    "Nothing was written: something has changed meanwhile.", returncode=FOUND
                ) from error
            self.stdout.write(f"{written.added} added.")
        if bad:
            raise SystemExit(FOUND)

    @staticmethod
    def _for_all(**options: Any) -> ForAll:
        day = None
        if options["consent_date"]:
            try:
                day = parse_date(options["consent_date"])
            except ValueError:
                day = None
            if day is None or day > timezone.localdate():
                raise CommandError(
                    "--consent-date is no day up to today, as 2026-01-31.", returncode=CANNOT
                )
        return ForAll(options["language"], options["consent_text"], day, options["source"])

    @staticmethod
    def _sheet(path: Path) -> Sheet:
        try:
            return read_list(path.read_bytes(), path.name)
        except OSError as error:
            raise CommandError(f"The file cannot be read: {error}", returncode=CANNOT) from error
        except SheetError as error:
            raise CommandError(str(error), returncode=CANNOT) from error

    def _say(self, dry_run: DryRun) -> None:
        for row in dry_run.of(Outcome.BAD, Outcome.LEFT_OUT):
            why = [f"{name}: {said}" if name else said for name, said in row.faults + row.warnings]
            self.stdout.write(f"row {row.row.number}: {row.outcome.value}: {' '.join(why)}")
        self.stdout.write(", ".join(f"{name}: {number}" for name, number in dry_run.totals) + ".")

    def hand_over(self, *, kind: str, language: str, **options: Any) -> None:
        """Nothing but the file goes to standard output."""
        text, count = handed_over(kind, language, None)
        self.stdout.write(text, ending="")
        self.stderr.write(f"{count} subscribers.")

    def tidy(self, *, dry_run: bool, **options: Any) -> None:
        """Each part is kept as soon as it is done: it can be killed and run again."""
        for rule in rules():
            number = rule.rows.count() if dry_run else sum(tidy(rule))
            self.stdout.write(f"{rule.said}: {number}")
        if not dry_run:
            # Lists that were handed in and not written lie in the store of sessions.
            import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
        days = keeping.DONE_TASKS.days
        for name, backend in settings.TASKS.items():
            if backend["BACKEND"].startswith("django_tasks_db."):
                how = ["--backend", name, "--queue-name", "*", "--min-age-days", str(days)]
                how += ["--dry-run"] if dry_run else []
                call_command("prune_db_task_results", *how, stdout=self.stdout)
        if dry_run:
            self.stdout.write("Nothing was deleted.")

    def export(self, **options: Any) -> None:
        """The address is on no command line: those are in the shell's history and the list of
        processes.
        """
        subscriber = self._asked_for()
        log_about(subscriber, EXPORTED, None)
        self.stdout.write(as_json(subscriber).decode())

    def erase(self, **options: Any) -> None:
        """As by the button in the editor."""
        subscriber = self._asked_for()
        log_about(subscriber, ERASED, None)
        erase([subscriber])
        self.stdout.write("Erased.")

    @staticmethod
    def _asked_for() -> Subscriber:
        try:
            address = as_known(sys.stdin.readline())
        except ValidationError as error:
            raise CommandError(
                "There is no e-mail address on standard input.", returncode=CANNOT
            ) from error
        found = Subscriber.objects.filter(address=address).first()
        if found is None:
            raise CommandError("There is no subscriber with this address.", returncode=FOUND)
        return found
