"""What the demonstration's own processes do, under its settings: `prepare`, `web` and `worker`.

Each ends when the process that started it is gone, even if that was killed: nothing is left behind.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time

import django
from django.core.management import call_command
from django.utils import timezone

LOOK_SECONDS = 0.5


def prepare() -> None:
    """Tables, static files, the invented county and the search index; each step may be repeated."""
    from commonweal.core.operating import marks  # models can only be loaded when Django is set up

    call_command("migrate", interactive=False, verbosity=1)
    marks.put(marks.DEMONSTRATION, at=timezone.now())
    call_command("collectstatic", interactive=False, verbosity=1)
    call_command("seed_demonstration")
    call_command("index_search")


def web() -> None:
    """Serve until told to stop, with trial settings, on this machine alone."""
    from commonweal.core.operating import serving  # as above

    serving.run(allows_demonstration=True)


def worker() -> None:
    """Do background jobs until told to stop."""
    call_command("worker", allows_demonstration=True)


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    threading.Thread(target=_end_with, args=[os.getppid()], daemon=True).start()
    django.setup()
    {"prepare": prepare, "web": web, "worker": worker}[sys.argv[1]]()
