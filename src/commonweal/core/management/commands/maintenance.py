"""`./run manage maintenance on|off|state`: close the site for a while, and open it again."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from commonweal.core.operating import maintenance, telling
from commonweal.core.operating.maintenance import NotAnInstantError


class Command(BaseCommand):
    """Closes and opens the site."""

    help = "Close the site for a while (on), open it again (off), or say which it is (state)."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """What to do, and the words people are shown."""
        parser.add_argument("what", choices=["on", "off", "state"])
        parser.add_argument("--until", default="", help="when it will be back, London time: 18:00, or 2027-03-27 18:00")
        parser.add_argument("--because", default="", help="why, in words for everybody")

    def handle(self, *_arguments: Any, what: str, until: str, because: str, **_options: Any) -> None:  # Django's own
        """Do it and say how things stand. Raises CommandError when the time cannot be read or the folder refuses."""
        at = timezone.now()
        if what == "on":
            try:
                instant = maintenance.read_until(until, at=at) if until else None
            except NotAnInstantError as error:
                raise CommandError(str(error)) from None
            with _said(_("The site could not be closed.")):
                maintenance.close(reason=because, until=instant, at=at)
        elif what == "off":
            with _said(_("The site could not be opened.")):
                maintenance.reopen()
        maintenance.look()
        closed = maintenance.closure()
        if closed is None:
            self.stdout.write("Open.")
            return
        back = f", until {maintenance.show_until(closed.until, at=at)}" if closed.until else ""
        self.stdout.write(f"Closed{back}. {closed.reason}".rstrip())


@contextmanager
def _said(what_failed: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise CommandError(f"{what_failed} {telling.why(error)}") from None
