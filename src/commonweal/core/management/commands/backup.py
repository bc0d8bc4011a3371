"""`./run backup FILE`: everything that must not be lost, into one file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils import timezone

from commonweal.core.operating import telling
from commonweal.core.operating.backups import making
from commonweal.core.operating.backups.dumps import DumpError
from commonweal.core.operating.backups.making import NoFolderError, TargetTakenError


class Command(BaseCommand):
    """Makes a backup while the site goes on."""

    help = "Write the database and every stored file into one file. The keys are not in it: keep them elsewhere."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to."""
        parser.add_argument("file", help="the file to write; a folder gets a file named for the moment")

    def handle(self, *_arguments: Any, file: str, **_options: Any) -> None:  # Django's own signature is open
        """Make it. Raises CommandError when it cannot be made."""
        at = timezone.now()
        target = Path(file).absolute()
        if target.is_dir() or file.endswith("/"):
            target /= f"{timezone.localtime(at):%Y-%m-%d-%H%M%S}{making.ENDING}"
        try:
            making.make(target, at=at, tell=telling.teller(self.stdout.write))
        except (TargetTakenError, NoFolderError, DumpError) as error:
            raise CommandError(f"No backup was made. {error}") from None
        except (OSError, DatabaseError) as error:
            raise CommandError(f"No backup was made. {telling.why(error)}") from None
