from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from seed import loading
from seed.database import usable_database
from seed.reading import SeedError


class Command(BaseCommand):
    help = (
        "Loads the demo content: the source document of 2005 in both languages, with examples. "
        "Can be run twice: what is there already stays as it is."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="Say what would be made; write nothing."
        )
        parser.add_argument(
            "--if-empty", action="store_true", help="Do nothing if the site has a home page."
        )

    @usable_database()
    def handle(self, *args: Any, **options: Any) -> None:
        if options["if_empty"] and loading.is_loaded():
            self.stdout.write("The site has its content already: nothing loaded.")
            return
        say = self.stdout.write
        try:
            outcome = loading.plan(say) if options["dry_run"] else loading.load(say)
        except SeedError as error:
            raise CommandError(str(error), returncode=2) from error
        would = "would be " if options["dry_run"] else ""
        self.stdout.write(
            f"{outcome.records_made} records and {outcome.pages_made} pages {would}made, "
            f"{outcome.records_kept} records and {outcome.pages_kept} pages kept as they are."
        )
        for text in outcome.untranslated:
            self.stderr.write(self.style.WARNING(f"not translated: {text}"))
