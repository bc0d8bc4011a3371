"""What was decided in the year: one decision returned and sent again, one corrected, one replaced, two that wait.

The sector's Steering Group takes on a commitment that the county's strategy lays on it; nobody can do that for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from commonweal.accountability.queries.decided import SERVES, STRATEGY
from commonweal.accountability.queries.statuses import COMMITMENT
from commonweal.core.actors import Actor
from commonweal.decisions.models import Decision
from commonweal.decisions.operations import correcting, drafts, recording
from commonweal.decisions.states import Outcome, TakenBy
from commonweal.demonstration.telling import Event, Story
from commonweal.strategy.queries import strategies

OFFICER, SECOND = "communities", "accountable"


@dataclass(frozen=True)
class Plan:
    """One decision: the day it was taken, in days ago, and everything that its record says.

    It is `about` commitments, each by its code with what the decision does to it; without a code about the strategy.
    """

    days_ago: int
    title: str
    outcome: Outcome
    what: str
    taken_by: TakenBy
    power: str
    why: str
    alternatives: str
    office: str = ""
    member: str = ""
    interests: str = "None"
    body: str = "council"
    recorder: str = OFFICER
    paper: str = ""
    recorded_after: int = 2
    about: tuple[tuple[str, str], ...] = ()


OFFICERS_FOR_GROUPS = Plan(
    318,
    "Three community officers for two years",
    Outcome.GO_AHEAD,
    "To employ three community officers until the end of the next financial year but one, one for each of the north, "
    "the bay and the south, for £285,000 from the public health budget.",
    TakenBy.CABINET,
    "Localism Act 2011, section 1 (general power of competence); the cabinet’s part of the constitution",
    "Small groups told us again and again that they do not know whom to ask. The officers are somebody to ask: they "
    "visit, listen, and bring groups together with money, rooms and volunteers that are there already.",
    "A grant to the two volunteer centres for the same: it would have come a year later, and the Foundation told us "
    "that the centres could not take on staff before the summer. More hours for the telephone line: it reaches those "
    "who know that it is there.",
    paper="Report to the cabinet: somebody to ask",
)

MEMBER_GRANTS = Plan(
    244,
    "Member grants up to £500 without a written report",
    Outcome.GO_AHEAD,
    "Groups that get £500 or less of a county councillor’s member grant tell how it went on the telephone or by a "
    "photo, and write no report.",
    TakenBy.CABINET_MEMBER,
    "Delegated by the cabinet on 4 February 2025, item 7",
    "A group with £300 for a tent spent as long on the report as on the fair. What we learn from a call is more.",
    "No account at all for the smallest grants: public money, so somebody must be able to tell what became of it.",
    office="Cabinet Member for Communities",
    member="Jean Makepeace",
    interests="Jean Makepeace: their division has a group that had such a grant last year. No money to that group is "
    "decided here.",
    about=(("C-155d", SERVES),),
)

NO_LOTTERY = Plan(
    176,
    "No county lottery for good causes",
    Outcome.NOT_GO_AHEAD,
    "Not to set up a county lottery. To look at it again when two more counties have run one for three years.",
    TakenBy.COMMITTEE,
    "Gambling Act 2005, schedule 11, part 5; delegated to the committee",
    "Two counties like ours raised less in their first two years than setting it up cost them. The harm to people who "
    "gamble weighs more than what groups would gain.",
    "To join the lottery of a neighbouring county: its causes are chosen there. To let the Foundation run one: it "
    "does not want to.",
    office="Policy and Resources Committee",
    paper="What county lotteries raised, and what they cost",
)

HALL_HIRE = Plan(
    131,
    "School halls free of charge for groups on weekday evenings",
    Outcome.EXTEND,
    "The trial in which groups use eleven school halls without charge on weekday evenings goes on until the end of "
    "the school year, and the four secondary schools on the bay join it.",
    TakenBy.OFFICER,
    "Education and Inspections Act 2006, part 4; scheme of delegation, paragraph 12.3",
    "In the first term 63 groups used the halls, and no school had a complaint that was not settled in a week.",
    "To end the trial and weigh it up first: groups would lose their evenings in the meantime. To take all schools "
    "in at once: caretakers’ hours are not agreed for the others.",
    office="Director of Communities and Place",
    about=(("C-064", SERVES),),
)

SMALL_GROUPS_FUND = Plan(
    88,
    "The Foundation opens its fund to groups without a charity number",
    Outcome.GO_AHEAD,
    "Groups with a constitution, two people who are not related, and a bank account or a fund-holder can apply for "
    "up to £2,000 from 1 April.",
    TakenBy.PARTNER_BOARD,
    "The Foundation’s articles, article 9, and the agreement with the county council",
    "Two of three groups in the county have no number, and do much of what is done.",
    "To ask for registration within a year: seven groups told us that they would not apply then.",
    office="Board of trustees",
    body="foundation",
    recorder="foundation",
)

PASSED_ON = Plan(
    71,
    "We tell groups what was said, within a week",
    Outcome.GO_AHEAD,
    "Whoever sits in a meeting for the sector writes down within a week what was said and what was decided. It goes to "
    "every group on the list, and anybody can ask to be on it.",
    TakenBy.GROUP,
    "Our terms of reference, paragraph 6",
    "The county’s strategy says that representatives pass on what they hear. It is the council’s text and binds the "
    "council alone, so whether we take that on is ours to decide. We do.",
    "To leave it to each of us, as before: three groups in four told us that they never heard anything.",
    office="Steering Group",
    body="steering",
    recorder="steering",
    about=(("C-110", SERVES),),
)

HALLS_FOR_GOOD = Plan(
    23,
    "School halls free of charge for groups, for good",
    Outcome.ADOPT,
    "Every secondary school and every school with a hall of its own is open to groups without charge on three "
    "weekday evenings of term. The council pays for caretakers’ hours: £94,000 a year.",
    TakenBy.CABINET,
    "Education and Inspections Act 2006, part 4; Localism Act 2011, section 1",
    "The trial showed what it costs and what it gives: 140 groups, 2,900 evenings, nine complaints.",
    "A charge of £5 an evening: collecting it would cost £4.20. To leave it to each school: groups would not know "
    "where to ask.",
    paper="Report to the cabinet: a year of school halls",
    about=(("C-064", SERVES),),
)

A_MEASURE = Plan(
    5,
    "How we measure whether groups are stronger",
    Outcome.ADOPT,
    "To measure once a year how many groups have reserves for three months, from accounts that are public already.",
    TakenBy.CABINET,
    "Localism Act 2011, section 1",
    "It costs groups nothing to answer, and it can be checked by anybody.",
    "A survey of all groups every year: one in nine answered the last one.",
    recorded_after=1,
)

PLANS = (OFFICERS_FOR_GROUPS, MEMBER_GRANTS, NO_LOTTERY, HALL_HIRE, SMALL_GROUPS_FUND, PASSED_ON)
"""Those that one person records."""


def tell(story: Story) -> Iterator[Event]:
    """Each is recorded some days after it was taken, by whoever wrote the minutes."""
    for number, plan in enumerate(PLANS):
        recorded_at = story.calendar.at(plan.days_ago - plan.recorded_after, hour=10 + number)
        yield Event(recorded_at, f"a decision is recorded: {plan.title}", _recording(story, plan))
    day = story.calendar.at
    yield Event(day(310, hour=16), "a slip in a record is corrected", lambda at: _correct(story, at=at))
    yield Event(day(21, hour=9), "the trial becomes the rule", lambda at: send(story, HALLS_FOR_GOOD, at=at))
    yield Event(day(20, hour=11), "its record comes back", lambda at: _return(story, at=at))
    yield Event(day(19, hour=14), "it is sent again", lambda at: _send_again(story, at=at))
    yield Event(day(18, hour=16), "it is confirmed", lambda at: _confirm(story, at=at))
    yield Event(day(4, hour=11), "a measure waits for a second person", lambda at: send(story, A_MEASURE, at=at))
    yield Event(day(2, hour=15), "a record is begun", lambda at: _begin(story, at=at))


def _recording(story: Story, plan: Plan) -> Callable[[datetime], object]:
    return lambda at: send(story, plan, at=at)


def send(story: Story, plan: Plan, *, at: datetime) -> None:
    """Have the decision written and sent; it is among the story's things under its title."""
    by = story.actor(plan.recorder)
    decision = write(story, plan, by=by, at=at)
    story.things[plan.title] = recording.send(decision=decision, by=by, at=at + timedelta(minutes=25))


