from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError
from django.utils import translation

from newsletter.checklist import looked_at
from newsletter.fallbacks import fallbacks
from newsletter.figures import figures_of
from newsletter.issues import issues_named, version_of
from newsletter.mail import message_of
from newsletter.models import Mailing, NewsletterIssuePage, as_known
from newsletter.sending.ordering import (
    NotOrderedError,
    last_sent,
    open_mailing,
    order,
    pause,
    resume,
    send_test,
)
from newsletter.sending.working import Round, Work

FOUND, CANNOT = 1, 2
SAID_EVERY = 100


class Command(BaseCommand):
    help = "The newsletter: prints an issue as the mail that its readers get, and sends it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
        told = {
            "render": "prints the whole message as it is sent; 1 when the issue is not whole in "
            "the language, and says what is missing",
            "test": "sends it to one address for a look, which comes before every sending",
            "send": "sends it to its subscribers, and goes on where it was killed; 1 when it may "
            "not be sent, or somebody has not got it yet",
            "pause": "stops it from the next copy on",
            "resume": "lets the worker go on with it",
            "status": "says how far it is",
        }
        for name, words in told.items():
            action = actions.add_parser(name, help=words)
            action.add_argument(
                "issue",
                metavar="ISSUE",
                help="its id, address's last part, or year and number: 2026-1",
            )
            action.add_argument(
                "--language", choices=[code for code, _name in settings.LANGUAGES], default="sv"
            )
            if name == "test":
                action.add_argument("--to", required=True, metavar="ADDRESS")
            action.set_defaults(act=getattr(self, name))
            # What is wrong with the arguments, in one line without what they might have been.
            vars(action)["print_usage"] = lambda file=None: None
        vars(parser)["print_usage"] = lambda file=None: None

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            # In one language with the rest of what a command says.
            with translation.override("en"):
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

    def test(self, *, issue: str, language: str, to: str, **options: Any) -> None:
        try:
            to = as_known(to)
        except ValidationError:
            raise CommandError("That is no e-mail address.", returncode=CANNOT) from None
        looked = looked_at(self._issue(issue), language)
        if looked is None:
            raise CommandError(f"The issue is not in “{language}” yet.", returncode=FOUND)
        try:
            send_test(looked, to, None)
        except OSError as error:
            told = f"The mail server did not take it: {type(error).__name__}."
            raise CommandError(told, returncode=FOUND) from None
        self.stdout.write("Sent. What it says now may be sent to its subscribers.")

    def send(self, *, issue: str, language: str, **options: Any) -> None:
        looked = looked_at(self._issue(issue), language)
        mailing = open_mailing(looked.page) if looked else None
        if looked and mailing is None and last_sent(looked.page) is not None:
            self.stdout.write("It has been sent already.")
            return
        if mailing is None:
            try:
                mailing = order(looked, None, queue=False) if looked else None
            except NotOrderedError as error:
                told = "\n".join(["Not sent:", *(f"- {reason}" for reason in error.reasons)])
                raise CommandError(told, returncode=FOUND) from None
        if mailing is None:
            raise CommandError(f"The issue is not in “{language}” yet.", returncode=FOUND)
        if mailing.state == Mailing.State.PAUSED:
            raise CommandError("It is paused: resume it first.", returncode=FOUND)
        Work(mailing, self._say).run()
        mailing.refresh_from_db()
        self._tell(mailing)
        if mailing.state != Mailing.State.SENT:
            raise SystemExit(FOUND)

    def pause(self, *, issue: str, language: str, **options: Any) -> None:
        mailing = self._mailing(issue, language)
        told = "Paused." if pause(mailing, None) else "It was not under way."
        self.stdout.write(told)
        self._tell(mailing)

    def resume(self, *, issue: str, language: str, **options: Any) -> None:
        mailing = self._mailing(issue, language)
        told = "The worker goes on with it." if resume(mailing, None) else "It was not paused."
        self.stdout.write(told)
        self._tell(mailing)

    def status(self, *, issue: str, language: str, **options: Any) -> None:
        self._tell(self._mailing(issue, language))

    def _mailing(self, issue: str, language: str) -> Mailing:
        page = self._issue(issue)
        found = Mailing.objects.filter(
            page__translation_key=page.translation_key, language=language
        ).first()
        if found is None:
            raise CommandError("Nobody has ordered it to be sent.", returncode=FOUND)
        return found

    def _say(self, done: Round) -> None:
        if done.done % SAID_EVERY == 0:
            self.stdout.write(f"{done.done} sent …")

    def _tell(self, mailing: Mailing) -> None:
        """How far it is."""
        counts = asdict(figures_of(mailing))
        told = [f"{count} {name.replace('_', ' ')}" for name, count in counts.items() if count]
        state = mailing.State(mailing.state).name.lower()
        self.stdout.write(f"{mailing}: {state}, {', '.join(told) or 'nobody yet'}.")
        if mailing.fault:
            self.stdout.write(f"It stands still: {mailing.fault}")

    @staticmethod
    def _issue(name: str) -> NewsletterIssuePage:
        found = issues_named(name)
        if not found:
            raise CommandError(f"There is no issue “{name}”.", returncode=CANNOT)
        if len(found) > 1:
            ids = ", ".join(str(issue.pk) for issue in found)
            raise CommandError(f"“{name}” names several issues: {ids}.", returncode=CANNOT)
        return found[0]
