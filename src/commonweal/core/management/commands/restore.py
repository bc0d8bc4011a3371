"""`./run restore FILE`: everything back from a backup."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils import timezone

from commonweal.core.operating import telling
from commonweal.core.operating.backups import restoring
from commonweal.core.operating.backups.archive import Manifest, NotABackupError
from commonweal.core.operating.backups.dumps import DumpError
from commonweal.core.operating.backups.making import TargetTakenError
from commonweal.core.operating.backups.restoring import CannotRestoreError, UnfinishedError


class Command(BaseCommand):
    """Puts a backup in the place of what is here."""

    help = "Put a backup in the place of what is here, which is backed up first. Stop the workers before."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Which one, and whether to ask."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *_arguments: Any, file: Path, yes: bool, **_options: Any) -> None:  # Django's own is open
        """Restore. Raises CommandError with what happened and what to do when it did not work."""
        try:
            manifest = restoring.check(file)
            if not yes:
                self._ask(manifest)
            restored = restoring.restore(file, at=timezone.now(), tell=telling.teller(self.stdout.write))
        except UnfinishedError as error:
            raise CommandError(str(error), returncode=3) from None
        except (NotABackupError, CannotRestoreError, DumpError, TargetTakenError) as error:
            raise CommandError(f"{file} was not restored, and nothing was changed. {error}") from None
        except (OSError, DatabaseError) as error:
            raise CommandError(f"{file} was not restored, and nothing was changed. {telling.why(error)}") from None
        if restored.before:
            self.stdout.write(f"What was there before is in {restored.before}")

    def _ask(self, manifest: Manifest) -> None:
        self.stdout.write(f"A backup of {manifest.made_at}, version {manifest.version}, with {manifest.in_words()}.")
        try:
            answer = input("It will take the place of everything that is here now. Type restore to go on: ")
        except EOFError:
            raise CommandError("Nothing was changed. Where nobody can answer, say --yes.") from None
        if answer.strip().lower() != "restore":
            raise CommandError("Nothing was changed.")
