"""Those who follow, made through the operations people use."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from allauth.account.models import EmailAddress

from commonweal.accountability.models import Follow
from commonweal.accountability.operations import follows as operations
from commonweal.accountability.operations import statuses
from commonweal.accountability.tasks import follows as tasks
from commonweal.core.actors import Actor
from commonweal.core.days import london_day
from commonweal.core.digests import contact_digest
from commonweal.core.jobs import Job
from commonweal.core.jobs.queue import JobState
from commonweal.messaging.models import Letter
from commonweal.messaging.states import When
from commonweal.people import kinds_of_role
from commonweal.people.models import Person
from commonweal.strategy import evidence
from commonweal.strategy.evidence import Asked, Evidence, EvidenceQuery, EvidenceRow, Outcome, evidence_of
from commonweal.strategy.models import Commitment, Strategy
from tests.factories import people
from tests.factories import strategy as make_strategy

ADDRESS = "rosa@example.org"
RECORDS = ("S-001", "S-002")
"""Commitments that `records` speaks for."""

BY = Actor.system("tests.follows")

OFFICERS = "officer@example.org"


def an_officer(*, at: datetime) -> Person:
    """An officer of the council with an address to sign in with."""
    who = people.role(kinds_of_role.GRANT_OFFICER, at=at).person
    EmailAddress.objects.create(user=who, email=OFFICERS, verified=True, primary=True)
    return who


def asked(
    strategy: Strategy,
    code: str = "",
    *,
    at: datetime,
    email: str = ADDRESS,
    when: When = When.AT_ONCE,
) -> Follow:
    """An address that was asked whether it wants to follow a commitment, or without a code the strategy."""
    commitment = make_strategy.commitment(strategy, code) if code else None
    return operations.ask(strategy=strategy, commitment=commitment, email=email, when=when, by=Actor.visitor(), at=at)


def confirmed(
    strategy: Strategy,
    code: str = "",
    *,
    at: datetime,
    email: str = ADDRESS,
    when: When = When.AT_ONCE,
) -> Follow:
    """An address that follows."""
    follow = asked(strategy, code, at=at, email=email, when=when)
    return operations.confirm(follow=follow, by=Actor.guest(contact_digest(email)), at=at)


def by_person(strategy: Strategy, code: str = "", *, who: Person, at: datetime, when: When = When.AT_ONCE) -> Follow:
    """Somebody who is signed in and follows."""
    commitment = make_strategy.commitment(strategy, code) if code else None
    return operations.follow(strategy=strategy, commitment=commitment, when=when, by=who.actor, at=at)


@contextmanager
def records() -> Iterator[list[EvidenceRow]]:
    """Records behind S-001 and S-002, which a test fills."""
    found: list[EvidenceRow] = []

    def collect(query: Asked) -> Evidence:
        return evidence_of((row for row in found if row.on <= query.on), asked=query)

    query = EvidenceQuery(
        "tests.letters", RECORDS, "Letters", "All letters.", frozenset({"tests.letter"}), collect, lambda _asked: found
    )
    evidence.register(query)
    try:
        yield found
    finally:
        evidence.forget(query.name)


def record(reference: str, on: date, outcome: Outcome = Outcome.MET) -> EvidenceRow:
    """One record."""
    return EvidenceRow(reference, on, f"Letter {reference} was answered", outcome)


def renew(strategy: Strategy, *, at: datetime) -> None:
    """Work out how it stands, and write to all who follow it; nothing is sent."""
    statuses.renew(strategy=strategy, by=BY, at=at)
    while tell(at=at):
        pass


def tell(*, at: datetime) -> bool:
    """Do the next job that writes to those who follow, as a worker does; False where none waits."""
    job = Job.objects.filter(name=operations.TELL_JOB, state=JobState.WAITING).order_by("enqueued_at").first()
    if job is None:
        return False
    tasks.tell_followers(**job.arguments, at=at)
    Job.objects.filter(pk=job.pk).delete()
    return True


def kept(strategy: Strategy, rows: list[EvidenceRow], *, at: datetime) -> None:
    """Let S-001 and S-002 become kept by one record."""
    rows.append(record("LE-1", london_day(at)))
    renew(strategy, at=at)


def letters_to(address: str = ADDRESS) -> list[Letter]:
    """The letters to an address, the first first."""
    return list(Letter.objects.filter(to_digest=contact_digest(address)).order_by("id"))


def commitment(strategy: Strategy, code: str) -> Commitment:
    """One of its commitments."""
    return make_strategy.commitment(strategy, code)
