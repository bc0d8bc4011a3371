"""`./run serve`: the web server, as an operator runs it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from commonweal.core.operating import serving
from commonweal.core.operating.checks import UnsafeStartError
from commonweal.core.operating.serving import CannotListenError


class Command(BaseCommand):
    """Serves until it is told to stop."""

    help = "Serve the site, once everything it stands on is fit; addresses and sizes are settings."
    requires_system_checks = ()

    def handle(self, *_arguments: Any, **_options: Any) -> None:  # Django's own signature is open
        """Serve. Raises CommandError with every reason not to."""
        try:
            serving.run()
        except UnsafeStartError as error:
            raise CommandError(f"This is not fit to serve:\n{error}", returncode=2) from None
        except CannotListenError as error:
            raise CommandError(str(error)) from None
