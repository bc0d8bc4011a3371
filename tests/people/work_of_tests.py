"""A kind of work that only tests have: reports, held by whoever is written on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from commonweal.core.actors import Actor
from commonweal.core.rules import Refused, RefusedError
from commonweal.people import work
from commonweal.people.models import Person, Role
from commonweal.people.work import WorkItem, WorkKind

NAME = "tests.report"


@dataclass
class Reports:
    """Who holds which report, by the reports' references."""

    holders: dict[str, str] = field(default_factory=dict)
    refuses: str = ""
    """Who cannot take one on."""

    def held_by(self, role: Role) -> Sequence[WorkItem]:
        """The reports that the holder of the role holds."""
        return [
            WorkItem(NAME, reference, "A report")
            for reference, holder in self.holders.items()
            if holder == role.person.reference
        ]

    def hand_over(self, reference: str, *, to: Person, by: Actor, at: datetime) -> None:  # as all are
        """Write another holder on it."""
        if to.reference == self.refuses:
            raise RefusedError(Refused(f"{to.name} cannot take on reports"))
        self.holders[reference] = to.reference


@contextmanager
def reports() -> Iterator[Reports]:
    """The kind of work, for as long as the test runs."""
    held = Reports()
    kinds = work._kinds  # there is no way to take a kind back, and only tests would want one
    work.register(WorkKind(NAME, "Reports", held.held_by, held.hand_over))
    try:
        yield held
    finally:
        del kinds[NAME]
