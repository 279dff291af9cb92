from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError

from records.links.checking import check_links
from records.links.collecting import historical_addresses
from records.models import WebLink


def positive(text: str) -> float:
    """A number above nought; raises ArgumentTypeError with what is wrong."""
    try:
        number = float(text)
    except ValueError:
        number = 0
    if not 0 < number <= 3600:
        raise ArgumentTypeError(f"“{text}” is no number between 0 and 3600")
    return number


class Command(BaseCommand):
    help = (
        "Asks each outside address of public pages and records whether it answers, and notes what "
        "it says. Run it once a night. Exits with 1 when an address that is not historical is dead."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--limit", type=int, help="At most so many, those looked at longest ago first."
        )
        parser.add_argument(
            "--timeout", type=positive, default=10, help="Seconds to wait for an answer (10)."
        )
        parser.add_argument(
            "--pause", type=positive, default=1, help="Seconds between two requests to a host (1)."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        limit = options["limit"]
        if limit is not None and limit < 1:
            raise CommandError("--limit must be 1 or more.", returncode=2)
        try:
            states = check_links(
                self.stdout.write, limit=limit, timeout=options["timeout"], pause=options["pause"]
            )
            dead = WebLink.objects.filter(state=WebLink.State.DEAD)
            dead_now = list(dead.exclude(address__in=historical_addresses()))
        except (OperationalError, ProgrammingError) as error:
            why = str(error).splitlines()[0]
            raise CommandError(f"The database cannot be used ({why}).", returncode=2) from error
        said = ", ".join(f"{number} {state}" for state, number in sorted(states.items()))
        self.stdout.write(f"{sum(states.values())} addresses: {said or 'none'}.")
        for link in dead_now:
            self.stdout.write(f"dead: {link.address} ({link.answer})")
        if dead_now:
            raise SystemExit(1)
