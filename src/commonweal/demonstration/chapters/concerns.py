"""People raise concerns on commitments: answered in time and late, upheld and not, replied to, taken back, waiting."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from commonweal.accountability.models import Concern, ConcernOutcome, ConcernReply, MayPublish, ReachRaiserBy
from commonweal.accountability.operations import concern_desk, concerns
from commonweal.accountability.queries import concerns as queries
from commonweal.core.actors import Actor
from commonweal.demonstration.society.people import address_of, landline, strangers
from commonweal.demonstration.society.roll import LETTERBOX
from commonweal.demonstration.telling import SEEDING, Event, Story
from commonweal.people import kinds_of_role as kinds
from commonweal.strategy.queries import strategies
from commonweal.ui.site import SITE

WORDS, SUMMARY, NOTHING = MayPublish.WORDS, MayPublish.SUMMARY, MayPublish.NOTHING
UPHELD, PARTLY = ConcernOutcome.UPHELD, ConcernOutcome.PARTLY_UPHELD
NOT_UPHELD, NO_VIEW = ConcernOutcome.NOT_UPHELD, ConcernOutcome.NO_VIEW

REPLY_DAYS = 31
"""After so many days nobody can reply to an answer any more: the strategy's own number, and a few to spare."""

CENTRE = "north-volunteering"
"""The volunteer centre that two of the concerns are about, by the story's key."""


@dataclass(frozen=True)
class Trouble:
    """What somebody raises so many days ago: on which commitment, in which words, and what came of it and when.

    `after` is the number of days until the council answered; none where it has not. `ends` is another end than an
    answer. A body of the story that is `asked` replies in `body_says`, or lets its days go by.
    """

    days_ago: int
    code: str
    words: str
    summary: str = ""
    may_publish: MayPublish = WORDS
    wish: str = ""
    reach_by: ReachRaiserBy = ReachRaiserBy.EMAIL
    after: int = 0
    outcome: ConcernOutcome | None = None
    answer: str = ""
    action: str = ""
    asked: str = ""
    body_says: str = ""
    reply: str = ""
    ends: str = ""


