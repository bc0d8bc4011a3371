"""Lifecycles as data: which moves there are, from which states to which, and the row each step leaves behind.

An area writes one `Journey` in its `states.py`; its operations call `advance`. Steps are shown to people as the
history of a thing; they are never edited (the database refuses it). The audit trail is kept apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from commonweal.core.actors import Actor


class MoveNotOpenError(Exception):
    """A move was asked for in a state that does not have it. A rule should have refused first."""

    def __init__(self, move: str, state: str) -> None:
        super().__init__(f"{move!r} is not open from {state!r}")


@dataclass(frozen=True)
class Move:
    """From any of `sources` to `target`."""

    sources: frozenset[str]
    target: str

    def __init__(self, sources: Iterable[str], target: str) -> None:
        object.__setattr__(self, "sources", frozenset(str(source) for source in sources))
        object.__setattr__(self, "target", str(target))


class JourneyStep(models.Model):
    """One step that a thing took: which move, between which states, when and by whom (pseudonymously)."""

    subject_kind = models.CharField(max_length=60)
    subject_key = models.CharField(max_length=40)
    move = models.CharField(max_length=40)
    source = models.CharField(max_length=40)
    target = models.CharField(max_length=40)
    by = models.CharField(max_length=160)
    on_behalf_of = models.CharField(max_length=160, blank=True)
    happened_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=["subject_kind", "subject_key"], name="core_step_subject"),)

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject_key}: {self.move}"


class Journey:
    """The moves of one lifecycle, by name. The state is kept in the `status` field of the thing itself."""

    def __init__(self, **moves: Move) -> None:
        self.moves = moves

    def is_open(self, status: str, move: str) -> bool:
        """Whether `move` can be made from `status`."""
        return status in self.moves[move].sources

    def moves_from(self, status: str) -> list[str]:
        """The names of the moves that can be made from `status`, in the order they were written."""
        return [name for name in self.moves if self.is_open(status, name)]

    def advance(self, subject: models.Model, move: str, *, by: Actor, at: datetime, also: Sequence[str] = ()) -> None:
        """Make `move`: set and save the status and leave a step. The caller holds the row's lock.

        `also` names fields that were set and must be saved with the status, where a constraint ties them together.
        Raises MoveNotOpenError when the move is not open from the present state.
        """
        thing: Any = subject  # every thing with a journey has `status`; Django's base class does not say so
        if not self.is_open(thing.status, move):
            raise MoveNotOpenError(move, thing.status)
        source, thing.status = thing.status, self.moves[move].target
        subject.save(update_fields=["status", *also])
        _leave_step(subject, move, source=source, target=thing.status, by=by, at=at)

    def begin(self, subject: models.Model, *, by: Actor, at: datetime) -> None:
        """Leave the first step of a thing that was just created in its first state."""
        thing: Any = subject  # as above
        _leave_step(subject, "begin", source="", target=thing.status, by=by, at=at)

    def edges(self) -> Iterator[tuple[str, str, str]]:
        """Every (source, move, target), sorted: what the diagram in the docs is drawn from."""
        for name, move in self.moves.items():
            for source in sorted(move.sources):
                yield source, name, move.target


def steps_of(subject: models.Model) -> models.QuerySet[JourneyStep]:
    """The steps `subject` took, oldest first."""
    return JourneyStep.objects.filter(subject_kind=subject._meta.label_lower, subject_key=str(subject.pk))


def _leave_step(subject: models.Model, move: str, *, source: str, target: str, by: Actor, at: datetime) -> None:
    JourneyStep.objects.create(
        subject_kind=subject._meta.label_lower,
        subject_key=str(subject.pk),
        move=move,
        source=source,
        target=target,
        by=by.label,
        on_behalf_of=by.on_behalf_of.label if by.on_behalf_of else "",
        happened_at=at,
    )
