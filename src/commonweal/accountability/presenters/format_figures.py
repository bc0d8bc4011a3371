"""How quickly people got an answer about another format, as counts and medians that point at nobody. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto
from statistics import median
from typing import Any, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.accountability.models import REQUEST_LINE, Channel, FormatRequest
from commonweal.accountability.states.formats import Status
from commonweal.core import days

SMALL = 5
"""Fewer are not shown by themselves: whoever asks for braille in a small place is soon known."""

MONTHS = 12

K = TypeVar("K", bound=Hashable)
Row = list[dict[str, Any]]


class Outcome(Enum):
    """What became of a request, as the public is told."""

    IN_TIME = auto()
    LATE = auto()
    OPEN = auto()
    OPEN_LATE = auto()
    WITHDRAWN = auto()


def first_month(today: date) -> date:
    """The first day of the months that are counted, the present one included."""
    months = today.year * 12 + today.month - MONTHS
    return date(months // 12, months % 12 + 1, 1)


def outcome(asked: FormatRequest, *, today: date) -> Outcome:
    """What became of the request by the end of yesterday or today."""
    if asked.status == Status.WITHDRAWN:
        return Outcome.WITHDRAWN
    until = days.london_day(asked.settled_at) if asked.settled_at else today
    is_late = asked.answer_by_on is not None and asked.answer_by_on < until
    if asked.status == Status.SUPPLIED:
        return Outcome.LATE if is_late else Outcome.IN_TIME
    return Outcome.OPEN_LATE if is_late else Outcome.OPEN


def withheld(counts: Mapping[K, int]) -> frozenset[K]:
    """Which counts are not shown: the small ones, and where that is one alone, the next, or the sum would tell it."""
    hidden = {key for key, count in counts.items() if 0 < count < SMALL}
    others = sorted((count, place, key) for place, (key, count) in enumerate(counts.items()) if count >= SMALL)
    if len(hidden) == 1 and others:
        hidden.add(others[0][2])
    return frozenset(hidden)


def withheld_in_parts(counts: Mapping[K, int], part_of: Callable[[K], object]) -> frozenset[K]:
    """The same where the sum of each part is public as well: within a part no hidden count stands alone."""
    parts: dict[object, dict[K, int]] = {}
    for key, count in counts.items():
        parts.setdefault(part_of(key), {})[key] = count
    hidden = frozenset[K]().union(*(withheld(part) for part in parts.values()))
    return hidden | withheld(counts) if len(hidden) == 1 else hidden


def show_hours(minutes: float) -> str:
    """A wait in words: `3 working hours`; what is less than one is said so."""
    if minutes < 60:
        return _("less than one working hour")
    hours = int(minutes // 60)
    return ngettext("%(count)d working hour", "%(count)d working hours", hours) % {"count": hours}


@dataclass(frozen=True)
class Figures:
    """The requests of the months that are counted, and the day on which they are looked at."""

    requests: Sequence[FormatRequest]
    today: date

    @property
    def has_enough(self) -> bool:
        """Whether there are enough of them to say anything."""
        return len(self.requests) >= SMALL

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self.requests)

    @property
    def since(self) -> str:
        """The month with which they begin."""
        return _month(first_month(self.today))

    @property
    def median(self) -> str:
        """Within how long half of those who were answered heard from a person; nothing where they are few."""
        return _median(self.requests)

    @property
    def channel_rows(self) -> list[Row]:
        """By how people asked. How many came by the request line is public: each is a row of C-006's evidence."""
        keys = [(str(each), str(each.label)) for each in Channel]
        return self._rows(keys, lambda asked: asked.channel, part_of=lambda channel: channel in REQUEST_LINE)

    @property
    def month_rows(self) -> list[Row]:
        """By the month in which they asked."""
        months = _months_until(self.today)
        return self._rows(
            [(each, _month(each)) for each in months],
            lambda asked: days.london_day(asked.left_at).replace(day=1) if asked.left_at else None,
        )

    @property
    def outcome_rows(self) -> list[Row]:
        """What became of them."""
        words = {
            Outcome.IN_TIME: _("Supplied in time"),
            Outcome.LATE: _("Supplied late"),
            Outcome.OPEN: _("Open, and still in time"),
            Outcome.OPEN_LATE: _("Open, and late"),
            Outcome.WITHDRAWN: _("Withdrawn by the person"),
        }
        counted = Counter(outcome(each, today=self.today) for each in self.requests)
        counts = {each: counted[each] for each in words}
        hidden = withheld(counts)
        return [[{"text": words[each]}, _count(counts[each], is_hidden=each in hidden)] for each in words]

    def _rows(
        self,
        keys: Sequence[tuple[K, str]],
        key_of: Callable[[FormatRequest], K | None],
        part_of: Callable[[K], object] = lambda _key: None,
    ) -> list[Row]:
        groups: dict[K, list[FormatRequest]] = {key: [] for key, _words in keys}
        for asked in self.requests:
            key = key_of(asked)
            if key is not None and key in groups:
                groups[key].append(asked)
        hidden = withheld_in_parts({key: len(group) for key, group in groups.items()}, part_of)
        return [
            [
                {"text": words},
                _count(len(groups[key]), is_hidden=key in hidden),
                {"text": (_median(groups[key]) if key not in hidden else "") or _("too few to say")},
            ]
            for key, words in keys
        ]


def _count(count: int, *, is_hidden: bool) -> dict[str, Any]:
    if not is_hidden:
        return {"text": count, "format": "numeric"}
    words = _("fewer than %(small)d") % {"small": SMALL} if count < SMALL else _("not shown")
    return {"text": words, "format": "numeric"}


def _median(requests: Iterable[FormatRequest]) -> str:
    waits = [each.first_answer_minutes for each in requests if each.first_answer_minutes is not None]
    return show_hours(median(waits)) if len(waits) >= SMALL else ""


def _months_until(today: date) -> list[date]:
    months = [first_month(today)]
    while len(months) < MONTHS:
        months.append((months[-1] + timedelta(days=31)).replace(day=1))
    return months


def _month(day: date) -> str:
    return f"{days.MONTHS[day.month - 1]} {day.year}"
