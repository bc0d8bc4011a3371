"""What people bring for commitments that no record can prove: documents, answers of both sides, notes, obstacles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from commonweal.accountability.models import MayPublish, ReachRaiserBy, Shows, Side
from commonweal.accountability.operations import attestations, concerns, filings, notes, obstacles
from commonweal.accountability.queries import bringing
from commonweal.core.actors import Actor
from commonweal.demonstration.society.people import address_of, strangers
from commonweal.demonstration.society.roll import LETTERBOX
from commonweal.demonstration.telling import Event, Story
from commonweal.strategy.models import Commitment
from commonweal.strategy.queries import strategies
from commonweal.ui.site import SITE

COUNCIL, SECTOR = "communities", "steering"
"""Who records what each side answered, by the story's keys."""

FILER, ACCEPTER = "grants", "accountable"


@dataclass(frozen=True)
class Document:
    """A document that is filed so many days ago, and what becomes of it so many days ago."""

    days_ago: int
    code: str
    title: str
    words: str
    shows: Shows = Shows.WHOLE
    filer: str = FILER
    accepted: int = 0
    returned: int = 0
    withdrawn: int = 0
    set_aside: int = 0
    why: str = ""


EVALUATION = Document(
    236,
    "C-057",
    "Two years of Crowdfund Weldmere",
    "Pages 6 to 31 say for each of the 84 projects what was raised, from how many people, and what became of it. "
    "Page 40 says what the council would do otherwise.",
    accepted=233,
)

DOCUMENTS = (
    EVALUATION,
    Document(
        193,
        "C-028",
        "Weldmere sector report of last year",
        "The whole report is about groups in Weldmere: how many there are, what they live on, where they are.",
        accepted=188,
    ),
    Document(
        192,
        "C-015",
        "Weldmere sector report of last year",
        "Chapter 3 says what charities give to the county. What groups without a number give, it does not count.",
        shows=Shows.PART,
        accepted=187,
    ),
    Document(
        151,
        "C-063",
        "Energy in our buildings",
        "The table says what each building used before and after it was mended.",
        accepted=149,
        set_aside=62,
        why="Half of the buildings in the table were sold before the year that it counts.",
    ),
    Document(
        101,
        "C-149",
        "A talk with three funders",
        "Notes of a talk about paying for volunteering.",
        returned=98,
        why="The notes do not say what was agreed, or when. File the letter that came of it.",
    ),
    Document(80, "C-054", "Link workers and where they send people", "A list of places.", withdrawn=79),
    Document(
        3,
        "C-106",
        "How the Board and the Steering Group will meet",
        "The note of the meeting says what changes, from which day, and who asked for it.",
        filer="communities",
    ),
)
"""The last of them waits for somebody to accept it."""


@dataclass(frozen=True)
class Answers:
    """What both sides answered to a question: how many answered, and how many of them agreed."""

    code: str
    question: str
    council: tuple[int, int] = (0, 0)
    sector: tuple[int, int] = (0, 0)
    words: str = ""


ASKED = (
    Answers(
        "C-008",
        "Does the council respect that you act in your own way, also where it pays?",
        council=(22, 19),
        sector=(96, 61),
        words="Those who said no spoke of letters in which the council’s name was to come first.",
    ),
    Answers("C-100", "Could you disagree openly at the Board, and were you taken seriously?", (22, 17), (96, 30)),
    Answers("C-026", "Did the council bring people together without getting in their way?", (22, 9), (96, 35)),
    Answers("C-092", "Do ideas flow freely in both directions?", council=(22, 16), sector=(3, 1)),
    Answers("C-107", "Do you know what the Steering Group is for?", council=(22, 18)),
)
"""Kept, kept in part, not yet; of the next too few of the sector answered, and of the last nobody there was asked."""

ASKED_IN_TOTAL = {Side.COUNCIL: 40, Side.SECTOR: 310}


def tell(story: Story) -> Iterator[Event]:
    """Documents, answers, notes and obstacles; a county without a strategy has nothing to bring them for."""
    day = story.calendar.at
    for number, document in enumerate(DOCUMENTS):
        yield from _one_document(story, document, key=f"filing {number}", hour=9 + number)
    for number, answers in enumerate(ASKED):
        yield Event(day(172, hour=10 + number), "the council’s answers", _answering(story, answers, Side.COUNCIL))
        yield Event(day(166, hour=10 + number), "the sector’s answers", _answering(story, answers, Side.SECTOR))
    yield Event(day(140, hour=11), "something stands in the way", lambda at: _report(story, at=at))
    yield Event(day(70, hour=11), "one of two goes away", lambda at: _clear(story, at=at))
    yield Event(day(114, hour=16), "notes are signed", lambda at: _sign(story, at=at))
    yield Event(day(58, hour=16), "a note is taken back", lambda at: _take_back(story, at=at))
    yield Event(day(6, hour=20), "somebody challenges a document", lambda at: _challenge(story, at=at))


def _about(code: str, *, story: Story, at: datetime) -> Commitment | None:
    strategy = strategies.in_force(story.calendar.day_of(at))
    return bringing.get_commitment(strategy.slug, code) if strategy else None


