"""The county's strategy is loaded, decided about and reviewed late; how it stands is worked out as the year goes by."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from django.conf import settings

from commonweal.accountability.operations import statuses
from commonweal.accountability.queries import measures
from commonweal.accountability.queries.decided import REVIEWS
from commonweal.accountability.queries.statuses import DECIDES, REPLACES
from commonweal.accountability.states.measures import MeasureStatus
from commonweal.core.actors import Actor
from commonweal.decisions.operations import drafts, recording
from commonweal.decisions.states import Outcome, TakenBy
from commonweal.demonstration.calendar import DAYS, Calendar
from commonweal.demonstration.chapters import decisions
from commonweal.demonstration.chapters.decisions import OFFICER, SECOND, Plan
from commonweal.demonstration.telling import SEEDING, Event, Story
from commonweal.strategy.operations import packs
from commonweal.strategy.operations.touches import take_touches
from commonweal.strategy.pack.reading import read_pack

OPERATOR = Actor.system("load_pack")

LOADED_AFTER = timedelta(minutes=30)
"""The bodies are entered first, so that the pack finds those that it names."""

DIGITAL_MEETINGS = Plan(
    296,
    "Every open meeting can be joined from home",
    Outcome.GO_AHEAD,
    "Each forum and open meeting that the council holds or pays for can be joined by video or by telephone. The "
    "libraries lend tablets for it, and two volunteers help before each meeting.",
    TakenBy.CABINET,
    "Localism Act 2011, section 1 (general power of competence)",
    "People who care for somebody, and people without a bus after six, told us that they came in 2020 and have not "
    "been able to come since.",
    "Video for the largest meetings only: the small ones are those that people miss. Recordings to watch afterwards: "
    "nobody can ask a recording anything.",
    about=(("C-116", DECIDES),),
)

NO_COURSE = Plan(
    203,
    "No course for leaders of the council’s own",
    Outcome.NOT_GO_AHEAD,
    "Not to set up a course for leaders and trustees. The council tells groups of the courses that the Foundation and "
    "the college run, and pays the fare.",
    TakenBy.CABINET_MEMBER,
    "Delegated by the cabinet on 4 February 2025, item 7",
    "Groups asked for a mentor and for time, not for another course. The two that run have empty chairs.",
    "A course with the neighbouring county: most of ours could not get there and back in an evening.",
    office="Cabinet Member for Communities",
    member="Jean Makepeace",
    about=(("C-138", DECIDES),),
)

YOUTH_FUND = Plan(
    163,
    "A youth fund all year in the place of the Together Again Programme",
    Outcome.REPLACE,
    "The programme ended with its summer. In its place the council pays £60,000 a year into the Lantern Fund, where "
    "young people decide.",
    TakenBy.CABINET,
    "Localism Act 2011, section 1; the cabinet’s part of the constitution",
    "What young people said about the programme: it was good, and it was over when they had found their way in.",
    "The programme once more: again for one summer. A fund of the council’s own: the Lantern Fund has what it takes.",
    about=(("C-171", REPLACES),),
)

REVIEW = Plan(
    118,
    "What became of our strategy, and what did not",
    Outcome.OTHER,
    "The whole strategy was reviewed with the Steering Group, commitment by commitment, from the records on this "
    "service. What it found is in the paper. Whether the strategy goes on or another takes its place is not decided.",
    TakenBy.CABINET,
    "The strategy itself, which promises a review",
    "The strategy promised a review by the end of its term. It was not done in time, and groups asked where it was.",
    "To write the next strategy without looking back: nobody would know which promises to make again.",
    paper="The strategy reviewed: what the records show",
    about=(("", REVIEWS),),
)

VOLUNTEERS_NO_MORE = Plan(
    14,
    "Volunteers placed: no measure until the centres count alike",
    Outcome.OTHER,
    "To end the use of the measure “volunteers who find a place”. It comes back when all centres count the same thing.",
    TakenBy.CABINET_MEMBER,
    "Delegated by the cabinet on 4 February 2025, item 7",
    "One centre counts enquiries, another counts people who came twice. A sum of the two says nothing.",
    "To go on and explain it in a footnote: the figure is quoted without the footnote.",
    office="Cabinet Member for Communities",
)

DECIDED = (DIGITAL_MEETINGS, NO_COURSE, YOUTH_FUND, REVIEW)


def tell(story: Story) -> Iterator[Event]:
    """The pack on the first morning, decisions through the year, and every month how it stands."""
    day = story.calendar.at
    yield Event(story.calendar.began_at + LOADED_AFTER, "the strategy is loaded", _load)
    for plan in DECIDED:
        recorded_at = day(plan.days_ago - plan.recorded_after, hour=12)
        yield Event(recorded_at, f"a decision is recorded: {plan.title}", _recording(story, plan))
    yield Event(day(160, hour=15), "the youth fund is confirmed", lambda at: _confirm(story, YOUTH_FUND, at=at))
    yield Event(day(12, hour=12), "a measure is given up", lambda at: _give_up_measure(story, at=at))
    yield Event(day(11, hour=15), "that is confirmed", lambda at: _confirm(story, VOLUNTEERS_NO_MORE, at=at))
    for at_night in month_ends(story.calendar):
        yield Event(at_night, "how it stands is worked out", _work_out)
    yield Event(story.calendar.now, "how it stands is worked out once more", _work_out)


def month_ends(calendar: Calendar) -> list[datetime]:
    """The night after the last day of each month of the year, when the job works that day's records out."""
    nights = (days_ago for days_ago in range(DAYS - 1, 0, -1) if calendar.day(days_ago).day == 1)
    return [calendar.at_night(days_ago, hour=2) for days_ago in nights]


def _load(at: datetime) -> None:
    packs.load(contents=read_pack(settings.DEMONSTRATION_PACK), by=OPERATOR, at=at)
    _work_out(at + timedelta(minutes=1))


def _work_out(at: datetime) -> None:
    """As the worker does at night, when it has taken what was touched."""
    take_touches(by=SEEDING, at=at)
    statuses.renew_all(by=SEEDING, at=at)


def _recording(story: Story, plan: Plan) -> Callable[[datetime], None]:
    return lambda at: decisions.send(story, plan, at=at)


def _confirm(story: Story, plan: Plan, *, at: datetime) -> None:
    if plan.title in story.things:
        recording.confirm(decision=story.things[plan.title], by=story.actor(SECOND), at=at)


def _give_up_measure(story: Story, *, at: datetime) -> None:
    """Nobody else has adopted anything for the second aim, so that its measures are proposals again."""
    measure = story.things.get("volunteers-placed")
    if measure is None or measures.get_for_desk(measure.reference).status != MeasureStatus.ADOPTED:
        return
    by = story.actor(OFFICER)
    decision = decisions.write(story, VOLUNTEERS_NO_MORE, by=by, at=at)
    subject = {"kind": measures.SUBJECT, "reference": measure.reference, "effect": "RETIRE"}
    drafts.add_subject(decision=decision, by=by, at=at, **subject)
    story.things[VOLUNTEERS_NO_MORE.title] = recording.send(decision=decision, by=by, at=at + timedelta(minutes=25))
