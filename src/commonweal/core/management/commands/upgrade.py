"""`./run manage upgrade`: what follows the installation of a new version, and of the first."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from commonweal.core.operating import telling, upgrades
from commonweal.core.operating.backups.dumps import DumpError
from commonweal.core.operating.backups.making import TargetTakenError
from commonweal.core.operating.checks import UnsafeStartError
from commonweal.core.operating.upgrades import UpgradeFailedError


class Command(BaseCommand):
    """Backs up, migrates, collects the static files, verifies."""

    help = "Bring the database and the static files to this version, after a backup. Stop the web server and workers."
    requires_system_checks = ()

    def handle(self, *_arguments: Any, **_options: Any) -> None:  # Django's own signature is open
        """Upgrade. Raises CommandError with what happened and what to do when it did not work."""
        try:
            upgrades.upgrade(at=timezone.now(), tell=telling.teller(self.stdout.write))
        except UnsafeStartError as error:
            raise CommandError(f"Nothing was changed. Put this right first:\n{error}", returncode=2) from None
        except UpgradeFailedError as error:
            raise CommandError(str(error), returncode=3) from None
        except (DumpError, TargetTakenError) as error:
            raise CommandError(f"No backup could be made, so nothing was changed. {error}") from None
        except (OSError, DatabaseError) as error:
            raise CommandError(f"Nothing was changed. {telling.why(error)}") from None