def _one_document(story: Story, document: Document, *, key: str, hour: int) -> Iterator[Event]:
    day = story.calendar.at

    def file(at: datetime) -> None:
        if commitment := _about(document.code, story=story, at=at):
            story.things[key] = filings.file(
                commitment=commitment,
                title=document.title,
                words=document.words,
                shows=document.shows,
                dated_on=story.calendar.day_of(at) - timedelta(days=9),
                document=None,
                link=f"https://www.weldmere.example/papers/{document.code.lower()}.pdf",
                by=story.actor(document.filer),
                at=at,
            )

    def then(happen: Callable[[datetime], object]) -> Callable[[datetime], object]:
        return lambda at: happen(at) if key in story.things else None

    by = story.actor
    yield Event(day(document.days_ago, hour=hour), f"a document is filed for {document.code}", file)
    if document.accepted:
        accept = then(lambda at: filings.accept(filing=story.things[key], by=by(ACCEPTER), at=at))
        yield Event(day(document.accepted, hour=hour), "it is accepted", accept)
    if document.returned:
        give_back = then(lambda at: filings.return_(filing=story.things[key], why=document.why, by=by(ACCEPTER), at=at))
        yield Event(day(document.returned, hour=hour), "it is returned", give_back)
    if document.withdrawn:
        withdraw = then(lambda at: filings.withdraw(filing=story.things[key], by=by(document.filer), at=at))
        yield Event(day(document.withdrawn, hour=hour), "it is withdrawn", withdraw)
    if document.set_aside:
        set_aside = then(
            lambda at: filings.set_aside(filing=story.things[key], why=document.why, by=by(ACCEPTER), at=at)
        )
        yield Event(day(document.set_aside, hour=hour), "it is set aside", set_aside)


def _answering(story: Story, answers: Answers, side: Side) -> Callable[[datetime], None]:
    answered, agreed = answers.council if side is Side.COUNCIL else answers.sector

    def record(at: datetime) -> None:
        commitment = _about(answers.code, story=story, at=at)
        if commitment is None or not answered:
            return
        attestations.record(
            commitment=commitment,
            side=side,
            question=answers.question,
            asked_by="The communities team" if side is Side.COUNCIL else "The Steering Group",
            asked_whom="Officers who work with groups" if side is Side.COUNCIL else "Every group on the Group’s list",
            asked_on=story.calendar.day_of(at) - timedelta(days=10),
            asked=ASKED_IN_TOTAL[side],
            answered=answered,
            agreed=agreed,
            words=answers.words if side is Side.SECTOR else "",
            link="",
            by=story.actor(COUNCIL if side is Side.COUNCIL else SECTOR),
            at=at,
        )

    return record


def _report(story: Story, *, at: datetime) -> None:
    by = story.actor(COUNCIL)
    for code, what, body in (
        ("C-142", "Two thirds of the money of the centres ends in March, and no partner has said what it gives", "nhs"),
        ("C-118", "Nobody at the districts had the time to say which forums there are", "ostenden"),
    ):
        if commitment := _about(code, story=story, at=at):
            reference = str(story.bodies[body].reference)
            story.things[f"obstacle {code}"] = obstacles.report(
                commitment=commitment, what=what, unblocker="", body=reference, by=by, at=at
            )


def _clear(story: Story, *, at: datetime) -> None:
    if obstacle := story.things.get("obstacle C-118"):
        how = "Ostenden asked the other eleven, and all have sent their lists"
        obstacles.clear(obstacle=obstacle, how=how, by=story.actor(COUNCIL), at=at)


def _sign(story: Story, *, at: datetime) -> None:
    for key, code, words in (
        (
            COUNCIL,
            "C-168",
            (
                "The review was late because the team that was to write it looked after the floods of that winter. "
                "That explains it, and does not excuse that we told nobody."
            ),
        ),
        (
            SECTOR,
            "C-100",
            "The council’s people feel free to disagree. Ours do not, and the next review should ask why.",
        ),
        (ACCEPTER, "C-015", "A second report, on groups without a number, comes in May."),
    ):
        if commitment := _about(code, story=story, at=at):
            role = str(story.roles[key].reference)
            story.things[f"note {code}"] = notes.write(
                commitment=commitment, words=words, role=role, by=story.actor(key), at=at
            )


def _take_back(story: Story, *, at: datetime) -> None:
    if note := story.things.get("note C-015"):
        why = "The report does not come in May: the survey for it had too few answers"
        notes.withdraw(note=note, why=why, by=story.actor(ACCEPTER), at=at)


def _challenge(story: Story, *, at: datetime) -> None:
    """Somebody doubts the evaluation of the crowdfunding; it waits for an answer."""
    filing = story.things.get("filing 0")
    commitment = _about(EVALUATION.code, story=story, at=at)
    if filing is None or commitment is None:
        return
    taken = {holder.name for holder in story.holders.values()}
    name, by, begun_at = next(strangers(story.chance("challenge"), taken=taken)), Actor.visitor(), at
    words = "Page 12 says that our skate park was built. It was not: the money went back to those who gave it."
    concern, private = concerns.start(commitment=commitment, filing=str(filing.reference), by=by, at=begun_at)
    concern = concerns.say_what(concern=concern, words=words, by=by, at=begun_at)
    concern = concerns.say_wishes(
        concern=concern, may_publish=MayPublish.WORDS, wish="Put page 12 right.", by=by, at=begun_at
    )
    concern = concerns.say_how_to_reach(
        concern=concern,
        name=name,
        reach_by=ReachRaiserBy.EMAIL,
        contact=address_of(name, LETTERBOX),
        by=by,
        at=begun_at,
    )
    link = SITE.address_of("accountability:concern_record", key=private)
    story.things["challenge"] = concerns.send(concern=concern, link=link, by=by, at=at + timedelta(minutes=7))
