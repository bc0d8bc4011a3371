"""What somebody asked of a dataset's API, read from the address: how many rows, after which, and which of them.

Read by us and not by the framework, whose words are for programmers in English and name no dataset.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.http import QueryDict
from django.utils.translation import gettext as _

from commonweal.publishing import cursors
from commonweal.publishing.columns import Column, Kind
from commonweal.publishing.datasets import Dataset, Query
from commonweal.publishing.problems import Problem, ProblemError

USUAL_ROWS = 100
MOST_ROWS = 1000
LONGEST_WORD = 200
LONGEST_NUMBER = 16


@dataclass(frozen=True)
class Asked:
    """What was asked. `query` asks for one row more than `limit`, to know whether there is a next page."""

    limit: int
    filters: dict[str, str]
    query: Query


def read(dataset: Dataset, given: QueryDict, *, at: datetime) -> Asked:
    """What `given` asks of `dataset`. Raises ProblemError with words that say what to write instead."""
    known = {"limit", "after", *(each.name for each in dataset.filters)}
    for name, values in given.lists():
        if name not in known:
            told = _("This dataset takes only these words after the question mark: %(known)s")
            raise _odd(name, told % {"known": ", ".join(sorted(known))})
        if len(values) > 1:
            raise _odd(name, _("Say %(name)s once") % {"name": name})
    words = {name: str(given[name]) for name in given}
    limit = _limit(words["limit"]) if "limit" in words else USUAL_ROWS
    after = None
    if "after" in words:
        try:
            after = cursors.read(words["after"], dataset)
        except cursors.OddCursorError:
            told = _("Take “after” from the “next” of the page before, just as it is, or leave it out to begin anew")
            raise _odd("after", told) from None
    filters = {
        each.name: _fit(words[each.name], dataset.column(each.column), name=each.name)
        for each in dataset.filters
        if each.name in words
    }
    return Asked(limit, filters, Query(at=at, after=after, limit=limit + 1, filters=filters))


def _limit(text: str) -> int:
    limit = _whole(text) or 0
    if not 1 <= limit <= MOST_ROWS:
        raise _odd("limit", _("Write a whole number from 1 to %(most)d, for example limit=100") % {"most": MOST_ROWS})
    return limit


def _fit(text: str, column: Column, *, name: str) -> str:
    """A filter's value as the dataset may be asked for it."""
    if column.codes:
        words = _("Write one of these: %(codes)s") % {"codes": ", ".join(column.codes)}
        is_fit = text in column.codes
    elif column.kind in {Kind.NUMBER, Kind.PENCE}:
        words, is_fit = _("Write a whole number, for example 2021"), _whole(text) is not None
    elif column.kind in {Kind.DAY, Kind.INSTANT}:
        words, is_fit = _("Write a day as year, month and day, for example 2026-06-17"), _is_day(text)
    elif column.kind is Kind.YES_NO:
        words, is_fit = _("Write true or false"), text in {"true", "false"}
    else:
        words = _("Write at least one letter and at most %(most)d") % {"most": LONGEST_WORD}
        is_fit = 0 < len(text) <= LONGEST_WORD and cursors.is_fit(text)
    if not is_fit:
        raise _odd(name, words)
    return text


def _whole(text: str) -> int | None:
    is_whole = text.isascii() and text.removeprefix("-").isdigit() and len(text) < LONGEST_NUMBER
    return int(text) if is_whole else None


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _odd(name: str, words: str) -> ProblemError:
    return ProblemError(Problem("not-understood", words, parameter=name[:LONGEST_WORD]))