TROUBLES = (
    Trouble(
        301,
        "C-005",
        "I asked for the strategy in Polish for our parents’ group. It came after the meeting we needed it for.",
        "Somebody asked for a document in another language and had it too late for a meeting.",
        wish="Say at once how long it will take, so that we can move a meeting.",
        after=15,
        outcome=UPHELD,
        answer="You are right. The request lay for a week before anybody read it, and nobody told you.",
        action="Whoever takes in a request says on the same day how long a translation takes.",
        reply="Thank you. The next one was quick.",
    ),
    Trouble(
        262,
        "C-020",
        "An officer told our committee that a letter to the paper about the day centre would not help our grant.",
        "A group says that it was warned, in connection with a grant, against speaking up in public.",
        may_publish=SUMMARY,
        wish="We want to hear that we may say what we think.",
        reach_by=ReachRaiserBy.PHONE,
        after=26,
        outcome=PARTLY,
        answer="We spoke to those concerned. What was said was not meant as a threat, and could be heard as one. "
        "Nobody’s grant depends on their silence.",
        action="Every officer who looks after grants is reminded of this in writing, and everybody can read it.",
    ),
    Trouble(
        214,
        "C-145",
        "The trial was to help groups all over the county. Nobody ever came to the coast.",
        "A group on the coast has seen nothing of the trial that one volunteer centre leads.",
        asked=CENTRE,
        body_says="We held two open days on the coast, on two Saturdays, and wrote to every group in the directory. "
        "Four people came. We will come again, and gladly to you.",
        after=21,
        outcome=NOT_UPHELD,
        answer="The trial did reach the coast: two open days were held, and every group in the directory had a letter. "
        "Your group is not in the directory, and that is why the letter did not reach you.",
        action="The centre rings you this month, if you like.",
    ),
    Trouble(
        171,
        "C-057",
        "The crowdfunding trial is before the auditor because of one project. Why is it still being praised?",
        may_publish=NOTHING,
        reach_by=ReachRaiserBy.NOTHING,
        after=18,
        outcome=NO_VIEW,
        answer="The auditor is looking at this now, and we say nothing before the auditor has.",
    ),
    Trouble(
        133,
        "C-037",
        "Three times we were told on a Friday to answer by Monday. We are volunteers and have jobs.",
        "Groups run by volunteers were given a weekend to answer the council.",
        wish="Two weeks, always.",
        after=46,
        outcome=UPHELD,
        answer="You are right, and this answer is late as well. We are sorry. A weekend is no time to answer.",
        action="Nobody is asked for an answer in less than ten working days, unless the law sets a shorter time.",
        reply="Ten days is fair. Please hold yourselves to your own times too.",
    ),
    Trouble(96, "C-006", "I rang three times and nobody listened to the machine.", ends="withdraw"),
    Trouble(
        61,
        "C-091",
        "There was to be something lasting after the networking events. There was one event and a list of names.",
        "Somebody misses what was to come of the networking events.",
        after=20,
        outcome=NOT_UPHELD,
        answer="Two events were held, and a group that meets every month came of the second. We should have "
        "told those who were at the first.",
    ),
    Trouble(
        41,
        "C-116",
        "Our digital café was promised help to start. We have had three polite letters and no help.",
        "A group waits for help to begin meeting online.",
        wish="Somebody who rings us.",
    ),
    Trouble(
        11,
        "C-145",
        "Our drivers were counted by two centres, so the figures of the trial are too high.",
        "Somebody doubts how volunteers were counted in the trial that one volunteer centre leads.",
        asked=CENTRE,
    ),
    Trouble(
        2, "C-130", "We were told that advice is for groups with savings. We have none.", reach_by=ReachRaiserBy.POST
    ),
    Trouble(1, "C-005", "The easy read version is not easy", ends="draft"),
)
"""The one of 133 days ago was answered late, and that of 41 days ago waits past its day; those after it have time."""


def tell(story: Story) -> Iterator[Event]:
    """Each concern, and what came of it. A county without a strategy has no commitments to be concerned about."""
    names = strangers(story.chance("concerns"), taken={holder.name for holder in story.holders.values()})
    officers = story.those(kinds.COMMUNITIES_OFFICER)[:3]
    day = story.calendar.at
    for number, (trouble, name) in enumerate(zip(TROUBLES, names, strict=False)):
        key, officer = f"concern {number}", officers[number % len(officers)]
        sent_at = day(trouble.days_ago, hour=9 + number % 9, minute=11 * number % 60)
        yield Event(
            sent_at, f"somebody raises a concern on {trouble.code}", _raising(story, key, trouble, name, number)
        )
        if trouble.ends == "withdraw":
            yield Event(day(trouble.days_ago - 3, hour=18), "it is taken back", _withdrawing(story, key))
        if trouble.summary or trouble.outcome:
            # After a weekend both can fall on the same Monday.
            seen_at = max(day(trouble.days_ago - 2, hour=11, minute=7 * number % 60), sent_at + timedelta(hours=1))
            yield Event(seen_at, "an officer reads it", _summing_up(story, key, trouble, officer))
        if trouble.body_says:
            yield Event(day(trouble.days_ago - 9, hour=14), "the body replies", _replying(story, key, trouble))
        if trouble.outcome:
            answered_at = day(trouble.days_ago - trouble.after, hour=15, minute=5 * number % 60)
            yield Event(answered_at, "it is answered", _answering(story, key, trouble, officer))
        if trouble.reply:
            replied_at = day(trouble.days_ago - trouble.after - 4, hour=19)
            yield Event(replied_at, "the person replies", _having_the_last_word(story, key, trouble, officer))
        elif trouble.outcome and trouble.days_ago - trouble.after > REPLY_DAYS:
            closed_at = story.calendar.at_night(trouble.days_ago - trouble.after - REPLY_DAYS)
            yield Event(closed_at, "it is closed", lambda at: concerns.close_unreplied(by=SEEDING, at=at))


