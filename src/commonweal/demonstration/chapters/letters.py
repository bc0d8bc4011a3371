"""What becomes of letters: words changed, one that came back, a full mailbox, who wants which and when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from commonweal.demonstration.telling import SEEDING, Event, Story
from commonweal.messaging import operations, queries
from commonweal.messaging.kinds import KINDS, LetterKind
from commonweal.messaging.models import Source
from commonweal.messaging.states import Delivery, When
from commonweal.people import kinds_of_role as kinds
from commonweal.ui.site import SITE

OFFICER = "communities"
COMES_BACK, IS_FULL = f"heritage-{kinds.GROUP_MANAGER}-1", f"marsh-{kinds.GROUP_MANAGER}-1"

NO_SUCH_MAILBOX, MAILBOX_FULL = "5.1.1", "4.2.2"


def tell(story: Story) -> Iterator[Event]:
    """Two letters are worded anew, one of them twice; two addresses make trouble; two people choose."""
    day = story.calendar.at
    came_back_at = story.calendar.began_at + timedelta(days=12)
    yield Event(came_back_at, "a letter comes back", lambda at: _report(story, COMES_BACK, Delivery.BOUNCED, at=at))
    yield Event(came_back_at, "a mailbox is full", lambda at: _report(story, IS_FULL, Delivery.DELAYED, at=at))
    yield Event(day(276), "a letter gets a telephone number", lambda at: _add_number(story, 0, at=at))
    yield Event(day(243), "another one does, too", lambda at: _add_number(story, 1, at=at))
    yield Event(day(238), "that one was better before", lambda at: _go_back(story, 1, at=at))
    yield Event(day(201), "an officer wants less mail", lambda at: _choose(story, OFFICER, When.DAILY, at=at))
    yield Event(day(198), "an administrator wants one letter a week", lambda at: _want_weekly(story, at=at))
    yield Event(day(186), "a grant officer wants no reminders", lambda at: _choose(story, "grants", When.NEVER, at=at))


def _changeable(number: int) -> LetterKind:
    """The kinds of letter that officers can change, by their place in the list."""
    return [KINDS.kinds[name] for name in sorted(KINDS.kinds)][number]


def _report(story: Story, key: str, delivery: Delivery, *, at: datetime) -> None:
    """A mail server’s answer to the last letter to somebody."""
    address = story.holders[key].address
    letter = next((one for one in queries.newest(limit=1000) if one.to == address), None)
    if letter is None:
        return
    code = NO_SUCH_MAILBOX if delivery == Delivery.BOUNCED else MAILBOX_FULL
    operations.note_report(
        message_id=letter.message_id, delivery=delivery, source=Source.MAILBOX, code=code, by=SEEDING, at=at
    )


def _add_number(story: Story, number: int, *, at: datetime) -> None:
    kind = _changeable(number)
    operations.change_words(
        kind=kind,
        subject=str(kind.subject),
        body=f"{kind.body}\n\nWould you rather talk to somebody? Ring us on {SITE.phone}.",
        reason="People asked at the front desk for a number to ring",
        seen=0,
        by=story.actor(OFFICER),
        at=at,
    )


def _go_back(story: Story, number: int, *, at: datetime) -> None:
    operations.go_back(
        kind=_changeable(number),
        to=0,
        reason="The line was rung by mistake, and the team there cannot help",
        seen=1,
        by=story.actor(OFFICER),
        at=at,
    )


def _want_weekly(story: Story, *, at: datetime) -> None:
    _choose(story, "administrator", When.WEEKLY, at=at)


def _choose(story: Story, key: str, when: When, *, at: datetime) -> None:
    operations.choose(when=dict.fromkeys(KINDS.topics, when), from_hour=20, until_hour=8, by=story.actor(key), at=at)
