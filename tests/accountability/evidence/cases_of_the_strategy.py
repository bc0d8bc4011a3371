"""The worlds of what stands about the strategy itself: who owns what, what it guides, its review, its figures."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from commonweal.core.actors import Actor
from commonweal.decisions.models import Decision
from commonweal.decisions.operations import drafts, recording
from commonweal.decisions.states import Outcome, TakenBy
from commonweal.people.models import Body
from commonweal.strategy.models import Fact, LaterFigure
from commonweal.strategy.operations import figures
from tests.accountability.evidence.cases import Cases, add
from tests.accountability.evidence.world import BEGAN_AT, World
from tests.factories import decisions
from tests.factories.decisions import House

DAY = timedelta(days=1)

COMMITMENT, STRATEGY = "strategy.commitment", "strategy.strategy"


def write(
    world: World,
    *,
    at: datetime,
    about: tuple[tuple[str, str, str], ...] = (),
    until_on: date | None = None,
    body: Body | None = None,
    **says: Any,
) -> Decision:
    """A decision of the council, or of the partner, that is not sent; `about` is kind, reference and effect of each."""
    home = world.home if body is None else House(body, body, world.lead, world.lead, world.lead)
    decision = decisions.written(home, at=at, **{"decided_on": (at - DAY).date()} | says)
    for kind, reference, effect in about:
        by = home.officer.actor
        subject = {"kind": kind, "reference": reference, "effect": effect}
        drafts.add_subject(decision=decision, **subject, until_on=until_on, by=by, at=at)
    return decision


def writer(world: World, body: Body) -> Actor:
    """Who records the decisions of a body."""
    return world.lead.actor if body == world.partner else world.officer


def decide(world: World, *, at: datetime, **says: Any) -> Decision:
    """A public decision, confirmed by a second person where that is needed."""
    decision = write(world, at=at, **says)
    sent = recording.send(decision=decision, by=writer(world, decision.body), at=at)
    if sent.is_public:
        return sent
    return recording.confirm(decision=sent, by=world.home.accountable.actor, at=at + timedelta(hours=1))


# Decisions that the strategy guides (C-021).


def _for(world: World, code: str) -> tuple[tuple[str, str, str], ...]:
    return ((COMMITMENT, world.commitment(code).reference, "SERVES"),)


def guided(world: World, at: datetime) -> datetime:
    """A decision that names a commitment, and one that reviews the strategy."""
    decide(world, at=at - 30 * DAY, about=_for(world, "C-005"))
    decide(world, at=at - 20 * DAY, about=((STRATEGY, world.strategy.slug, "REVIEWS"),))
    return at


def guided_in_part(world: World, at: datetime) -> datetime:
    """One more, that names nothing."""
    decide(world, at=at - 10 * DAY, title="A minibus")
    return guided(world, at)


def guided_no_more(world: World, at: datetime) -> datetime:
    """A decision that names nothing takes the place of one that named a commitment."""
    earlier = decide(world, at=at - 30 * DAY, about=_for(world, "C-005"))
    decide(world, at=at - 10 * DAY, title="No large print", replaces=earlier.reference)
    return at


def nothing_decided(world: World, at: datetime) -> datetime:
    """A decision that nobody sent, and a partner's."""
    write(world, at=at - 30 * DAY, about=_for(world, "C-005"))
    board = {"taken_by": TakenBy.PARTNER_BOARD, "office": "Board of trustees"}
    decide(world, at=at - 20 * DAY, body=world.partner, about=_for(world, "C-005"), **board)
    return at


# Who owns what (C-031).

LAID_ON_PARTNER = "C-145"


def _partner_decides(world: World, at: datetime, effect: str, outcome: Outcome) -> None:
    decide(
        world,
        at=at,
        body=world.partner,
        taken_by=TakenBy.PARTNER_BOARD,
        office="Board of trustees",
        title="The trial of volunteering",
        outcome=outcome,
        about=((COMMITMENT, world.commitment(LAID_ON_PARTNER).reference, effect),),
    )


def all_owned(world: World, at: datetime) -> datetime:
    """The partner refused once, and takes on now what the text lays on it."""
    _partner_decides(world, at - 60 * DAY, "DECIDES", Outcome.NOT_GO_AHEAD)
    _partner_decides(world, at - 30 * DAY, "SERVES", Outcome.GO_AHEAD)
    return at


