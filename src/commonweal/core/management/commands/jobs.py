"""`./run manage jobs`: what waits, what failed, and what to do about it."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.core import jobs

SHOWN = 50


class Command(BaseCommand):
    """Lists jobs that are not done; tries a failed one again, or forgets it."""

    help = "List the jobs that wait and those that failed; `jobs retry ID` tries one again, `jobs forget ID` drops it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the action and the job it is about."""
        parser.add_argument("action", nargs="?", choices=["list", "retry", "forget"], default="list")
        parser.add_argument("job", nargs="?", default="", metavar="ID", help="the first characters of the job's id")

    def handle(
        self, *_arguments: Any, action: str, job: str, **_options: Any
    ) -> None:  # Django's own signature is open
        """List, retry or forget."""
        at = timezone.now()
        if action == "list":
            self._list(at)
            return
        try:
            found = jobs.find_unfinished(job)
            if action == "retry":
                jobs.retry(job=found, at=at)
                self.stdout.write(_("%(name)s will be tried again now.") % {"name": found.name})
            else:
                jobs.forget(job=found)
                self.stdout.write(_("%(name)s is forgotten. It was not done.") % {"name": found.name})
        except jobs.NoSuchJobError:
            raise CommandError(
                _("Give the id of one job from the list. Only a job that has failed can be forgotten.")
            ) from None

    def _list(self, at: datetime) -> None:
        state = jobs.state(at)
        alive = ngettext("%(count)s worker is running", "%(count)s workers are running", state.workers_alive)
        waiting = ngettext("%(count)s job waits", "%(count)s jobs wait", state.waiting)
        failed = ngettext("%(count)s failed", "%(count)s failed", state.failed)
        counts = [alive % {"count": state.workers_alive}, waiting % {"count": state.waiting}]
        self.stdout.write(", ".join([*counts, failed % {"count": state.failed}]) + ".")
        for row in jobs.failed()[:SHOWN]:
            words = _("failed %(age)s ago after %(attempts)s attempts: %(error)s at %(place)s") % {
                "age": jobs.show_age(at - (row.finished_at or at)),
                "attempts": row.attempts,
                "error": row.error,
                "place": row.place or "?",
            }
            self.stdout.write(f"  {str(row.pk)[:8]}  {row.name}  {words}")
        for row in jobs.waiting()[:SHOWN]:
            self.stdout.write(f"  {str(row.pk)[:8]}  {row.name}  {_when(row, at)}")


def _when(row: jobs.Job, at: datetime) -> str:
    if row.run_at <= at:
        words = _("has waited for %(age)s") % {"age": jobs.show_age(at - row.run_at)}
    else:
        words = _("due in %(age)s") % {"age": jobs.show_age(row.run_at - at)}
    if row.attempts:
        tried = ngettext("tried %(count)s time", "tried %(count)s times", row.attempts) % {"count": row.attempts}
        words = f"{words}, {tried}" + (f": {row.error}" if row.error else "")
    return words
