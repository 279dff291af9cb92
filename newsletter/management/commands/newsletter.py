from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError

from newsletter.fallbacks import fallbacks
from newsletter.issues import issues_named, version_of
from newsletter.mail import message_of
from newsletter.models import NewsletterIssuePage

FOUND, CANNOT = 1, 2


class Command(BaseCommand):
    help = "The newsletter: prints an issue as the mail that its readers get."

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
        render = actions.add_parser(
            "render",
            help="prints the whole message as it is sent; 1 when the issue is not whole in the "
            "language, and says what is missing",
        )
        render.add_argument(
            "issue", metavar="ISSUE", help="its id, address's last part, or year and number: 2026-1"
        )
        render.add_argument(
            "--language", choices=[code for code, _name in settings.LANGUAGES], default="sv"
        )
        render.set_defaults(act=self.render)
        for each in (parser, render):
            # What is wrong with the arguments, in one line without what they might have been.
            vars(each)["print_usage"] = lambda file=None: None

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            options["act"](**options)
        except (OperationalError, ProgrammingError) as error:
            why = str(error).splitlines()[0]
            raise CommandError(
                f"The database cannot be used ({why}).", returncode=CANNOT
            ) from error

    def render(self, *, issue: str, language: str, **options: Any) -> None:
        """Nothing but the message goes to standard output, and only if it may be sent so."""
        version = version_of(self._issue(issue), language)
        if version is None:
            raise CommandError(f"The issue is not in “{language}” yet.", returncode=FOUND)
        if missing := fallbacks(version.page):
            told = "\n".join(["Not whole, in Swedish:", *(f"- {name}" for name in missing)])
            raise CommandError(told, returncode=FOUND)
        message = message_of(version.page).message().as_bytes(linesep="\r\n")
        # Every byte is ASCII: newsletter.mail.ENCODING.
        self.stdout.write(message.decode("ascii"), ending="")

    @staticmethod
    def _issue(name: str) -> NewsletterIssuePage:
        found = issues_named(name)
        if not found:
            raise CommandError(f"There is no issue “{name}”.", returncode=CANNOT)
        if len(found) > 1:
            ids = ", ".join(str(issue.pk) for issue in found)
            raise CommandError(f"“{name}” names several issues: {ids}.", returncode=CANNOT)
        return found[0]
