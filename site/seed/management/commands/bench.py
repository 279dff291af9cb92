import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.test import Client, override_settings

from seed.benching import CASES, NotProvenError, Result, measure
from seed.database import usable_database
from seed.filler_plan import fill_plan

# A plan with more is no plan that anybody follows up.
MOST_ACTIVITIES = 2000


class Command(BaseCommand):
    help = (
        "Measures lists with few and with many pages and activities (2,000 at most), in two "
        "throw-away databases of the kind that DATABASE_URL names, in turn (A B A B …), and "
        "prints medians and their ratio. "
        "Exits with 1 if a page did not show the rows that it should."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--few", type=int, default=100, help="filler pages in A (100)")
        parser.add_argument("--many", type=int, default=10_000, help="filler pages in B (10000)")
        parser.add_argument("--rounds", type=int, default=5, help="how often each is timed (5)")

    @usable_database()
    def handle(self, *args: Any, **options: Any) -> None:
        few, many, rounds = options["few"], options["many"], options["rounds"]
        if not 0 < few < many or rounds < 1:
            raise CommandError(
                "It must be 0 < --few < --many, and --rounds 1 or more.", returncode=2
            )
        with tempfile.TemporaryDirectory() as folder, _two_databases(Path(folder)) as names:
            for name, pages in zip(names, (few, many), strict=True):
                activities = min(pages, MOST_ACTIVITIES)
                self.stdout.write(
                    f"Filling a database with {pages} pages and {activities} activities …"
                )
                _use(name)
                call_command("fill", pages=pages, stdout=StringIO())
                fill_plan(activities)
            try:
                self._measure(names, few, many, rounds)
            except NotProvenError as error:
                raise CommandError(str(error), returncode=1) from error

    @override_settings(ALLOWED_HOSTS=["*"])
    def _measure(self, names: list[str], few: int, many: int, rounds: int) -> None:
        self.stdout.write(f"{connection.vendor}, {rounds} rounds, median in milliseconds")
        heads = ["rows", "queries", f"A: {few}", "rows", "queries", f"B: {many}", "B/A"]
        self._row("", heads)
        for case in CASES:
            results = [Result(), Result()]
            for _round in range(rounds):
                for name, result in zip(names, results, strict=True):
                    _use(name)
                    client = Client()
                    client.force_login(get_user_model().objects.get(username="bench"))
                    measure(case, client, result)
            a, b = results
            cells: list[Any] = []
            for result in results:
                cells += [result.rows, result.queries, f"{result.median * 1000:.0f}"]
            self._row(case.name, [*cells, f"{b.median / a.median:.1f}"])

    def _row(self, name: str, cells: list[Any]) -> None:
        self.stdout.write(f"{name:28}" + "".join(f"{cell:>9}" for cell in cells))


def _use(name: str) -> None:
    """Lets the default connection speak to that database."""
    connection.close()
    connection.settings_dict["NAME"] = name
    cache.clear()


@contextmanager
def _two_databases(folder: Path) -> Iterator[list[str]]:
    """Two with the demo content and a log-in, as Django makes test databases; then destroyed."""
    own = connection.settings_dict["NAME"]
    test_name = str(folder / "bench.sqlite3") if connection.vendor == "sqlite" else "bench_site"
    connection.settings_dict["TEST"]["NAME"] = test_name
    creation: Any = connection.creation
    name = creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    clone = creation.get_test_db_clone_settings("b")["NAME"]
    try:
        call_command("load_seed", stdout=StringIO())
        get_user_model().objects.create_superuser("bench", password=None)
        connection.close()
        creation.clone_test_db("b", verbosity=0, autoclobber=True)
        yield [name, clone]
    finally:
        for made in (clone, name):
            _use(made)
            if connection.vendor != "sqlite":
                connection.close()
                creation._destroy_test_db(made, verbosity=0)
        _use(own)
