"""`./run worker`: a background worker, as an operator runs it."""

from __future__ import annotations

import logging
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from commonweal.core.jobs.worker import Housekeeping, Worker
from commonweal.core.operating import checks


class Command(BaseCommand):
    """Runs until it is sent SIGTERM or Ctrl-C, then ends after the job in hand."""

    stealth_options = ("allows_demonstration",)  # for the demonstration's own launcher, not for a command line
    help = "Do background jobs: letters, seals, whatever is due. Any number of workers may run at once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add `--once-empty`."""
        parser.add_argument("--once-empty", action="store_true", help="end as soon as nothing is due")

    def handle(
        self, *_arguments: Any, once_empty: bool, allows_demonstration: bool = False, **_options: Any
    ) -> None:  # Django's own signature is open
        """Work. Raises CommandError with every reason not to."""
        try:
            checks.refuse_unsafe_start(allows_demonstration=allows_demonstration)
        except checks.UnsafeStartError as error:
            raise CommandError(f"This is not fit to work with:\n{error}", returncode=2) from None
        logging.captureWarnings(True)
        # The library writes a line at the start and the end of every task; ours says the same in one.
        logging.getLogger("django_tasks").setLevel(logging.WARNING)
        worker = Worker(until_empty=once_empty)
        worker.configure_signals()
        try:
            with Housekeeping(worker.worker_id):
                worker.run()
        finally:
            worker.reset_signals()
