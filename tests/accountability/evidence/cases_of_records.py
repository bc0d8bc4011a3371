"""The worlds of what people bring to the council and of its measures: formats, concerns, figures."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from commonweal.accountability.models import Channel
from commonweal.accountability.operations import formats as format_operations
from tests.accountability.evidence.cases import Cases, add
from tests.accountability.evidence.world import World
from tests.factories import accountability as formats
from tests.factories import concerns, measures
from tests.factories.measures import Land

DAY = timedelta(days=1)


def _supplied(at: datetime, contact: str, *, after: timedelta) -> None:
    asked = formats.sent(at=at, contact=contact).request
    by = formats.officer(at=at)
    format_operations.supply(asked=asked, note="Posted", by=by, at=at + after)


def supplied_in_time(_world: World, at: datetime) -> datetime:
    """Two requests, both supplied within a week."""
    for number in range(2):
        _supplied(at - 40 * DAY, f"asker{number}@example.org", after=7 * DAY)
    return at


def supplied_in_part(world: World, at: datetime) -> datetime:
    """One more, supplied after a month."""
    _supplied(at - 40 * DAY, "late@example.org", after=35 * DAY)
    return supplied_in_time(world, at)


def never_supplied(_world: World, at: datetime) -> datetime:
    """A request that nobody answered."""
    formats.sent(at=at - 40 * DAY)
    return at


def nothing_sent(_world: World, at: datetime) -> datetime:
    """A request that somebody wrote and did not send."""
    formats.answered(at=at - 2 * DAY)
    return at


def _left_message(at: datetime, number: int, *, after: timedelta) -> None:
    asked = formats.entered(at=at, contact=f"0163296000{number}")
    formats.first_answered(asked=asked, at=at + after)


def line_minded(_world: World, at: datetime) -> datetime:
    """Two messages on the answering machine, heard within two hours."""
    for number in range(2):
        _left_message(at - 9 * DAY, number, after=timedelta(hours=2))
    return at


def line_minded_in_part(world: World, at: datetime) -> datetime:
    """One more, heard three days later."""
    _left_message(at - 9 * DAY, 5, after=3 * DAY)
    return line_minded(world, at)


def line_not_minded(_world: World, at: datetime) -> datetime:
    """A message that nobody heard."""
    formats.entered(at=at - 9 * DAY)
    return at


def nothing_on_the_line(_world: World, at: datetime) -> datetime:
    """A request that came by post."""
    formats.entered(at=at - 9 * DAY, channel=Channel.LETTER)
    return at


def concerns_answered(_world: World, at: datetime) -> datetime:
    """A concern that was answered within a fortnight."""
    concerns.answered(at=at - 40 * DAY, after=14 * DAY)
    return at


def concerns_answered_in_part(world: World, at: datetime) -> datetime:
    """One more, answered after five weeks."""
    concerns.answered(at=at - 40 * DAY, after=35 * DAY, contact="second@example.org")
    return concerns_answered(world, at)


def concern_not_answered(_world: World, at: datetime) -> datetime:
    """A concern that waits though its day is over."""
    concerns.sent(at=at - 40 * DAY)
    return at


def no_concern_sent(_world: World, at: datetime) -> datetime:
    """A concern that somebody wrote and did not send."""
    concerns.drafted(at=at - 2 * DAY)
    return at


LONG_AGO = 300 * DAY


def _without_proposals(at: datetime) -> Land:
    """A council that dropped what the pack proposes."""
    place = measures.land(at=at)
    for proposal in place.proposals.values():
        measures.decide(place, proposal, "DROP", at=at - LONG_AGO)
    return place


def _counted(place: Land, at: datetime, **terms: Any) -> None:
    """An adopted measure whose figure for last year is 61."""
    measure = measures.adopted(place, at=at - LONG_AGO, **terms)
    measures.confirmed(place, measure, at=at - 30 * DAY)


def measures_held(_world: World, at: datetime) -> datetime:
    """A measure with all that it needs, and a figure."""
    _counted(_without_proposals(at), at)
    return at


def measures_held_in_part(_world: World, at: datetime) -> datetime:
    """One more, adopted without a source."""
    place = _without_proposals(at)
    _counted(place, at)
    _counted(place, at, title="Halls that are dry", source="")
    return at


def measure_without_figure(_world: World, at: datetime) -> datetime:
    """A measure that was adopted, and for which nobody ever gave a figure."""
    measures.adopted(_without_proposals(at), at=at - LONG_AGO)
    return at


def no_measures(_world: World, at: datetime) -> datetime:
    """Proposals, and all of them dropped."""
    _without_proposals(at)
    return at


def measures_reached(_world: World, at: datetime) -> datetime:
    """A measure whose figure reaches its target."""
    _counted(_without_proposals(at), at, target_value=Decimal(60))
    return at


def measures_reached_in_part(_world: World, at: datetime) -> datetime:
    """One more, whose figure does not."""
    place = _without_proposals(at)
    _counted(place, at, target_value=Decimal(60))
    _counted(place, at, title="Halls that are dry", target_value=Decimal(80))
    return at


def measure_missed(_world: World, at: datetime) -> datetime:
    """A measure whose day is over with its target not reached."""
    place = _without_proposals(at)
    _counted(place, at, target_value=Decimal(80), target_by_on=measures.LAST_YEAR.until_on)
    return at


add("accountability.formats_supplied", Cases(supplied_in_time, supplied_in_part, never_supplied, nothing_sent))
add("accountability.formats_line_minded", Cases(line_minded, line_minded_in_part, line_not_minded, nothing_on_the_line))
add(
    "accountability.concerns_answered",
    Cases(concerns_answered, concerns_answered_in_part, concern_not_answered, no_concern_sent),
)
add("accountability.measures_held", Cases(measures_held, measures_held_in_part, measure_without_figure, no_measures))
add("accountability.measures_reached", Cases(measures_reached, measures_reached_in_part, measure_missed, no_measures))
