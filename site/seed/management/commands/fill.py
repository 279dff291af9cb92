from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from seed import filling
from seed.database import usable_database
from seed.filler_subscribers import fill_subscribers, remove_subscribers


class Command(BaseCommand):
    help = (
        "Adds news pages in both languages until there are N, in a mix of states (of a hundred 90 "
        "current, 5 changed since, 2 in progress, 2 missing, 1 Swedish only), to try the site at "
        "its size. They are marked as examples, are found by the search, and have no versions "
        "and no segments in wagtail-localize: lists do not need them. Can be run twice."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--pages", type=int, metavar="N", help="How many Swedish pages.")
        what.add_argument(
            "--subscribers", type=int, metavar="N", help="How many invented subscribers instead."
        )
        what.add_argument("--remove", action="store_true", help="Take them all away again.")

    @usable_database()
    def handle(self, *args: Any, **options: Any) -> None:
        if options["remove"]:
            removed = filling.remove(self.stdout.write)
            self.stdout.write(f"{removed} filler pages removed, Swedish and English.")
            self.stdout.write(f"{remove_subscribers()} invented subscribers removed.")
            return
        if (many := options["subscribers"]) is not None:
            if not 0 < many <= filling.MOST:
                raise CommandError(
                    f"--subscribers must be from 1 to {filling.MOST}, not {many}.", returncode=2
                )
            made = fill_subscribers(many, self.stdout.write)
            self.stdout.write(f"{made} invented subscribers added.")
            return
        if not 0 < options["pages"] <= filling.MOST:
            raise CommandError(
                f"--pages must be from 1 to {filling.MOST}, not {options['pages']}.", returncode=2
            )
        try:
            made = filling.fill(options["pages"], self.stdout.write)
        except filling.CannotFillError as error:
            raise CommandError(str(error), returncode=2) from error
        self.stdout.write(f"{made} Swedish filler pages made, with their English pages.")
