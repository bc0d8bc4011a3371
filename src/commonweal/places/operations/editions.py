"""Editions of postcodes: one is filled beside the one in use, takes its place, and the old one is emptied.

Filling and emptying go in batches, each a transaction short enough that others can write meanwhile. Readers see none
of it until an edition is put in use, which is one small transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice

from django.db import connection, transaction
from django.utils.translation import gettext as _

from commonweal.core import audit, stamps
from commonweal.core.actors import Actor
from commonweal.core.rules import ALLOWED, Decision, Refused, require
from commonweal.places import rules
from commonweal.places.models import Edition, Import, Postcode, Tally
from commonweal.places.queries import imports, postcodes
from commonweal.places.queries.atlas import STAMP
from commonweal.places.rows import Origin, PostcodeRow, TallyRow
from commonweal.places.states import EDITION_JOURNEY

ROWS_IN_A_BATCH = 20_000
"""About a twentieth of a second's writing: how long somebody else waits for their turn on SQLite."""

TALLIES_AT_ONCE = 1000

_COLUMNS = ("edition_id", *PostcodeRow._fields)


@transaction.atomic
def begin(*, asked: Import, origin: Origin, by: Actor, at: datetime) -> Edition:
    """The edition to fill for `asked`: one that it had left half filled, else a new one."""
    left = postcodes.edition_being_filled()
    if left is not None and left.taken_from_id == asked.pk:
        return left
    if left is not None:
        EDITION_JOURNEY.advance(left, "abandon", by=by, at=at)
    edition = Edition.objects.create(
        taken_from=asked, source=origin.source, licence=origin.licence, dated_on=origin.dated_on, began_at=at
    )
    EDITION_JOURNEY.begin(edition, by=by, at=at)
    audit.record("places.edition.begin", edition, by=by, at=at, facts={"import": asked.reference})
    return edition


def fill(*, edition: Edition, rows: Iterable[PostcodeRow], by: Actor, at: datetime) -> None:  # noqa: ARG001  # as every operation is called
    """Write `rows`, which are in order of postcode and all after `edition.filled_to`, batch by batch."""
    waiting = iter(rows)
    while batch := list(islice(waiting, ROWS_IN_A_BATCH)):
        _write_batch(edition, batch)


@transaction.atomic
def _write_batch(edition: Edition, batch: Sequence[PostcodeRow]) -> None:
    _write(edition.pk, batch)
    edition.filled_to = batch[-1].postcode
    edition.postcodes += len(batch)
    edition.live_postcodes += sum(row.ended_on is None for row in batch)
    edition.save(update_fields=["filled_to", "postcodes", "live_postcodes"])
    asked = imports.lock(edition.taken_from)
    asked.rows_done = edition.postcodes
    asked.save(update_fields=["rows_done"])


def _write(edition: int, batch: Sequence[PostcodeRow]) -> None:
    table = connection.ops.quote_name(Postcode._meta.db_table)
    names = ", ".join(connection.ops.quote_name(name) for name in _COLUMNS)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in batch:
                    copy.write_row((edition, *row))
        else:
            marks = ", ".join(["%s"] * len(_COLUMNS))
            # Table and columns are ours; the values go in apart.
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(_adapted(edition, batch)))  # noqa: S608  # names of ours


def _adapted(edition: int, batch: Sequence[PostcodeRow]) -> Iterator[tuple[str | int | date | None, ...]]:
    for row in batch:
        yield (edition, *row[:-1], row.ended_on and row.ended_on.isoformat())


@transaction.atomic
def put_in_use(*, edition: Edition, count: int, tallies: Sequence[TallyRow], by: Actor, at: datetime) -> Edition:
    """Answer people from `edition` from now on, which holds `count` postcodes when it is whole; `tallies` count them.

    Raises RefusedError for a sudden loss that nobody accepted, and for an edition that is not whole.
    """
    asked = imports.lock(edition.taken_from)
    current = postcodes.edition_in_use()
    accepted = bool(asked.accept_change)
    require(_is_whole(edition, count), rules.can_replace(current, live=edition.live_postcodes, is_accepted=accepted))
    if current is not None:
        EDITION_JOURNEY.advance(current, "retire", by=by, at=at)
    Tally.objects.bulk_create(
        [Tally(edition=edition, **tally._asdict()) for tally in tallies], batch_size=TALLIES_AT_ONCE
    )
    edition.in_use_at = at
    EDITION_JOURNEY.advance(edition, "put_in_use", by=by, at=at, also=["in_use_at"])
    stamps.renew(STAMP, by=by, at=at)
    facts = {"import": asked.reference, "postcodes": edition.postcodes, "live_postcodes": edition.live_postcodes}
    audit.record("places.edition.put_in_use", edition, by=by, at=at, facts=facts, reason=asked.accept_change)
    return edition


def _is_whole(edition: Edition, count: int) -> Decision:
    if postcodes.count_in(edition) == edition.postcodes == count:
        return ALLOWED
    return Refused(_("The postcodes that were written are not those of the file. Import it again"))


@transaction.atomic
def abandon(*, edition: Edition, by: Actor, at: datetime) -> Edition:
    """Give up an edition that was being filled; its postcodes go with the next emptying."""
    EDITION_JOURNEY.advance(edition, "abandon", by=by, at=at)
    audit.record("places.edition.abandon", edition, by=by, at=at)
    return edition


def empty_past(*, by: Actor, at: datetime) -> int:  # noqa: ARG001  # as every operation is called
    """Delete the postcodes of editions that are no longer in use, in batches; how many there were."""
    count = 0
    for edition in postcodes.editions_to_empty():
        Tally.objects.filter(edition=edition).delete()
        while deleted := _delete_batch(edition):
            count += deleted
    return count


@transaction.atomic
def _delete_batch(edition: Edition) -> int:
    last = postcodes.postcode_at(edition, ROWS_IN_A_BATCH)
    rows = Postcode.objects.filter(edition=edition)
    deleted, _by_model = (rows.filter(postcode__lt=last) if last else rows).delete()
    return deleted
