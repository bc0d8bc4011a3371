"""`./run manage letters`: which letters need a person, and what the person decides."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from commonweal.core import days, jobs
from commonweal.core.actors import Actor
from commonweal.core.rules import RefusedError
from commonweal.messaging import operations, queries
from commonweal.messaging.models import Letter

SHOWN = 100

OPERATOR = Actor.system("messaging.letters_command")


class Command(BaseCommand):
    """Lists letters that are held or failed; sends one again, or closes it. Shows nobody's address."""

    help = (
        "List the letters that are held (they may or may not have been sent) and those that failed. "
        "`letters resend REF` sends one again; `letters settle REF --sent` notes that it did arrive; "
        "`letters settle REF --dropped` notes that it is not to be sent."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the action, the letter it is about and how it is settled."""
        parser.add_argument("action", nargs="?", choices=["list", "resend", "settle"], default="list")
        parser.add_argument("letter", nargs="?", default="", metavar="REF", help="the reference, for example LT-…")
        outcome = parser.add_mutually_exclusive_group()
        outcome.add_argument("--sent", dest="outcome", action="store_const", const="sent", help="it did arrive")
        outcome.add_argument("--dropped", dest="outcome", action="store_const", const="dropped", help="let it go")

    def handle(  # Django's own signature is open
        self, *_arguments: Any, action: str, letter: str, outcome: str | None, **_options: Any
    ) -> None:
        """List, resend or settle."""
        at = timezone.now()
        if action == "list":
            self._list(at)
            return
        if action == "settle" and outcome is None:
            raise CommandError(_("Say how it is settled: --sent or --dropped."))
        operation, words = _decision(action, outcome)
        try:
            found = queries.get(letter)
            operation(letter=found, by=OPERATOR, at=at)
        except queries.NoSuchLetterError:
            raise CommandError(_("There is no letter with that reference. Run `letters` to see them.")) from None
        except RefusedError as error:
            raise CommandError(error.refused.reason) from None
        self.stdout.write(words % {"letter": found.reference})

    def _list(self, at: datetime) -> None:
        state = queries.state(at)
        oldest = jobs.show_age(state.oldest_queued_age) if state.oldest_queued_age is not None else _("none")
        self.stdout.write(
            _("%(queued)s wait to be sent (the oldest for: %(oldest)s), %(held)s held, %(failed)s failed.")
            % {
                "queued": state.queued + state.handing_over,
                "oldest": oldest,
                "held": state.held,
                "failed": state.failed,
            }
        )
        for letter in queries.needing_attention()[:SHOWN]:
            written = days.show_instant(letter.added_at)
            words = _("%(status)s; written %(written)s; %(attempts)s attempts; last answer %(reply)s") % {
                "status": letter.get_status_display(),
                "written": written,
                "attempts": letter.attempts,
                "reply": letter.reply or _("none"),
            }
            self.stdout.write(f"  {letter.reference}  {letter.kind}  {words}")


def _decision(action: str, outcome: str | None) -> tuple[Callable[..., Letter], str]:
    if action == "resend":
        return operations.resend, _("%(letter)s will be sent again now.")
    if outcome == "sent":
        return operations.settle_as_sent, _("%(letter)s is noted as sent.")
    return operations.drop, _("%(letter)s is dropped. It will not be sent.")
