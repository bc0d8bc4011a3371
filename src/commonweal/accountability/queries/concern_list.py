"""The public list of concerns: counted, narrowed and paged by the database, however many there are.

That one is late is worked out from its days as the list is read, and kept nowhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Count, F, Q

from commonweal.accountability.models import Concern
from commonweal.accountability.queries.concerns import of_strategy
from commonweal.accountability.states.concerns import ConcernStatus, State
from commonweal.strategy.models import Commitment, Strategy

A_YEAR = timedelta(days=365)

_LISTED = (
    *("id", "commitment", "reference", "status", "outcome", "may_publish", "summary"),
    *("sent_on", "answer_by_on", "answered_on", "settled_at"),
)


class Named(NamedTuple):
    """A commitment, as lists of concerns name it."""

    key: int
    code: str
    title: str

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


@dataclass(frozen=True)
class Counts:
    """How many concerns there are in each state and with each outcome, by the code of their commitment."""

    commitments: Mapping[int, Named]
    """Every commitment of the strategy, by its key."""
    states: Mapping[tuple[str, State], int]
    outcomes: Mapping[str, int]

    @property
    def raised_on(self) -> list[Named]:
        """The commitments that a concern was raised on, in the order of the strategy."""
        codes = {code for code, _state in self.states}
        return [each for each in self.commitments.values() if each.code in codes]

    def of(self, state: State | None = None, code: str = "") -> int:
        """How many there are, of one state and on one commitment where those are named."""
        return sum(
            count
            for (theirs, in_state), count in self.states.items()
            if state in {None, in_state} and code in {"", theirs}
        )


def _are_in(today: date) -> dict[State, Q]:
    """What the database knows of the concerns in each state on a London day."""
    waits = Q(status=ConcernStatus.WAITING)
    return {
        State.LATE: waits & Q(answer_by_on__lt=today),
        State.WAITS: waits & Q(answer_by_on__gte=today),
        State.ANSWERED: Q(answered_on__lte=F("answer_by_on")),
        State.ANSWERED_LATE: Q(answered_on__gt=F("answer_by_on")),
        State.WITHDRAWN: Q(status=ConcernStatus.WITHDRAWN),
    }


def counts_of(strategy: Strategy, today: date) -> Counts:
    """Every concern on a strategy that was sent, counted on a London day. Four queries."""
    rows = strategy.commitments.order_by("position", "id").values_list("pk", "code", "title")
    commitments = {key: Named(key, code, title) for key, code, title in rows}
    # By the keys of the commitments, and so in the order of an index that holds all that is counted.
    theirs = Concern.objects.filter(commitment__in=strategy.commitments.order_by().values("pk")).order_by()
    groups = theirs.values_list("commitment", "status", "outcome").annotate(count=Count("*"))
    # Counted here: to group them the database would read all of the commitment's, and not only the few that are late.
    are_in = _are_in(today)
    late = {
        state: Counter(Concern.objects.filter(are_in[state]).order_by().values_list("commitment", flat=True))
        for state in (State.LATE, State.ANSWERED_LATE)
    }
    states: Counter[tuple[str, State]] = Counter()
    outcomes: Counter[str] = Counter()
    for key, status, outcome, count in groups:
        if status == ConcernStatus.DRAFT:
            continue
        states[commitments[key].code, _IN_TIME[ConcernStatus(status)]] += count
        outcomes[outcome] += count
    for in_time, state in ((State.WAITS, State.LATE), (State.ANSWERED, State.ANSWERED_LATE)):
        for key in late[state].keys() & commitments.keys():
            count = late[state][key]
            states[commitments[key].code, in_time] -= count
            states[commitments[key].code, state] += count
    return Counts(commitments, +states, outcomes)


_IN_TIME = {
    ConcernStatus.WAITING: State.WAITS,
    ConcernStatus.ANSWERED: State.ANSWERED,
    ConcernStatus.CLOSED: State.ANSWERED,
    ConcernStatus.WITHDRAWN: State.WITHDRAWN,
}


def lately_took(strategy: Strategy, today: date) -> list[tuple[date, date, int]]:
    """The days on which concerns were sent and were answered in the past year, and how many were. One query."""
    # Asked is what an index holds, and so nothing else is read.
    answered = of_strategy(strategy).filter(answered_on__gt=today - A_YEAR)
    return list(answered.order_by().values_list("sent_on", "answered_on").annotate(count=Count("*")))


def listed(
    strategy: Strategy, today: date, *, state: State | None, commitment: Named | None, start: int, size: int
) -> list[Concern]:
    """`size` concerns after the first `start`, the newest first, with what a list shows of them. One query."""
    rows = of_strategy(strategy).exclude(status=ConcernStatus.DRAFT).order_by("-sent_at", "-id").only(*_LISTED)
    if state is not None:
        rows = rows.filter(_are_in(today)[state])
    if commitment is not None:
        rows = rows.filter(commitment=commitment.key)
    return list(rows[start : start + size])


def newest_on(commitment: Commitment, *, most: int) -> list[Concern]:
    """The newest concerns that were sent on a commitment, with what a list shows of them. One query."""
    rows = commitment.concerns.exclude(status=ConcernStatus.DRAFT).order_by("-sent_at", "-id")
    return list(rows.only(*_LISTED)[:most])