def _raising(story: Story, key: str, trouble: Trouble, name: str, number: int) -> Callable[[datetime], None]:
    contacts = {
        ReachRaiserBy.EMAIL: address_of(name, LETTERBOX),
        ReachRaiserBy.PHONE: landline(300 + number),
        ReachRaiserBy.POST: f"{name}\n{number + 2} Chapel Row\nSaltrey",
    }

    def happen(at: datetime) -> None:
        strategy = strategies.in_force(story.calendar.day_of(at))
        if strategy is None:
            return
        by, commitment = Actor.visitor(), queries.get_commitment(strategy.slug, trouble.code)
        begun_at = at - timedelta(minutes=6)
        concern, private = concerns.start(commitment=commitment, filing="", by=by, at=begun_at)
        concern = concerns.say_what(concern=concern, words=trouble.words, by=by, at=begun_at)
        if trouble.ends == "draft":
            return
        concern = concerns.say_wishes(
            concern=concern, may_publish=trouble.may_publish, wish=trouble.wish, by=by, at=begun_at
        )
        concern = concerns.say_how_to_reach(
            concern=concern,
            name="" if trouble.reach_by is ReachRaiserBy.NOTHING else name,
            reach_by=trouble.reach_by,
            contact=contacts.get(trouble.reach_by, ""),
            by=by,
            at=begun_at,
        )
        link = SITE.address_of("accountability:concern_record", key=private)
        story.things[key] = concerns.send(concern=concern, link=link, by=by, at=at)

    return happen


def _of(story: Story, key: str) -> Concern | None:
    found: Concern | None = story.things.get(key)
    return found


def _withdrawing(story: Story, key: str) -> Callable[[datetime], None]:
    def happen(at: datetime) -> None:
        if concern := _of(story, key):
            concerns.withdraw(concern=concern, by=queries.holder(concern), at=at)

    return happen


def _summing_up(story: Story, key: str, trouble: Trouble, officer: str) -> Callable[[datetime], None]:
    def happen(at: datetime) -> None:
        concern = _of(story, key)
        if concern is None:
            return
        by = story.actor(officer)
        concern = concern_desk.take_on(concern=concern, by=by, at=at)
        if trouble.summary:
            shown = trouble.may_publish is WORDS
            concern = concern_desk.sum_up(concern=concern, summary=trouble.summary, has_words_shown=shown, by=by, at=at)
        if trouble.asked:
            body = str(story.bodies[trouble.asked].reference)
            story.things[f"{key} reply"] = concern_desk.ask_reply(concern=concern, body=body, by=by, at=at)
        story.things[key] = concern

    return happen


def _replying(story: Story, key: str, trouble: Trouble) -> Callable[[datetime], None]:
    lead = story.those(kinds.PARTNER_LEAD, trouble.asked)[0]

    def happen(at: datetime) -> None:
        reply: ConcernReply | None = story.things.get(f"{key} reply")
        if reply is not None:
            concern_desk.reply_for(reply=reply, words=trouble.body_says, by=story.actor(lead), at=at)

    return happen


def _answering(story: Story, key: str, trouble: Trouble, officer: str) -> Callable[[datetime], None]:
    def happen(at: datetime) -> None:
        concern = _of(story, key)
        if concern is None or trouble.outcome is None:
            return
        story.things[key] = concern_desk.answer(
            concern=concern,
            outcome=trouble.outcome,
            answer=trouble.answer,
            action=trouble.action,
            action_by_on=story.calendar.day_of(at) + timedelta(days=42) if trouble.action else None,
            by=story.actor(officer),
            at=at,
        )

    return happen


def _having_the_last_word(story: Story, key: str, trouble: Trouble, officer: str) -> Callable[[datetime], None]:
    def happen(at: datetime) -> None:
        concern = _of(story, key)
        if concern is None:
            return
        concern = concerns.reply(concern=concern, words=trouble.reply, by=queries.holder(concern), at=at)
        concern_desk.look_at_reply(concern=concern, is_shown=True, by=story.actor(officer), at=at)

    return happen
