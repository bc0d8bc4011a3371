"""Putting a backup back, so that a kill at any instant leaves the database as it was or as it is in the backup.

The order makes it so. Every byte is checked before anything is touched. Files that are missing are added first, which
the present database does not notice; then the database is changed in one transaction; then what only the present
database needed is taken away. Until the very end the site is closed, and a restore that was broken off is run again.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

import commonweal
from commonweal.core import audit
from commonweal.core.audit import BrokenTrailError
from commonweal.core.operating import maintenance, marks
from commonweal.core.operating.backups import archive, dumps, making
from commonweal.core.operating.backups.archive import Manifest
from commonweal.core.operating.telling import Tell


class CannotRestoreError(Exception):
    """The backup is whole but cannot be put back here; the message says why. Nothing was changed."""


class UnfinishedError(Exception):
    """Something failed after the database was changed; the message says how to go on or back. The site stays closed."""


@dataclass(frozen=True)
class Restored:
    """What was put back, and where the backup is of what was there before (none when there was nothing)."""

    manifest: Manifest
    before: Path | None


def check(source: Path) -> Manifest:
    """Read the whole backup and see whether it can be put back here. Changes nothing.

    Raises NotABackupError when it is cut short or altered, CannotRestoreError when it is not for this version or
    this kind of database.
    """
    manifest = archive.verify(source)
    known = {f"{app}.{step}" for app, step in MigrationLoader(None).disk_migrations or {}}
    if _numbers(manifest.version) > _numbers(commonweal.__version__) or set(manifest.migrations) - known:
        raise CannotRestoreError(
            _("It was made by a newer version (%(theirs)s; this is %(ours)s): upgrade first, then restore.")
            % {"theirs": manifest.version, "ours": commonweal.__version__}
        )
    if manifest.database != connection.vendor:
        raise CannotRestoreError(
            _("It holds a %(theirs)s database, and COMMONWEAL_DATABASE_URL names a %(ours)s one.")
            % {"theirs": manifest.database, "ours": connection.vendor}
        )
    return manifest


def restore(source: Path, *, at: datetime, tell: Tell) -> Restored:
    """Put the backup `source` in the place of what is here, saying in words how it goes on.

    Raises what `check` raises, and DumpError when the database would not be replaced: then nothing was changed.
    Raises UnfinishedError when a later step fails.
    """
    making.sweep(settings.DATA_DIR, at=at)
    tell(_("Checking every byte of the backup ..."))
    manifest = check(source)
    was_closed = maintenance.closure() is not None
    maintenance.close(reason=_("We are putting the service back from a backup."), at=at)
    try:
        before = None if dumps.is_empty() else making.keep("before-restore", at=at, tell=tell)
        tell(_("Adding files that are missing ..."))
        _add_missing_files(source)
        tell(_("Replacing the database ..."))
        _load_database(source)
    except BaseException:
        if not was_closed:
            maintenance.reopen()  # nothing changed but files that nobody refers to
        raise
    try:
        _finish(source, manifest, tell)
    except Exception as error:
        raise UnfinishedError(_how_to_go_on(error, before)) from error
    tell(_("Done. The site is open."))
    return Restored(manifest, before)


def _finish(source: Path, manifest: Manifest, tell: Tell) -> None:
    tell(_("Putting the files in step ..."))
    _match_files(source, manifest)
    tell(_("Bringing the database up to this version ..."))
    call_command("migrate", interactive=False, verbosity=0)
    # The backup may have been made while the site was closed; what it says of that is no longer so.
    marks.remove(marks.CLOSED)
    tell(_("Verifying the audit trail ..."))
    number, _colon, digest = manifest.seal.partition(":")
    audit.verify(expect=audit.Anchor(int(number), digest) if digest else None)
    maintenance.reopen()


def _load_database(source: Path) -> None:
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR, prefix=".restore-") as folder:
        dump = Path(folder) / dumps.name()
        for name, stream in archive.parts(source):
            if name == dumps.name():
                with dump.open("wb") as out:
                    shutil.copyfileobj(stream, out, archive.CHUNK_BYTES)
        dumps.load(dump)


def _add_missing_files(source: Path) -> None:
    present = set(making.stored_names())
    for name, stream in archive.parts(source):
        stored = name.removeprefix(archive.FILES)
        if name.startswith(archive.FILES) and stored not in present:
            default_storage.save(stored, File(stream))


def _match_files(source: Path, manifest: Manifest) -> None:
    """Take away files that the backup does not have, and write anew those that differ from it."""
    promised = {part.name.removeprefix(archive.FILES): part.sha256 for part in manifest.parts}
    differing: set[str] = set()
    for name in making.stored_names():
        if name not in promised:
            default_storage.delete(name)
        elif _digest(name) != promised[name]:
            differing.add(name)
    for name, stream in archive.parts(source):
        stored = name.removeprefix(archive.FILES)
        if stored in differing:
            default_storage.delete(stored)
            default_storage.save(stored, File(stream))


def _digest(name: str) -> str:
    digest = hashlib.sha256()
    with default_storage.open(name) as stream:
        for chunk in stream.chunks(archive.CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def _how_to_go_on(error: Exception, before: Path | None) -> str:
    # A broken trail is told in its own sentence; other messages may quote rows.
    why = str(error) if isinstance(error, BrokenTrailError) else type(error).__name__
    back = _("To go back to what was there: ./run restore %(file)s") % {"file": before} if before else ""
    return (
        _("The database is the backup's, but the restore did not finish: %(why)s The site stays closed.") % {"why": why}
        + "\n"
        + _("To try again: run the same restore once more. To open the site as it is: ./run manage maintenance off.")
        + (f"\n{back}" if back else "")
    )
