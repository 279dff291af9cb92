import datetime as dt
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError
from django.utils import timezone

from policy.reminders import Outcome, send_reminders


def a_day(text: str) -> dt.date:
    """The day that is written; raises ArgumentTypeError with what is wrong."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"“{text}” is no day: write YYYY-MM-DD") from None


class Command(BaseCommand):
    help = (
        "Asks those who report on activities for news: once a week about what is late or has had "
        "no news for long, and once a quarter, in its last two weeks, about what has had none in "
        "it. Run it once a day. Exits with 1 when an e-mail failed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="Say who would be asked; send and write nothing."
        )
        parser.add_argument(
            "--on", type=a_day, metavar="YYYY-MM-DD", help="As if it were that day; else today."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        at = options["on"] or timezone.localdate()
        try:
            outcome = send_reminders(at, self.stderr.write, options["dry_run"])
        except (OperationalError, ProgrammingError) as error:
            why = str(error).splitlines()[0]
            raise CommandError(f"The database cannot be used ({why}).", returncode=2) from error
        self._report(outcome, "would be " if options["dry_run"] else "")
        if outcome.failed:
            raise SystemExit(1)

    def _report(self, outcome: Outcome, would: str) -> None:
        self.stdout.write(f"{len(outcome.mailed)} e-mails {would}sent.")
        for name in outcome.mailed:
            self.stdout.write(f"{would}asked: {name}")
        if outcome.asked_before:
            names = ", ".join(outcome.asked_before)
            self.stdout.write(f"{len(outcome.asked_before)} asked before: {names}")
        for activity in outcome.without_anybody:
            self.stdout.write(
                f"without anybody to ask: {activity.reference} {activity.title} ({activity.pk})"
            )
        if outcome.failed:
            self.stdout.write(f"{len(outcome.failed)} not sent; the next run tries them again.")