def laid_on_a_partner(world: World, at: datetime) -> datetime:
    """The partner decided nothing; what the council decides for it counts for nothing."""
    reference = world.commitment(LAID_ON_PARTNER).reference
    decide(world, at=at - 30 * DAY, about=((COMMITMENT, reference, "SERVES"),))
    return at


def refused_by_a_partner(world: World, at: datetime) -> datetime:
    """The partner decided not to take it on."""
    _partner_decides(world, at - 30 * DAY, "DECIDES", Outcome.NOT_GO_AHEAD)
    return at


def not_loaded_yet(_world: World, _at: datetime) -> datetime:
    """As it was known before the strategy was loaded."""
    return BEGAN_AT - 9 * DAY


# The review (C-168), promised by the end of 2024.


def review(world: World, on: date) -> None:
    """The council decided on a day that the strategy was reviewed."""
    at = datetime(on.year, on.month, on.day, 15, tzinfo=UTC) + 2 * DAY
    decide(
        world,
        at=at,
        decided_on=on,
        outcome=Outcome.OTHER,
        title="The strategy after four years",
        about=((STRATEGY, world.strategy.slug, "REVIEWS"),),
    )


def extend(world: World, on: date, *, until_on: date) -> None:
    """The council decided on a day that the strategy goes on until another."""
    at = datetime(on.year, on.month, on.day, 15, tzinfo=UTC) + 2 * DAY
    decide(
        world,
        at=at,
        decided_on=on,
        outcome=Outcome.EXTEND,
        title="The strategy goes on for two years",
        about=((STRATEGY, world.strategy.slug, "EXTENDS"),),
        until_on=until_on,
    )


def reviewed_and_carried_on(world: World, at: datetime) -> datetime:
    """Reviewed in time and carried on; a second review, years later, takes nothing away."""
    review(world, date(2024, 11, 6))
    extend(world, date(2024, 12, 4), until_on=date(2026, 12, 31))
    review(world, date(2026, 3, 4))
    return at


def reviewed_and_left(world: World, at: datetime) -> datetime:
    """Reviewed in time, and nothing decided by the end of its term."""
    review(world, date(2024, 11, 6))
    return at


def reviewed_late(world: World, at: datetime) -> datetime:
    """Reviewed a quarter too late, and nothing decided."""
    review(world, date(2025, 3, 12))
    return at


def never_reviewed(world: World, at: datetime) -> datetime:
    """The only review is a draft that nobody sent."""
    write(world, at=BEGAN_AT + 9 * DAY, about=((STRATEGY, world.strategy.slug, "REVIEWS"),))
    return at


# Figures (C-027).


def put_beside(world: World, at: datetime, **says: str) -> LaterFigure:
    """A newer figure beside the one fact of the strategy."""
    told = {
        "words": "3,012 groups are at work",
        "source": "The yearly picture of the sector",
        "link": "",
        "year": "2025",
        "scope": "Smallshire",
        "caveat": "Groups without a number are not counted",
    } | says
    fact = Fact.objects.get(strategy=world.strategy, code="F-15")
    return figures.add_later_figure(fact=fact, by=world.officer, at=at, **told)


def told(world: World, at: datetime) -> datetime:
    """A figure with all that makes it readable."""
    put_beside(world, at - 30 * DAY)
    return at


def told_in_part(world: World, at: datetime) -> datetime:
    """One more, without its limits."""
    put_beside(world, at - 20 * DAY, caveat="")
    return told(world, at)


def told_blindly(world: World, at: datetime) -> datetime:
    """A figure without a source."""
    put_beside(world, at - 20 * DAY, source=" ")
    return at


def no_figures(world: World, at: datetime) -> datetime:
    """A figure that was taken away."""
    figure = put_beside(world, at - 20 * DAY)
    figures.withdraw_later_figure(figure=figure, why="It counted some groups twice", by=world.officer, at=at - 10 * DAY)
    return at


add("accountability.decisions_guided", Cases(guided, guided_in_part, guided_no_more, nothing_decided))
add("accountability.commitments_owned", Cases(all_owned, laid_on_a_partner, refused_by_a_partner, not_loaded_yet))
add(
    "accountability.strategy_reviewed",
    Cases(reviewed_and_carried_on, reviewed_and_left, reviewed_late, never_reviewed),
)
add("accountability.figures_told", Cases(told, told_in_part, told_blindly, no_figures))