def write(story: Story, plan: Plan, *, by: Actor, at: datetime) -> Decision:
    """Have the decision written, with what of the strategy it is about, where a strategy is in force."""
    body = story.bodies[plan.body]
    earlier = story.things[HALL_HIRE.title].reference if plan is HALLS_FOR_GOOD else ""
    decision = drafts.start(body=body, by=by, at=at)
    decision = drafts.say_what(
        decision=decision, title=plan.title, outcome=plan.outcome, what=plan.what, replaces=earlier, by=by, at=at
    )
    decision = drafts.say_who(decision=decision, body=body, taken_by=plan.taken_by, by=by, at=at)
    if decision.needs_office:
        decision = drafts.say_office(decision=decision, office=plan.office, member_name=plan.member, by=by, at=at)
    decided_on = story.calendar.day_of(story.calendar.at(plan.days_ago))
    decision = drafts.say_when(decision=decision, decided_on=decided_on, power=plan.power, by=by, at=at)
    for kind, reference, effect in _subjects(plan, on=decided_on):
        drafts.add_subject(decision=decision, kind=kind, reference=reference, effect=effect, by=by, at=at)
    if plan.paper:
        link = f"https://www.weldmere.example/papers/{plan.days_ago}.pdf"
        drafts.add_paper(decision=decision, title=plan.paper, document=None, link=link, by=by, at=at)
    return drafts.say_why(
        decision=decision, why=plan.why, alternatives=plan.alternatives, interests=plan.interests, by=by, at=at
    )


