"""`./run manage maintenance on|off|state`: close the site for a while, and open it again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from commonweal.core.operating import maintenance
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
        """Do it and say how things stand. Raises CommandError when the time cannot be read."""
        at = timezone.now()
        if what == "on":
            try:
                instant = maintenance.read_until(until, at=at) if until else None
            except NotAnInstantError as error:
                raise CommandError(str(error)) from None
            maintenance.close(reason=because, until=instant, at=at)
        elif what == "off":
            maintenance.reopen()
        maintenance.look()
        closed = maintenance.closure()
        if closed is None:
            self.stdout.write("Open.")
            return
        back = f", until {maintenance.show_until(closed.until, at=at)}" if closed.until else ""
        self.stdout.write(f"Closed{back}. {closed.reason}".rstrip())
