"""Stamps: a value that is another one after every change to some things, so that what was made from them is known old.

A process keeps what it worked out of many rows, and asks only whether the stamp is still the same. The value is drawn
by lot and never counted: after a backup was put back the same count could stand for something else.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar, cast
from uuid import uuid4

from django.db import connection, models, transaction

from commonweal.core.actors import Actor

Asked = ParamSpec("Asked")
Made = TypeVar("Made")


class Stamp(models.Model):
    """The stamp of the things called `name` (`area.noun`, or the area alone), and when they last changed."""

    name = models.CharField(max_length=60, primary_key=True)
    value = models.UUIDField()
    renewed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.value}"


@transaction.atomic
def renew(name: str, *, by: Actor, at: datetime) -> None:  # noqa: ARG001  # as every operation is called
    """Have everything that was made from these things made anew; a part of each change, in its transaction."""
    Stamp.objects.update_or_create(name=name, defaults={"value": uuid4(), "renewed_at": at})


def stamp_of(*names: str) -> str:
    """What stands for these things as they are now; empty when one of them never changed through an operation.

    One query, written out: pages ask it instead of all that they keep.
    """
    places = ", ".join(["%s"] * len(names))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT value FROM core_stamp WHERE name IN ({places}) ORDER BY name", names)  # noqa: S608  # as many marks as names
        rows = cursor.fetchall()
    return " ".join(str(value) for (value,) in rows) if len(rows) == len(names) else ""


def renewed_at(name: str) -> datetime | None:
    """When these things last changed; None when they never did through an operation."""
    return Stamp.objects.filter(name=name).values_list("renewed_at", flat=True).first()


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
