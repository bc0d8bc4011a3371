"""Going to a new version: a backup first, then the database and the static files, with the site closed meanwhile."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.core.management import call_command
from django.utils.translation import gettext as _

from commonweal.core import audit
from commonweal.core.audit import BrokenTrailError
from commonweal.core.operating import checks, maintenance
from commonweal.core.operating.backups import dumps, making
from commonweal.core.operating.telling import Tell


class UpgradeFailedError(Exception):
    """A step failed; the message says which, and exactly how to go back. The site stays closed."""


def upgrade(*, at: datetime, tell: Tell) -> Path | None:
    """Bring database and static files to this version; where the backup is that was made first, none at a first start.

    Raises UnsafeStartError when the settings are not fit, DumpError, OSError or DatabaseError when there could be no
    backup or the site could not be closed (nothing was changed), and UpgradeFailedError when a later step fails.
    """
    problems = checks.setting_problems()
    if folder := checks.folder_problem():
        problems.append(folder)
    if problems:
        raise checks.UnsafeStartError(problems)
    was_closed = maintenance.closure() is not None
    backup = None
    if not dumps.is_empty():
        tell(_("Making a backup first ..."))
        backup = making.keep("before-upgrade", at=at, tell=tell)
    maintenance.close(reason=_("We are bringing the service up to date."), at=at)
    try:
        _change(tell)
    except Exception as error:
        raise UpgradeFailedError(_how_to_go_back(error, backup)) from error
    if not was_closed:
        maintenance.reopen()
    tell(_("Done. Start the web server and the workers again."))
    return backup


def _change(tell: Tell) -> None:
    tell(_("Bringing the database up to this version ..."))
    call_command("migrate", interactive=False, verbosity=0)
    tell(_("Putting stylesheets, scripts and fonts in place ..."))
    call_command("collectstatic", interactive=False, verbosity=0)
    tell(_("Making the pages findable ..."))
    call_command("index_search", verbosity=0)
    tell(_("Verifying the audit trail ..."))
    audit.verify()


def _how_to_go_back(error: Exception, backup: Path | None) -> str:
    why = str(error) if isinstance(error, BrokenTrailError) else type(error).__name__
    failed = _("The upgrade failed (%(why)s), and the site stays closed.") % {"why": why}
    if backup is None:
        return failed + "\n" + _("There was no database before: put right what failed, then run it again.")
    steps = _(
        "To go back: 1. put the earlier version of the software in place; 2. ./run restore %(file)s; 3. start the web "
        "server and the workers. Or put right what failed, and run the upgrade again."
    )
    return failed + "\n" + steps % {"file": backup}
