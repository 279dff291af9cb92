from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from bilingual.digest import Outcome, send_digests
from bilingual.reminders import Reminders, remind


class Command(BaseCommand):
    help = (
        "Tells the owners of pages whose review date has come, and sends each user one e-mail with "
        "the notices that no e-mail has had yet. Run it once a day. Exits with 1 when one failed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="Say what would be done; send and write nothing."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dry_run"]:
            with transaction.atomic():
                reminders = remind()
                outcome = send_digests(self.stderr.write, dry_run=True)
                transaction.set_rollback(True)
        else:
            reminders = remind()
            outcome = send_digests(self.stderr.write)
        self._report(reminders, outcome, "would be " if options["dry_run"] else "")
        if outcome.failed:
            raise SystemExit(1)

    def _report(self, reminders: Reminders, outcome: Outcome, would: str) -> None:
        self.stdout.write(f"{reminders.made} notices of a review date {would}made.")
        for page in reminders.unowned:
            self.stdout.write(
                f"due for review, but without anybody to tell: {page.title} ({page.pk})"
            )
        self.stdout.write(f"{len(outcome.mailed)} e-mails {would}sent.")
        skipped = {
            "inactive": outcome.inactive,
            "without an address": outcome.without_address,
            "wanting no e-mail": outcome.not_wanted,
        }
        for why, names in skipped.items():
            if names:
                self.stdout.write(f"{len(names)} skipped, {why}: {', '.join(names)}")
        if outcome.failed:
            self.stdout.write(f"{len(outcome.failed)} not sent; the next run tries them again.")
