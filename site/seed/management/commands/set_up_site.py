import os
from io import StringIO
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor

from policy.gone import note_missing_addresses
from policy.history import record_missing
from policy.record_history import note_missing


class Command(BaseCommand):
    help = (
        "Brings the database up to date, loads the demo content if there is none, and makes the "
        "demo log-ins: all that `make run` needs, in one process. Can be run twice."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
        waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        if waiting:
            self.stdout.write(f"Applying {waiting} migrations …")
            call_command("migrate", interactive=False, stdout=Dots(self.stdout, waiting))
            self.stdout.write("")
        call_command("load_seed", if_empty=True, stdout=self.stdout, stderr=self.stderr)
        if made := record_missing():
            self.stdout.write(f"The record of what the public sees begins for {made} pages.")
        if made := note_missing_addresses():
            self.stdout.write(f"{made} addresses that were public once say what stood there.")
        if made := note_missing():
            self.stdout.write(f"The record of names and values begins for {made} records.")
        call_command("demo_logins", stdout=self.stdout)


class Dots(StringIO):
    """Shows Django's long list of migrations as a counter."""

    def __init__(self, stdout: Any, total: int) -> None:
        super().__init__()
        self.stdout, self.total, self.done = stdout, total, 0

    def write(self, text: str) -> int:
        self.done += text.count("OK")
        if "OK" in text and (self.done % 25 == 0 or self.done == self.total):
            self.stdout.write(f"  {self.done} of {self.total}")
            self.stdout.flush()
        return len(text)

    def isatty(self) -> bool:
        return os.isatty(1)
