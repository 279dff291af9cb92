from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from policy.report_choice import (
    NOTHING,
    add_choice,
    approved_report,
    chosen_plan,
    chosen_quarter,
    composed_report,
    is_empty,
)
from policy.report_files import report_bytes
from policy.report_html import report_html
from policy.report_reading import ReadReport
from policy.report_text import report_text
from policy.sealing import canonical


class Command(BaseCommand):
    help = (
        "Prints the report of a quarter: the approved one, else what the history tells; which of "
        "the two is said on standard error. Exits with 1 where there is nothing to tell."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_choice(parser)
        parser.add_argument("--format", choices=("json", "csv", "text", "html"), default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        quarter, language = chosen_quarter(options), options["language"]
        plan = chosen_plan(quarter, options["plan"])
        report = approved_report(plan, quarter, language)
        if report is None:
            report = composed_report(plan, quarter, language)
            if is_empty(report):
                raise CommandError("Nothing was public in that quarter.", returncode=NOTHING)
            self.stderr.write("Not approved: composed from the history.", self.style.WARNING)
        else:
            version = report.content["version"]
            self.stderr.write(f"Approved on {report.approved_on}, version {version}.", str)
        with translation.override(language):
            self.stdout.write(_printed(report, options["format"]), ending="")


def _printed(report: ReadReport, form: str) -> str:
    """The approved JSON without a line break at its end, so that its checksum holds."""
    if form == "text":
        return report_text(report)
    if form == "html":
        return report_html(report) + "\n"
    if form == "csv":
        return report_bytes(report, "csv").decode()
    return report.sealed.content if report.sealed else canonical(report.content)
