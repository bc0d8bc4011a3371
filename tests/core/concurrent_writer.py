"""One process of `test_concurrent_writers.py`: a writer, a reader or the sealer, against the database it is given.

`python concurrent_writer.py write FIRST LAST` does each task from FIRST to LAST once; `read` and `seal` go on until
their standard input is closed. Each prints what it has done as one number.
"""

import os
import select
import sys
from datetime import UTC, datetime

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonweal.config.settings")
django.setup()

from django.db import models, transaction  # noqa: E402  # after Django is set up

from commonweal.core import audit, idempotency  # noqa: E402  # as above
from commonweal.core.actors import Actor  # noqa: E402  # as above
from commonweal.core.journeys import Journey, Move, steps_of  # noqa: E402  # as above

AT = datetime(2026, 3, 29, 12, 0, tzinfo=UTC)
JOURNEY = Journey(send=Move(["PACKED"], "SENT"))


class Parcel(models.Model):
    """A thing with a status, in a table that only this test has."""

    status = models.CharField(max_length=20)

    class Meta:
        app_label = "core"


def write(first: int, last: int) -> int:
    """Send a parcel for each task, unless another process has; how many were sent here."""
    return sum(send(task) for task in range(first, last))


@transaction.atomic
def send(task: int) -> bool:
    """Rule, change, audit, as an operation has them."""
    claimed = idempotency.claim("core.parcel.send", str(task), at=AT)
    if claimed.outcome:
        return False
    by = Actor.system("core.send_parcel")
    parcel = Parcel.objects.create(status="PACKED")
    JOURNEY.begin(parcel, by=by, at=AT)
    JOURNEY.advance(parcel, "send", by=by, at=AT)
    audit.record("core.parcel.send", parcel, by=by, at=AT, personal={"email": f"{task % 50}@group.example"})
    claimed.finish(str(parcel.pk))
    return True


def is_told_to_stop() -> bool:
    """Whether standard input was closed, after a moment in which the writers go on."""
    return bool(select.select([sys.stdin], [], [], 0.01)[0])


def read() -> int:
    """Read what is newest, over and over: a sent parcel never lacks its steps, its event or its key."""
    rounds = 0
    while not is_told_to_stop():
        newest = Parcel.objects.order_by("-pk").first()
        if newest:
            assert newest.status == "SENT"
            assert [step.move for step in steps_of(newest)] == ["begin", "send"]
            assert audit.AuditEvent.objects.filter(subject_reference=str(newest.pk)).count() == 1
            assert idempotency.IdempotencyKey.objects.filter(outcome=str(newest.pk)).count() == 1
        rounds += 1
    return rounds


def seal() -> int:
    """Seal what waits, over and over; how many events were sealed."""
    sealed = 0
    while not is_told_to_stop():
        sealed += audit.seal_events(at=AT)
    return sealed


if __name__ == "__main__":
    role, *bounds = sys.argv[1:]
    print({"write": write, "read": read, "seal": seal}[role](*map(int, bounds)))
