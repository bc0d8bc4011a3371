"""The success framework takes shape: four measures are adopted, figures come in, one is corrected, one waits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from commonweal.accountability.models import Measure, MeasureValue
from commonweal.accountability.operations import measure_figures, measures
from commonweal.accountability.queries import measures as queries
from commonweal.accountability.rules.measure_periods import spans_over
from commonweal.accountability.states.measures import Direction, Period
from commonweal.core.days import london_day
from commonweal.decisions.operations import drafts, recording
from commonweal.decisions.states import Outcome, TakenBy
from commonweal.demonstration.chapters.council import MOVER
from commonweal.demonstration.telling import Event, Story
from commonweal.people import kinds_of_role as kinds
from commonweal.strategy.queries import strategies

OFFICER, SECOND = "communities", "accountable"

PREPARED, DECIDED, CONFIRMED = 338, 331, 329
"""In days ago: all is said that a decision needs, the cabinet decides, and the record is confirmed."""

FIGURES = (210, 115, 20)
"""In days ago, more than a quarter apart: each time the figure of the quarter that is over comes in."""


@dataclass(frozen=True)
class Plan:
    """A measure of the pack by its key, with what the cabinet adopts of it, and the numbers of its figures."""

    key: str
    direction: Direction
    start: Decimal
    target: Decimal | None
    figures: tuple[tuple[int, int], ...] = ()
    source: str = ""
    scope: str = ""
    caveat: str = ""
    target_in_days: int = 0


PLANS = (
    Plan(
        "matters-answered",
        Direction.MORE,
        Decimal(58),
        Decimal(75),
        ((21, 32), (24, 33), (29, 36)),
        "Minutes and agendas of both bodies",
        "Every matter whose day came in the quarter, in both directions",
    ),
    Plan(
        "concerns-answered",
        Direction.MORE,
        Decimal(60),
        Decimal(90),
        ((13, 19), (17, 22), (22, 27)),
        "Records of concerns",
        "Every concern whose day came in the quarter",
        "Half of a quarter fell into the summer holidays.",
        target_in_days=280,
    ),
    Plan(
        "volunteers-placed",
        Direction.MORE,
        Decimal(41),
        None,
        ((312, 6), (340, 6)),
        "Records of the centres",
        "All six centres",
    ),
    Plan("open-grants", Direction.MORE, Decimal(64), Decimal(80)),
)
"""The third has no target, on purpose; the second is not met yet; of the fourth, a yearly one, a figure may be due."""


def tell(story: Story) -> Iterator[Event]:
    """The decision, and a figure for each measure each quarter. A county without a strategy has no measures."""
    day = story.calendar.at
    yield Event(day(PREPARED, hour=10), "measures are made ready", lambda at: _prepare(story, at=at))
    yield Event(day(DECIDED, hour=16), "the cabinet adopts measures", lambda at: _send(story, at=at))
    yield Event(day(CONFIRMED, hour=17), "their record is confirmed", lambda at: _adopt(story, at=at))
    yield Event(day(150, hour=11), "an officer proposes a measure", lambda at: _propose(story, at=at))
    yield Event(day(120, hour=15), "and takes it back", lambda at: _take_back(story, at=at))
    for number, days_ago in enumerate(FIGURES):
        yield Event(day(days_ago, hour=10), "figures are entered", _entering(story, number))
        yield Event(day(days_ago - 2, hour=14), "they are looked over", lambda at: _look_over(story, at=at))
    yield Event(day(80, hour=12), "a figure is corrected", lambda at: _correct(story, at=at))
    yield Event(day(79, hour=15), "the correction is confirmed", lambda at: _look_over(story, at=at))
    yield Event(day(3, hour=10), "a figure of a proposal waits", lambda at: _try_out(story, at=at))


def _proposals(at: datetime) -> dict[str, Measure]:
    strategy = strategies.in_force(london_day(at))
    return queries.of_pack(strategy) if strategy else {}


def _prepare(story: Story, *, at: datetime) -> None:
    there = _proposals(at)
    for plan in PLANS:
        if plan.key not in there:
            continue
        measure = there[plan.key]
        by_on = story.calendar.day(-plan.target_in_days) if plan.target_in_days else None
        story.things[plan.key] = measures.say_terms(
            measure=measure,
            owner=queries.owner_by_key(measure.strategy, "strategy_team"),
            period=measure.period or Period.QUARTERLY,
            source=measure.source,
            confidence=measure.confidence,
            caveat=plan.caveat,
            direction=plan.direction,
            baseline_value=plan.start,
            baseline_on=_start_of_year(at),
            baseline_source="Counted by hand for the cabinet’s report",
            target_value=plan.target,
            target_upto=None,
            target_by_on=by_on,
            has_no_target=plan.target is None,
            by=story.actor(OFFICER),
            at=at,
        )


def _start_of_year(at: datetime) -> date:
    """The last 31 March before the year of the story."""
    day = london_day(at)
    return date(day.year if day >= date(day.year, 4, 1) else day.year - 1, 3, 31)


def _send(story: Story, *, at: datetime) -> None:
    there = _proposals(at)
    about = {plan.key: "ADOPT" for plan in PLANS if plan.key in there}
    if not about:
        return
    by, council = story.actor(OFFICER), story.bodies["council"]
    decision = drafts.start(body=council, by=by, at=at)
    decision = drafts.say_what(
        decision=decision,
        title="How the council will know that its strategy works",
        outcome=Outcome.ADOPT,
        what="To judge the strategy by four measures: matters and concerns that are answered on time, volunteers who "
        "find a place, and grants that anybody could apply for. To look at the other proposals in a year.",
        replaces="",
        by=by,
        at=at,
    )
    decision = drafts.say_who(decision=decision, body=council, taken_by=TakenBy.CABINET, by=by, at=at)
    decision = drafts.say_when(
        decision=decision,
        decided_on=story.calendar.day_of(at),
        power="Localism Act 2011, section 1 (general power of competence); the cabinet’s part of the constitution",
        by=by,
        at=at,
    )
    decision = drafts.say_why(
        decision=decision,
        why="The strategy promises measures and names none. These four can be counted today, from records that are "
        "there, and say something that groups told us they care about.",
        alternatives="All of the proposals at once: for most there are no records yet. One score for everything: it "
        "would hide what goes badly behind what goes well.",
        interests="None",
        by=by,
        at=at,
    )
    for key, effect in about.items():
        reference = there[key].reference
        drafts.add_subject(decision=decision, kind=queries.SUBJECT, reference=reference, effect=effect, by=by, at=at)
    story.things["framework"] = recording.send(decision=decision, by=by, at=at + timedelta(minutes=20))


def _adopt(story: Story, *, at: datetime) -> None:
    if "framework" in story.things:
        recording.confirm(decision=story.things["framework"], by=story.actor(SECOND), at=at)


def _propose(story: Story, *, at: datetime) -> None:
    strategy = strategies.in_force(london_day(at))
    if strategy is None:
        return
    story.things["noise"] = measures.propose(
        strategy=strategy,
        title="Posts about groups that people liked",
        definition="How often a post of the council about a group was liked.",
        numerator="",
        denominator="",
        unit="times",
        serves=["AIM:aim-1"],
        by=story.actor(OFFICER),
        at=at,
    )


def _take_back(story: Story, *, at: datetime) -> None:
    if "noise" in story.things:
        why = "It shows how a network sorts posts, and nothing about groups"
        measures.withdraw(measure=story.things["noise"], why=why, by=story.actor(OFFICER), at=at)


def _entering(story: Story, number: int) -> Callable[[datetime], None]:
    def enter(at: datetime) -> None:
        for plan in PLANS:
            if plan.key in story.things and number < len(plan.figures):
                some, all_of_them = plan.figures[number]
                story.things[f"{plan.key} {number}"] = _enter(
                    story, story.things[plan.key], plan, Decimal(some), Decimal(all_of_them), at=at
                )

    return enter


def _enter(
    story: Story, measure: Measure, plan: Plan, numerator: Decimal, denominator: Decimal, *, at: datetime
) -> MeasureValue:
    return measure_figures.enter(
        measure=measure,
        span=next(spans_over(measure.period, london_day(at))),
        value=None,
        numerator=numerator,
        denominator=denominator,
        source=plan.source,
        scope=plan.scope,
        caveat="",
        by=story.actor(OFFICER),
        at=at,
    )


def _colleague(story: Story) -> str:
    """Another communities officer, who is there all year."""
    return next(key for key in story.those(kinds.COMMUNITIES_OFFICER) if key not in {OFFICER, MOVER})


def _look_over(story: Story, *, at: datetime) -> None:
    by = story.actor(_colleague(story))
    for figure in queries.waiting_figures():
        measure_figures.confirm(figure=figure, by=by, at=at)


def _correct(story: Story, *, at: datetime) -> None:
    figure = story.things.get("matters-answered 1")
    if figure is not None:
        measure_figures.correct(
            figure=figure,
            replaces_why="One answer was counted that had only said that an answer would come",
            value=None,
            numerator=Decimal(23),
            denominator=Decimal(33),
            source=figure.source,
            scope=figure.scope,
            caveat="",
            by=story.actor(OFFICER),
            at=at,
        )


def _try_out(story: Story, *, at: datetime) -> None:
    """A trial figure of what nobody has adopted: it waits to be confirmed, and is shown as a trial after that."""
    measure = _proposals(at).get("unfunded-voices")
    if measure is not None and measure.period:
        plan = Plan(measure.key, Direction.MORE, Decimal(0), None, (), "Lists of boards and of answers", "Boards only")
        _enter(story, measure, plan, Decimal(37), Decimal(96), at=at)
