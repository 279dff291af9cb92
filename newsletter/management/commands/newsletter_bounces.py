from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError

from newsletter.people.returned.delivery_report import delivery_report
from newsletter.people.returned.mailboxes import MailboxError, Mails, mails_by_imap, mails_in
from newsletter.people.returned.marking import mark

CANNOT = 2


class Command(BaseCommand):
    help = (
        "Reads the mailbox that undeliverable newsletters come back to, suspends the addresses "
        "that are dead, and deletes the mails that it understood; the others stay."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--from",
            dest="path",
            type=Path,
            metavar="PATH",
            help="a mail, an mbox or a Maildir, instead of NEWSLETTER_BOUNCE_MAILBOX",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        understood = passed = 0
        try:
            for raw, take_away in self._mails(options["path"]):
                report = delivery_report(raw)
                if report is None:
                    passed += 1
                    continue
                if report.report is not None:
                    mark(report.copy, report.report, report.status)
                # Only when it is written: killed before, it is read again.
                take_away()
                understood += 1
        except MailboxError as error:
            raise CommandError(
                f"The mailbox cannot be read: {error}.", returncode=CANNOT
            ) from error
        except OSError as error:
            why = error.strerror or type(error).__name__
            raise CommandError(f"The mails cannot be read: {why}.", returncode=CANNOT) from error
        except (OperationalError, ProgrammingError) as error:
            why = str(error).splitlines()[0]
            raise CommandError(
                f"The database cannot be used ({why}).", returncode=CANNOT
            ) from error
        self.stdout.write(f"{understood} reports about newsletters, {passed} other mails left.")

    @staticmethod
    def _mails(path: Path | None) -> Mails:
        if path is not None:
            return mails_in(path)
        if not settings.NEWSLETTER_BOUNCE_MAILBOX:
            raise CommandError(
                "Set NEWSLETTER_BOUNCE_MAILBOX, or say where with --from.", returncode=CANNOT
            )
        return mails_by_imap(settings.NEWSLETTER_BOUNCE_MAILBOX)
