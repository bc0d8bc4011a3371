"""Importing a file: asked for, begun, gone on with after it was cut short, finished, or refused with the reason.

An import of postcodes is many short transactions; of anything else, one.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from commonweal.core import audit, jobs
from commonweal.core.actors import Actor
from commonweal.core.files import StoredFile
from commonweal.core.rules import RefusedError, require
from commonweal.places import rules, turns
from commonweal.places.models import Import, ImportKind
from commonweal.places.operations import editions, takings
from commonweal.places.queries import areas, imports, postcodes
from commonweal.places.reading import files, origins
from commonweal.places.reading import postcodes as postcode_files
from commonweal.places.rows import Origin
from commonweal.places.states import IMPORT_JOURNEY

IMPORT_JOB = "places.import_file"

LONGEST_ERROR = 600


@transaction.atomic
def ask(
    *,
    kind: ImportKind,
    file_name: str,
    by: Actor,
    at: datetime,
    origin: Origin | None = None,
    series: str = "",
    accept_change: str = "",
    upload: StoredFile | None = None,
    is_later: bool = False,
) -> Import:
    """Note that a file is to be imported; `is_later` has a worker do it.

    The file is `upload`, or lies in `queries.imports.folder()` under its name. `origin` says where its facts come from
    where the file itself does not, `series` what its populations are called. `accept_change` is a person's reason why
    a loss of postcodes is right. Raises RefusedError.
    """
    require(rules.can_import(by))
    if accept_change:
        require(rules.can_accept_change(by, accept_change))
    known = origins.usual(kind, file_name) if origin is None else origin
    asked = Import.objects.create(
        kind=kind,
        file_name=file_name,
        upload=upload,
        source=known.source,
        licence=known.licence,
        dated_on=known.dated_on,
        series=series,
        accept_change=accept_change,
        asked_by=by.label,
        asked_at=at,
    )
    IMPORT_JOURNEY.begin(asked, by=by, at=at)
    audit.record(
        "places.import.ask", asked, by=by, at=at, facts={"kind": kind, "file": file_name}, reason=accept_change
    )
    if is_later:
        jobs.enqueue(IMPORT_JOB, key=f"{IMPORT_JOB} {asked.reference}", reference=str(asked.reference))
    return asked


def run(*, asked: Import, path: Path, by: Actor, at: datetime) -> Import:
    """Import the file at `path`; gives the import that did, which is an earlier one when it goes on with that.

    Raises RefusedError, of which the import keeps the words; nothing that people see has changed then. Raises
    ImportBusyError while another import is at work, and changes nothing at all.
    """
    clock = _Clock(at)
    with turns.held():
        try:
            asked = begin(asked=asked, path=path, by=by, at=at)
            if not asked.is_open:
                return asked
            if asked.kind == ImportKind.POSTCODES:
                _take_postcodes(asked, path, by=by, clock=clock)
            else:
                _take_the_rest(asked, path, by=by, clock=clock)
        except RefusedError as error:
            _refuse(asked, error.refused.reason, by=by, at=clock.now)
            raise
        asked.refresh_from_db()
        return asked


def run_waiting(*, asked: Import, by: Actor, at: datetime) -> Import:
    """Import the file that was sent or lies in the folder, as a worker does it; a refusal is kept on the import."""
    try:
        with imports.path_of(asked) as path:
            return run(asked=asked, path=path, by=by, at=at)
    except turns.ImportBusyError:
        raise
    except RefusedError:
        asked.refresh_from_db()
        return asked


def begin(*, asked: Import, path: Path, by: Actor, at: datetime) -> Import:
    """Begin, or go on with an import of the same file that was cut short, or say that there is nothing new.

    Gives the import to go on with. The caller holds the one turn for imports.
    """
    return _begin(asked, files.digest_of(path), by=by, at=at)


@transaction.atomic
def _begin(asked: Import, sha256: str, *, by: Actor, at: datetime) -> Import:
    asked = imports.lock(asked)
    asked.sha256 = sha256
    asked.save(update_fields=["sha256"])
    for other in imports.running():
        # We hold the lock, so nobody is at work on it: it was cut short.
        if other.pk != asked.pk and imports.is_same_file(other, asked):
            _end(asked, "leave_unchanged", by=by, at=at)
            asked = other
        elif other.pk != asked.pk:
            other.error = _("It was cut short, and %(file)s was imported after it") % {"file": asked.file_name}
            _end(other, "refuse", by=by, at=at)
    if imports.has_nothing_new(asked):
        _end(asked, "leave_unchanged", by=by, at=at)
        return asked
    move = "start" if IMPORT_JOURNEY.is_open(asked.status, "start") else "go_on"
    IMPORT_JOURNEY.advance(asked, move, by=by, at=at)
    return asked


def _take_postcodes(asked: Import, path: Path, *, by: Actor, clock: _Clock) -> None:
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    origin = Origin(asked.source, asked.licence, asked.dated_on)
    known = areas.districts_known()
    with postcode_files.staged(path, districts=known, work_folder=settings.DATA_DIR) as staged:
        current, accepted = postcodes.edition_in_use(), bool(asked.accept_change)
        require(rules.can_replace(current, live=staged.live, is_accepted=accepted))
        _say_how_many(asked, staged.count, by=by, at=clock.now)
        edition = editions.begin(asked=asked, origin=origin, by=by, at=clock.now)
        editions.fill(edition=edition, rows=staged.after(edition.filled_to), by=by, at=clock.now)
        tallies = staged.tallies()
        with transaction.atomic():
            editions.put_in_use(edition=edition, count=staged.count, tallies=tallies, by=by, at=clock.now)
            _finish(imports.lock(asked), by=by, at=clock.now)
    editions.empty_past(by=by, at=clock.now)


def _take_the_rest(asked: Import, path: Path, *, by: Actor, clock: _Clock) -> None:
    keep = takings.read(asked=asked, path=path, by=by, at=clock.now)
    with transaction.atomic():
        asked = imports.lock(asked)
        changes = keep(by=by, at=clock.now)
        asked.rows_total = asked.rows_done = changes.read
        asked.rows_left_out = changes.left_out
        asked.save(update_fields=["rows_total", "rows_done", "rows_left_out"])
        if changes.changed:
            _finish(asked, by=by, at=clock.now)
        else:
            _end(asked, "leave_unchanged", by=by, at=clock.now)


@transaction.atomic
def _say_how_many(asked: Import, count: int, *, by: Actor, at: datetime) -> None:
    asked.rows_total = count
    asked.save(update_fields=["rows_total"])
    audit.record("places.import.begin", asked, by=by, at=at, facts={"rows": count, "sha256": asked.sha256})


def _finish(asked: Import, *, by: Actor, at: datetime) -> None:
    _end(asked, "finish", by=by, at=at)
    facts: dict[str, audit.Fact] = {"rows": asked.rows_done, "left_out": asked.rows_left_out, "sha256": asked.sha256}
    audit.record("places.import.finish", asked, by=by, at=at, facts=facts)


@transaction.atomic
def _refuse(asked: Import, reason: str, *, by: Actor, at: datetime) -> None:
    asked = imports.lock(asked)
    asked.error = reason[:LONGEST_ERROR]
    _end(asked, "refuse", by=by, at=at)
    audit.record("places.import.refuse", asked, by=by, at=at)
    edition = postcodes.edition_being_filled()
    if edition is not None and edition.taken_from_id == asked.pk:
        editions.abandon(edition=edition, by=by, at=at)


def _end(asked: Import, move: str, *, by: Actor, at: datetime) -> None:
    asked.ended_at = at
    IMPORT_JOURNEY.advance(asked, move, by=by, at=at, also=["ended_at", "error"])


class _Clock:
    """Tells the time of an import that takes minutes, from the instant it was begun and a stopwatch."""

    def __init__(self, at: datetime) -> None:
        self._at, self._began = at, monotonic()

    @property
    def now(self) -> datetime:
        return self._at + timedelta(seconds=monotonic() - self._began)
