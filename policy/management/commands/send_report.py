from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from policy.report_choice import (
    CANNOT,
    NOTHING,
    add_choice,
    approved_report,
    chosen_plan,
    chosen_quarter,
)
from policy.report_mail import secretary, send_report


class Command(BaseCommand):
    help = (
        "Sends the approved report of a quarter by e-mail, to the executive board's secretary "
        "unless told otherwise. Exits with 1 where none has been approved or it was not sent."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_choice(parser)
        parser.add_argument("--to", metavar="ADDRESS", help="default: BOARD_SECRETARY_EMAIL")

    def handle(self, *args: Any, **options: Any) -> None:
        quarter = chosen_quarter(options)
        to = options["to"] or secretary()
        try:
            validate_email(to)
        except ValidationError as error:
            raise CommandError(
                "Give an e-mail address with --to or BOARD_SECRETARY_EMAIL.", returncode=CANNOT
            ) from error
        plan = chosen_plan(quarter, options["plan"])
        report = approved_report(plan, quarter, options["language"])
        if report is None:
            raise CommandError("No report of that quarter has been approved.", returncode=NOTHING)
        try:
            sent = send_report(report, to)
        except OSError as error:
            raise CommandError(f"Not sent: {error}", returncode=NOTHING) from error
        files = ", ".join(sent) or "no file: the PDF cannot be made on this machine"
        self.stdout.write(f"Sent to {to}, with {files}.")
