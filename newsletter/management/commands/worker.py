import os
import threading
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections

from newsletter.sending.tasks import enqueue_due


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 < seconds <= threading.TIMEOUT_MAX:
        raise ValueError
    return seconds


class Command(BaseCommand):
    help = (
        "Works off what waits: newsletters whose time has come, mails to subscribers, the PDFs of "
        "approved reports. Runs until it is stopped (Ctrl+C, SIGTERM), which lets it finish what "
        "it is at; can be killed and started again at any time, and run more than once."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="Work off what is due now, then end."
        )
        parser.add_argument(
            "--look", type=_seconds, default=15, metavar="S", help="Seconds between two looks (15)."
        )
        parser.add_argument(
            "--with-parent", action="store_true", help="End when the process that began it does."
        )

    def handle(
        self, *args: Any, once: bool, look: float, with_parent: bool, **options: Any
    ) -> None:
        # What an earlier worker was at when it was killed.
        self._queue(however=True)
        if not once:
            watch = threading.Thread(
                target=self._watch, args=(look, os.getppid() if with_parent else None), daemon=True
            )
            watch.start()
        how = ["--backend", "mail", "--queue-name", "*", "--no-startup-delay", "--no-reload"]
        verbosity = ["--verbosity", str(options["verbosity"])]
        call_command("db_worker", *how, *verbosity, *(["--batch"] if once else []))

    def _watch(self, look: float, parent: int | None) -> None:
        """Queues what has come due; what goes wrong once is tried again at the next look."""
        while True:
            time.sleep(look)
            if parent is not None and os.getppid() != parent:
                # Killed copies are told apart from sent ones: newsletter.sending.working.
                os._exit(0)
            self._queue()

    def _queue(self, *, however: bool = False) -> None:
        try:
            for mailing in enqueue_due(however=however):
                self.stdout.write(f"Goes on with {mailing}.")
        except DatabaseError as error:
            self.stderr.write(f"The database did not answer: {error}")
        finally:
            close_old_connections()
