"""Letters in every state, somebody who looks after them, and an optional topic to write about."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.test import Client

from commonweal.core.actors import Actor
from commonweal.core.digests import contact_digest
from commonweal.messaging import letters, operations, outbox, queries
from commonweal.messaging.kinds import KINDS, FieldOf, LetterKind, Topic
from commonweal.messaging.letters import Draft
from commonweal.messaging.models import Letter
from commonweal.messaging.stopping import stop_address
from commonweal.people import kinds_of_role
from commonweal.people.models import Person
from tests.factories import people

CLERK = Actor.system("tests.clerk")
WORKER = Actor.system("tests.worker")
READER = "ann@example.org"

NEWS = Topic("tests.news", "News of halls", "Which halls have room this week.")

HALL = LetterKind(
    "tests.news",
    title="News of halls",
    sent="To everybody who wants it, when a hall has room.",
    subject="Room at ((hall))",
    body="There is room at ((hall)).\n\n((note??A word from the hall: ((note))))\n\n[See the hall](((link)))",
    fields=(
        FieldOf("hall", "The hall's name", "Mill Hall", is_needed=True),
        FieldOf("note", "What the hall writes", "Bring chairs"),
        FieldOf("link", "The hall's page", "https://communities.example/halls/mill/", is_needed=True),
    ),
    topic=NEWS.name,
)


@contextmanager
def declared() -> Iterator[None]:
    """The topic and the kind are there inside, and nowhere else: no page of the guards lists them."""
    KINDS.add_topic(NEWS)
    KINDS.add(HALL)
    try:
        yield
    finally:
        del KINDS.kinds[HALL.name], KINDS.topics[NEWS.name]


def news(to: str = READER, **changes: Any) -> Draft:
    """An optional letter."""
    values = {"hall": "Mill Hall", "note": "", "link": "https://communities.example/halls/mill/"} | changes
    return letters.compose("tests.news", to=to, **values)


def needed(to: str = READER) -> Draft:
    """A letter that is needed."""
    return Draft("tests.greeting", to, "We have your request", "Dear Ann,\n", "<p>Dear Ann,</p>\n")


def queued(*, at: datetime, draft: Draft | None = None) -> Letter:
    """A letter that waits for the worker."""
    return outbox.add(draft or needed(), by=CLERK, at=at)


def sent(*, at: datetime, draft: Draft | None = None) -> Letter:
    """A letter that a mail server took."""
    letter = queued(at=at, draft=draft)
    operations.hand_over(letter=letter, by=WORKER, at=at)
    operations.confirm(letter=letter, by=WORKER, at=at)
    return queries.get(letter.reference)


def held(*, at: datetime, draft: Draft | None = None) -> Letter:
    """A letter that may have been sent."""
    letter = queued(at=at, draft=draft)
    operations.hand_over(letter=letter, by=WORKER, at=at)
    operations.hold(letter=letter, by=WORKER, at=at)
    return queries.get(letter.reference)


def failed(*, at: datetime, draft: Draft | None = None) -> Letter:
    """A letter that was refused for good."""
    letter = queued(at=at, draft=draft)
    operations.give_up(letter=letter, reply="550", by=WORKER, at=at)
    return queries.get(letter.reference)


def held_letter(world: Any) -> Letter:
    """The held letter of the world of the guards, with words that nobody is shown."""
    words = "Quagga crossing consultation"
    return held(
        at=world.at,
        draft=Draft("accountability.format_received", "quagga@example.org", words, words, f"<p>{words}</p>"),
    )


def stop_key(to: str = READER, topic: str = NEWS.name) -> str:
    """The key in the address that stops the letters of a topic."""
    return stop_address(contact_digest(to), topic).rstrip("/").rpartition("/")[2]


def address(who: Person, email: str) -> Person:
    """The same person, with a verified address."""
    EmailAddress.objects.create(user=who, email=email, verified=True, primary=True)
    return who


def officer(*, at: datetime, name: str = "Priya Shah", email: str = "priya@council.example") -> Person:
    """Somebody who keeps the words of letters and looks after the outbox."""
    who = address(people.person(at=at, name=name), email)
    people.role(kinds_of_role.COMMUNITIES_OFFICER, at=at, who=who)
    return who


def desk(client: Client, *, at: datetime) -> Client:
    """A browser in which such an officer is signed in."""
    return people.sign_in(client, officer(at=at))
