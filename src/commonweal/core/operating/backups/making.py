"""Making a backup: the database as it is at one moment, then every stored file, then the list of both.

Files are named once and not rewritten, so those that the database knows at its moment are still there afterwards; one
that was deleted meanwhile is passed over, as the database will pass over it too.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.utils.translation import gettext as _

import commonweal
from commonweal.core import days
from commonweal.core.audit import Anchor, SealHead
from commonweal.core.operating.backups import archive, dumps
from commonweal.core.operating.backups.archive import Manifest
from commonweal.core.operating.backups.dumps import DumpError
from commonweal.core.operating.telling import Tell

ENDING = ".commonweal"


class TargetTakenError(Exception):
    """There is something of that name already, and a backup never replaces anything; the message names it."""


class NoFolderError(Exception):
    """The folder a backup was to go into is not there, perhaps because its disk is not; the message names it."""


def make(target: Path, *, at: datetime, tell: Tell) -> Manifest:
    """Write a backup of everything to `target` and say in words, through `tell`, how it goes on.

    Raises TargetTakenError when the name is taken, NoFolderError when its folder is not there, DumpError or
    DatabaseError when the database cannot be copied, OSError when the disk or the file store fails. Whatever is raised,
    nothing is left under the name.
    """
    if target.exists():
        raise TargetTakenError(_("%(file)s is there already: give another name.") % {"file": target})
    if not target.parent.is_dir():
        # Not made: where a disk is not mounted, the backup would lie beside what it is to save.
        raise NoFolderError(
            _("There is no folder %(folder)s: see that its disk is there, or make it.") % {"folder": target.parent}
        )
    sweep(target.parent, at=at)
    if dumps.is_empty():
        raise DumpError(_("The database has no tables yet, so there is nothing to back up: ./run manage upgrade."))
    # Before the dump: the dump then holds this seal, and perhaps later ones. Only these columns, because before an
    # upgrade the table may not have all that the code knows.
    head = SealHead.objects.values_list("number", "digest").first()
    with archive.Writer(target) as writer, tempfile.TemporaryDirectory(dir=target.parent, prefix=".dump-") as folder:
        tell(_("Copying the database ..."))
        dump = Path(folder) / dumps.name()
        contents = dumps.write(dump)
        with dump.open("rb") as stream:
            writer.add(dumps.name(), stream, size=dump.stat().st_size)
        _add_files(writer, tell)
        manifest = Manifest(
            version=commonweal.__version__,
            made_at=at.isoformat(timespec="seconds"),
            database=connection.vendor,
            migrations=contents.migrations,
            rows=contents.rows,
            seal=str(Anchor(*head)) if head else "",
            parts=tuple(writer.parts),
        )
        writer.finish(manifest)
    tell(_("Done: %(file)s, with %(contents)s.") % {"file": target, "contents": manifest.in_words()})
    return manifest


def keep(reason: str, *, at: datetime, tell: Tell) -> Path:
    """Make a backup in the data folder's own `backups`, named for the moment and `reason`, and drop the oldest ones."""
    folder: Path = settings.DATA_DIR / "backups"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    target = folder / f"{at.astimezone(days.LONDON):%Y-%m-%d-%H%M%S}-{reason}{ENDING}"
    make(target, at=at, tell=tell)
    kept = sorted(folder.glob(f"*{ENDING}"))
    for old in kept[: -max(1, settings.BACKUPS_KEPT)]:
        old.unlink()
    return target


def sweep(folder: Path, *, at: datetime) -> None:
    """Delete what a killed backup or restore left in `folder` more than a day ago: it holds people's data."""
    before = (at - timedelta(days=1)).timestamp()
    for left in [*folder.glob(".dump-*"), *folder.glob(".restore-*"), *folder.glob(".*.unfinished")]:
        if left.stat().st_mtime > before:
            continue
        if left.is_dir():
            shutil.rmtree(left)
        else:
            left.unlink()


def stored_names(folder: str = "") -> Iterator[str]:
    """The name of every file in the store, whatever kind of store it is."""
    try:
        folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return  # nothing was ever stored
    for name in sorted(names):
        if name:
            yield f"{folder}{name}"
    for inner in sorted(folders):
        yield from stored_names(f"{folder}{inner}/")


def _add_files(writer: archive.Writer, tell: Tell) -> None:
    count = 0
    for name in stored_names():
        try:
            size = default_storage.size(name)
            with default_storage.open(name) as stream:
                writer.add(f"{archive.FILES}{name}", stream, size=size)
        except FileNotFoundError:
            continue
        count += 1
        if count % 1000 == 0:
            tell(_("%(count)d files so far ...") % {"count": count})
