"""Stamps: a value that is another one after every change to some things, so that what was made from them is known old.

A process keeps what it worked out of many rows, and asks only whether the stamp is still the same. Every change adds a
row with a lot, and all lots of a name together are its stamp: so changes do not wait for one another at one row, nor
for ever where two of them touch several things in another order. Lots are drawn and not counted: after a backup was put
back the same count could stand for something else.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache, wraps
from secrets import randbelow
from typing import Concatenate, ParamSpec, TypeVar, cast

from django.db import connection, models, transaction
from django.db.models import Count, Max

from commonweal.core.actors import Actor

Asked = ParamSpec("Asked")
Made = TypeVar("Made")


LOTS = 2**31
"""How many there are to draw from."""


class Stamp(models.Model):
    """One change of the things called `name` (`area.noun`, or the area alone), and when it was."""

    name = models.CharField(max_length=60, db_index=True)
    lot = models.PositiveIntegerField()
    renewed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.lot}"


@transaction.atomic
def renew(name: str, *, by: Actor, at: datetime) -> None:  # noqa: ARG001  # as every operation is called
    """Have everything that was made from these things made anew; a part of each change, in its transaction."""
    Stamp.objects.create(name=name, lot=randbelow(LOTS), renewed_at=at)


@transaction.atomic
def draw_together(*, by: Actor, at: datetime) -> int:  # noqa: ARG001  # as every operation is called
    """Put one row in place of the many of each name, with a lot of its own, lest an old stamp comes back; how many."""
    gone = 0
    names = Stamp.objects.order_by("name").values("name").annotate(count=Count("id"), last=Max("renewed_at"))
    for each in names.filter(count__gt=1):
        # Those that are seen now; what is added meanwhile stays.
        old = list(Stamp.objects.filter(name=each["name"], renewed_at__lte=each["last"]).values_list("pk", flat=True))
        renew(each["name"], by=by, at=each["last"])
        gone += Stamp.objects.filter(pk__in=old).delete()[0]
    return gone


def stamp_of(*names: str) -> str:
    """What stands for these things as they are now; empty when one of them never changed through an operation.

    One query, written out: pages ask it instead of all that they keep.
    """
    places = ", ".join(["%s"] * len(names))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*), sum(lot) FROM core_stamp WHERE name IN ({places}) GROUP BY name ORDER BY name",  # noqa: S608  # as many marks as names
            names,
        )
        rows = cursor.fetchall()
    return " ".join(f"{count}.{lots}" for count, lots in rows) if len(rows) == len(names) else ""


def renewed_at(name: str) -> datetime | None:
    """When these things last changed; None when they never did through an operation."""
    last: datetime | None = Stamp.objects.filter(name=name).aggregate(last=Max("renewed_at"))["last"]
    return last


def kept_under_stamp(*, size: int) -> Callable[[Callable[Asked, Made]], Callable[Concatenate[str, Asked], Made]]:
    """Have a process keep what a function gives for each stamp and the rest of what it is asked, `size` of them.

    The stamp becomes its first argument. With an empty one nothing is kept.
    """

    def keep(make: Callable[Asked, Made]) -> Callable[Concatenate[str, Asked], Made]:
        @lru_cache(maxsize=size)
        def kept(stamp: str, *asked: Asked.args, **named: Asked.kwargs) -> Made:
            del stamp  # a part of the key
            return make(*asked, **named)

        @wraps(make)
        def give(stamp: str, *asked: Asked.args, **named: Asked.kwargs) -> Made:
            if not stamp:
                return make(*asked, **named)
            return kept(stamp, *asked, **named)  # type: ignore[arg-type]  # what can be a key is the caller's to mind

        return cast("Callable[Concatenate[str, Asked], Made]", give)

    return keep