def _subjects(plan: Plan, *, on: date) -> Iterator[tuple[str, str, str]]:
    strategy = strategies.in_force(on)
    if strategy is not None:
        for code, effect in plan.about:
            yield (COMMITMENT, f"{strategy.slug}/{code}", effect) if code else (STRATEGY, strategy.slug, effect)


def _correct(story: Story, *, at: datetime) -> None:
    correcting.correct(
        decision=story.things[OFFICERS_FOR_GROUPS.title],
        wrong="for £285,000 from the public health budget",
        right="for £258,000 from the public health budget. The minutes have the right sum.",
        by=story.actor(OFFICER),
        at=at,
    )


def _return(story: Story, *, at: datetime) -> None:
    because = "The report says £94,000 a year for three years, and the record does not say for how long. Look at page 4"
    recording.send_back(decision=story.things[HALLS_FOR_GOOD.title], because=because, by=story.actor(SECOND), at=at)


def _send_again(story: Story, *, at: datetime) -> None:
    by, returned = story.actor(OFFICER), story.things[HALLS_FOR_GOOD.title]
    changed = drafts.say_what(
        decision=returned,
        title=HALLS_FOR_GOOD.title,
        outcome=HALLS_FOR_GOOD.outcome,
        what=f"{HALLS_FOR_GOOD.what} The money is set aside for three years; then the cabinet looks at it again.",
        replaces=story.things[HALL_HIRE.title].reference,
        by=by,
        at=at,
    )
    recording.send(decision=changed, by=by, at=at + timedelta(minutes=8))


def _confirm(story: Story, *, at: datetime) -> None:
    recording.confirm(decision=story.things[HALLS_FOR_GOOD.title], by=story.actor(SECOND), at=at)


def _begin(story: Story, *, at: datetime) -> None:
    """Somebody is in the middle of it."""
    by = story.actor(OFFICER)
    decision = drafts.start(body=story.bodies["council"], by=by, at=at)
    drafts.say_what(
        decision=decision,
        title="A minibus that groups share",
        outcome=Outcome.GO_AHEAD,
        what="To buy one electric minibus, and to let groups book it.",
        replaces="",
        by=by,
        at=at,
    )
