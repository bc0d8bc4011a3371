"""What people bring for commitments: documents in every state, answers of both sides, notes and obstacles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from commonweal.accountability.models import Attestation, Filing, Note, Obstacle, Shows, Side
from commonweal.accountability.operations import attestations, filings, notes, obstacles, statuses
from commonweal.accountability.queries import bringing
from commonweal.core.actors import Actor
from commonweal.people import kinds_of_role
from commonweal.people.models import Body, BodyKind, Role
from commonweal.strategy.models import Commitment, NamedBody
from commonweal.strategy.queries import strategies
from tests.factories import people
from tests.factories import strategy as make_strategy

SYSTEM = Actor.system("tests.evidence")

DOCUMENT, JUDGEMENT, RECORDS, BLOCKED = "C-057", "C-037", "S-001", "C-091"
"""Commitments of the small strategy: shown by a document, by asking, by records; and one that can be blocked."""

GROUPS = "C-145"
"""One that the Steering Group owns."""

FILED: dict[str, Any] = {
    "title": "How the Crowd Fund went",
    "words": "Page 4 says what became of each project.",
    "shows": Shows.WHOLE,
    "dated_on": date(2026, 6, 1),
    "document": None,
    "link": "https://www.example.org/crowd-fund",
}

ANSWERED: dict[str, Any] = {
    "question": "Did the two sides respect one another this year?",
    "asked_by": "The research team",
    "asked_whom": "Every group on the list",
    "asked_on": date(2026, 6, 1),
    "asked": 40,
    "answered": 20,
    "agreed": 15,
    "words": "Many spoke well of the monthly meeting.",
    "link": "",
}


@dataclass(frozen=True)
class Those:
    """Those who bring things: two officers of the council, one who accepts, and the Steering Group."""

    council: Body
    filer: Role
    accepter: Role
    accountable: Role
    group: Body
    member: Role


def those(*, at: datetime) -> Those:
    """Officers of one council, and a member of the Steering Group."""
    council, group = people.body(name="Small County Council"), people.body(BodyKind.STEERING_GROUP, name="Voices")

    def held(kind: str, name: str, where: Body = council) -> Role:
        return people.role(kind, at=at, who=people.person(at=at, name=name), where=where)

    return Those(
        council,
        held(kinds_of_role.GRANT_OFFICER, "Bryony Filer"),
        held(kinds_of_role.COMMUNITIES_OFFICER, "Carl Accepter"),
        held(kinds_of_role.ACCOUNTABLE_OFFICER, "Dora Account"),
        group,
        held(kinds_of_role.STEERING_MEMBER, "Esi Voice", group),
    )


def commitment(code: str = DOCUMENT, *, at: datetime) -> Commitment:
    """A commitment of the small strategy, which is loaded if it was not."""
    strategy = strategies.by_slug(make_strategy.SMALL_SLUG) or make_strategy.a_strategy(at=at)
    return bringing.get_commitment(strategy.slug, code)


def give(code: str, to: Body, *, at: datetime) -> Commitment:
    """The commitment, owned by a body of ours."""
    found = commitment(code, at=at)
    NamedBody.objects.filter(pk=found.owner_id).update(body=to)
    return commitment(code, at=at)


def filed(by: Role, *, at: datetime, code: str = DOCUMENT, **changes: Any) -> Filing:
    """A document that waits for a second person."""
    return filings.file(commitment=commitment(code, at=at), **FILED | changes, by=by.person.actor, at=at)


def accepted(by: Role, *, second: Role, at: datetime, code: str = DOCUMENT, **changes: Any) -> Filing:
    """A document that a second person accepted."""
    return filings.accept(filing=filed(by, at=at, code=code, **changes), by=second.person.actor, at=at)


def answered(by: Role, side: Side, *, at: datetime, code: str = JUDGEMENT, **changes: Any) -> Attestation:
    """What one side answered."""
    found = commitment(code, at=at)
    return attestations.record(commitment=found, side=side, **ANSWERED | changes, by=by.person.actor, at=at)


def note(by: Role, *, at: datetime, code: str = DOCUMENT, words: str = "The report is late: staff were ill.") -> Note:
    """A signed note."""
    found = commitment(code, at=at)
    return notes.write(commitment=found, words=words, role=by.reference, by=by.person.actor, at=at)


def obstacle(by: Role, *, at: datetime, code: str = BLOCKED, **changes: Any) -> Obstacle:
    """Something that stands in the way."""
    said = {"what": "No hall has been found", "unblocker": "The district", "body": ""} | changes
    return obstacles.report(commitment=commitment(code, at=at), **said, by=by.person.actor, at=at)


Thing = TypeVar("Thing", Filing, Attestation, Note, Obstacle)


def kept_otherwise(thing: Thing, **changes: Any) -> Thing:
    """Another row like this one but for `changes`, as the database is asked to keep it."""
    thing.pk, thing.reference, thing._state.adding = None, "", True
    for name, value in changes.items():
        setattr(thing, name, value)
    thing.save()
    return thing


def standing_of(code: str, *, at: datetime) -> tuple[str, str]:
    """How it stands with a commitment once it is worked out anew, and why."""
    found = commitment(code, at=at)
    statuses.renew(strategy=found.strategy, by=SYSTEM, at=at)
    status = bringing.status_of(commitment(code, at=at))
    assert status is not None
    return status.standing, status.reason
