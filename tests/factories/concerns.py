"""Concerns on commitments, in every state, and the officer who answers them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from commonweal.accountability.models import (
    Concern,
    ConcernOutcome,
    ConcernReply,
    Filing,
    MayPublish,
    ReachRaiserBy,
    Shows,
)
from commonweal.accountability.operations import concern_desk, concerns, filings
from commonweal.accountability.queries import concerns as queries
from commonweal.core.actors import Actor
from commonweal.core.days import london_day
from commonweal.people import kinds_of_role
from commonweal.people.models import Body, BodyKind, Role
from commonweal.people.queries.roles import held_on
from commonweal.strategy.models import Commitment
from commonweal.strategy.queries import strategies
from tests.factories import people, sign_in
from tests.factories import strategy as make_strategy

OFFICER = "Priya Shah"
CODE = "C-005"
WORDS = "I asked for large print in March.\nNobody answered."
SUMMARY = "Somebody waited three months for a document in large print."
ANSWER = "The request lay in a mailbox that nobody read."
ACTION = "Two people read the mailbox from now on."

ANSWERS: dict[str, Any] = {
    "words": WORDS,
    "may_publish": MayPublish.WORDS,
    "wish": "Answer within a week",
    "name": "Asha Gurung",
    "reach_by": ReachRaiserBy.EMAIL,
    "contact": "asha@example.org",
}


@dataclass(frozen=True)
class Raised:
    """A concern and the key of its private link."""

    concern: Concern
    key: str

    @property
    def holder(self) -> Actor:
        """Who holds the link."""
        return queries.holder(self.concern)


def a_commitment(*, at: datetime, code: str = CODE) -> Commitment:
    """A commitment of the small strategy, which is loaded if it is not there."""
    strategy = strategies.by_slug(make_strategy.SMALL_SLUG) or make_strategy.a_strategy(at=at)
    return make_strategy.commitment(strategy, code)


def officer(*, at: datetime) -> Actor:
    """An officer who answers concerns at that time: the one there is, or a new one."""
    kind = kinds_of_role.COMMUNITIES_OFFICER
    held = held_on(london_day(at)).filter(kind=kind).select_related("person")
    role = next((each for each in held if each.person.name == OFFICER), None)
    return (role or people.role(kind, at=at, who=people.person(at=at, name=OFFICER))).person.actor


def begun(*, at: datetime, commitment: Commitment | None = None, filing: Filing | None = None) -> Raised:
    """A concern with no answer yet."""
    about = commitment or (filing.commitment if filing else a_commitment(at=at))
    named = str(filing.reference) if filing else ""
    return Raised(*concerns.start(commitment=about, filing=named, by=Actor.visitor(), at=at))


def drafted(
    *, at: datetime, commitment: Commitment | None = None, filing: Filing | None = None, **changes: Any
) -> Raised:
    """A concern with every question answered, not sent."""
    answers = ANSWERS | changes
    if answers["reach_by"] == ReachRaiserBy.NOTHING:
        answers["contact"] = ""
    raised, by = begun(at=at, commitment=commitment, filing=filing), Actor.visitor()

    def part(*names: str) -> dict[str, Any]:
        return {name: answers[name] for name in names}

    concern = concerns.say_what(concern=raised.concern, by=by, at=at, **part("words"))
    concern = concerns.say_wishes(concern=concern, by=by, at=at, **part("may_publish", "wish"))
    concern = concerns.say_how_to_reach(concern=concern, by=by, at=at, **part("name", "reach_by", "contact"))
    return Raised(concern, raised.key)


def sent(*, at: datetime, **changes: Any) -> Raised:
    """A concern that was sent and that nobody has looked at."""
    raised = drafted(at=at, **changes)
    link = f"https://communities.example/concern/{raised.key}/"
    return Raised(concerns.send(concern=raised.concern, link=link, by=Actor.visitor(), at=at), raised.key)


def summed_up(*, at: datetime, has_words_shown: bool | None = None, **changes: Any) -> Raised:
    """A concern that an officer has summed up; the words are printed where the person agreed."""
    raised = sent(at=at, **changes)
    shown = raised.concern.lets_words_be_shown if has_words_shown is None else has_words_shown
    said: dict[str, Any] = {"summary": SUMMARY, "has_words_shown": shown}
    return Raised(concern_desk.sum_up(concern=raised.concern, by=officer(at=at), at=at, **said), raised.key)


def answer(concern: Concern, *, at: datetime, by: Actor | None = None, **changes: Any) -> Concern:
    """Answer a concern that was summed up."""
    said: dict[str, Any] = {
        "outcome": ConcernOutcome.UPHELD,
        "answer": ANSWER,
        "action": ACTION,
        "action_by_on": london_day(at) + timedelta(days=30),
    } | changes
    return concern_desk.answer(concern=concern, by=by or officer(at=at), at=at, **said)


def answered(
    *, at: datetime, after: timedelta = timedelta(), answer_with: dict[str, Any] | None = None, **changes: Any
) -> Raised:
    """A concern that was answered, so long after it was sent."""
    raised = summed_up(at=at, **changes)
    return Raised(answer(raised.concern, at=at + after, **(answer_with or {})), raised.key)


def replied(*, at: datetime, **changes: Any) -> Raised:
    """A concern whose person replied to the answer."""
    raised = answered(at=at, **changes)
    words = "Thank you. Please tell the others who waited."
    return Raised(concerns.reply(concern=raised.concern, words=words, by=raised.holder, at=at), raised.key)


def closed(*, at: datetime, **changes: Any) -> Raised:
    """A concern whose person is done with it."""
    raised = answered(at=at, **changes)
    return Raised(concerns.close(concern=raised.concern, by=raised.holder, at=at), raised.key)


def withdrawn(*, at: datetime, **changes: Any) -> Raised:
    """A concern that its person took back."""
    raised = sent(at=at, **changes)
    return Raised(concerns.withdraw(concern=raised.concern, by=raised.holder, at=at), raised.key)


def emptied(*, at: datetime, **changes: Any) -> Raised:
    """A concern of which nothing about a person is left."""
    raised = closed(at=at, **changes)
    return Raised(concerns.erase(concern=raised.concern, by=officer(at=at), at=at), raised.key)


def a_partner(*, at: datetime, name: str = "Northmoor Volunteer Centre") -> tuple[Body, Role]:
    """A body that can be asked for its reply, and the role of its lead."""
    body = people.body(BodyKind.VOLUNTEER_CENTRE, name=name)
    lead = sign_in.somebody(at=at, name=f"Lead of {name}", address=f"lead@{body.slug}.example")
    return body, people.role(kinds_of_role.PARTNER_LEAD, at=at, who=lead, where=body)


def asked(concern: Concern, body: Body, *, at: datetime) -> ConcernReply:
    """That a body was asked for its reply to a concern that was summed up."""
    return concern_desk.ask_reply(concern=concern, body=str(body.reference), by=officer(at=at), at=at)


def a_filing(*, at: datetime, filed_by: Actor, accepted_by: Actor, commitment: Commitment | None = None) -> Filing:
    """A document that one person filed and another accepted."""
    filed = filings.file(
        commitment=commitment or a_commitment(at=at, code="C-057"),
        title="Review of the fund",
        words="What the fund paid for, and what came of it.",
        shows=Shows.WHOLE,
        dated_on=date(2026, 5, 1),
        document=None,
        link="https://www.example.org/review",
        by=filed_by,
        at=at,
    )
    return filings.accept(filing=filed, by=accepted_by, at=at)


def filers(*, at: datetime) -> tuple[Actor, Actor]:
    """Somebody who may file a document, and somebody else who may accept it."""
    kind, where = kinds_of_role.COMMUNITIES_OFFICER, people.body()
    first, second = (
        people.role(kind, at=at, who=people.person(at=at, name=name), where=where).person.actor
        for name in ("Bryony Filer", "Carl Accepter")
    )
    return first, second
