"""Following by e-mail: asked for, confirmed, told in one letter, stopped by one press."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from commonweal.accountability.models import Follow
from commonweal.accountability.operations import follows as operations
from commonweal.core import personal
from commonweal.core.actors import Actor
from commonweal.core.digests import contact_digest
from commonweal.core.personal import DataSubject
from commonweal.core.rules import RefusedError
from commonweal.messaging.kinds import KINDS
from commonweal.messaging.operations import stop
from commonweal.messaging.states import Status, When
from commonweal.people.models import Person
from commonweal.strategy.evidence import EvidenceRow
from commonweal.strategy.models import Strategy
from tests.factories import follows as make

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
GUEST = Actor.guest(contact_digest(make.ADDRESS))


def kinds(address: str = make.ADDRESS) -> list[str]:
    return [letter.kind for letter in make.letters_to(address)]


# Asking and confirming.


def test_asked_for_counts_only_once_it_is_confirmed(at: datetime, strategy: Strategy, rows: list[EvidenceRow]) -> None:
    follow = make.asked(strategy, "S-001", at=at)
    make.kept(strategy, rows, at=at + HOUR)
    before = kinds()

    operations.confirm(follow=follow, by=GUEST, at=at + 2 * HOUR)
    rows.clear()
    make.renew(strategy, at=at + 3 * HOUR)

    assert before == ["accountability.follow_asked"]
    assert kinds() == ["accountability.follow_asked", "accountability.status_changed"]


def test_the_letter_that_asks_names_what_is_followed(at: datetime, strategy: Strategy) -> None:
    make.asked(strategy, "S-001", at=at)

    letter = make.letters_to()[0]

    assert letter.subject == "Do you want to follow this? S-001 Answer letters"
    assert "/follow/FW-" in letter.text
    assert "forget this address after 7 days" in letter.text


def test_confirm_by_somebody_else(at: datetime, strategy: Strategy) -> None:
    follow = make.asked(strategy, "S-001", at=at)

    with pytest.raises(RefusedError) as refusal:
        operations.confirm(follow=follow, by=Actor.guest(contact_digest("ivy@example.org")), at=at)

    assert refusal.value.refused.reason == "Only the person who follows this can change it"


def test_confirm_twice_changes_nothing(at: datetime, strategy: Strategy) -> None:
    follow = make.confirmed(strategy, "S-001", at=at)

    again = operations.confirm(follow=follow, by=GUEST, at=at + HOUR)

    assert again.confirmed_at == at
    assert Follow.objects.count() == 1


def test_asked_for_twice_and_confirmed_twice_is_one(at: datetime, strategy: Strategy) -> None:
    first = make.asked(strategy, "S-001", at=at)
    second = make.asked(strategy, "S-001", at=at, when=When.WEEKLY)

    operations.confirm(follow=second, by=GUEST, at=at)
    operations.confirm(follow=first, by=GUEST, at=at)

    assert [follow.reference for follow in Follow.objects.all()] == [second.reference]


def test_ask_more_often_than_a_mailbox_bears(at: datetime, strategy: Strategy) -> None:
    for tag in ("", "+a", "+b", "+c", "+d"):  # one mailbox, whatever stands after the plus
        make.asked(strategy, "S-001", at=at, email=f"rosa{tag}@example.org")

    with pytest.raises(RefusedError) as refusal:
        make.asked(strategy, at=at)

    assert refusal.value.refused.field == "email"
    assert "We have written to this address 5 times since yesterday" in refusal.value.refused.reason
    assert make.asked(strategy, at=at + timedelta(days=1, minutes=1)).is_of_commitment is False


def test_ask_while_very_many_do(at: datetime, strategy: Strategy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("commonweal.accountability.rules.follows.MOST_AN_HOUR", 1)
    make.asked(strategy, at=at)

    with pytest.raises(RefusedError) as refusal:
        make.asked(strategy, at=at, email="ivy@example.org")

    assert refusal.value.refused.reason.startswith("Very many people are asking just now.")


def test_ask_to_be_told_never(at: datetime, strategy: Strategy) -> None:
    with pytest.raises(RefusedError) as refusal:
        make.asked(strategy, at=at, when=When.NEVER)

    assert refusal.value.refused.reason == "Choose how often we write"


def test_follow_what_was_taken_out(at: datetime, strategy: Strategy, officer: Person) -> None:
    commitment = make.commitment(strategy, "S-001")
    commitment.is_withdrawn = True

    with pytest.raises(RefusedError) as refusal:
        operations.follow(strategy=strategy, commitment=commitment, when=When.DAILY, by=officer.actor, at=at)

    assert refusal.value.refused.reason.startswith("This commitment is no longer part of the strategy")


# Stopping, and forgetting.


def test_stop_forgets_it(at: datetime, strategy: Strategy, rows: list[EvidenceRow]) -> None:
    follow = make.confirmed(strategy, "S-001", at=at)
    before = kinds()

    assert operations.stop(follow=follow, by=GUEST, at=at) is True

    make.kept(strategy, rows, at=at + HOUR)
    assert kinds() == before
    assert Follow.objects.count() == 0
    assert operations.stop(follow=follow, by=GUEST, at=at) is False


def test_stop_by_somebody_else(at: datetime, strategy: Strategy, officer: Person) -> None:
    follow = make.confirmed(strategy, "S-001", at=at)

    with pytest.raises(RefusedError):
        operations.stop(follow=follow, by=officer.actor, at=at)


def test_one_press_in_a_letter_stops_all_and_the_address_is_forgotten(
    at: datetime, strategy: Strategy, rows: list[EvidenceRow]
) -> None:
    make.confirmed(strategy, "S-001", at=at)
    make.confirmed(strategy, at=at, email="ivy@example.org")
    topic = KINDS.topic("accountability.status_changes")
    stop(contact_digest=contact_digest(make.ADDRESS), topic=topic, by=GUEST, at=at)

    make.kept(strategy, rows, at=at + HOUR)
    gone = operations.forget_unwanted(by=make.BY, at=at)

    assert make.letters_to()[-1].status == Status.UNWANTED
    assert gone == 1
    assert [follow.contact for follow in Follow.objects.all()] == ["ivy@example.org"]


def test_who_stopped_all_and_follows_again_is_written_to(
    at: datetime, strategy: Strategy, rows: list[EvidenceRow]
) -> None:
    topic = KINDS.topic("accountability.status_changes")
    stop(contact_digest=contact_digest(make.ADDRESS), topic=topic, by=GUEST, at=at)
    make.confirmed(strategy, "S-001", at=at)

    make.kept(strategy, rows, at=at + HOUR)

    assert make.letters_to()[-1].status == Status.QUEUED


def test_somebody_is_told_what_is_held_and_erased(at: datetime, strategy: Strategy) -> None:
    make.confirmed(strategy, "S-001", at=at)
    make.asked(strategy, at=at)
    make.confirmed(strategy, at=at, email="ivy@example.org")
    subject = DataSubject(contacts=(make.ADDRESS,))
    held = [personal.holding(f"accountability.{name}") for name in ("follows", "follow_asked")]

    found = [[str(item.words) for record in holding.find(subject) for item in record.items] for holding in held]
    for holding in held:
        holding.erase(subject, by=make.BY, at=at)

    assert ["S-001 Answer letters" in found[0], strategy.title in found[1]] == [True, True]
    assert all(make.ADDRESS in words for words in found)
    assert [follow.contact for follow in Follow.objects.all()] == ["ivy@example.org"]


def test_what_nobody_confirmed_is_forgotten_in_time(at: datetime, strategy: Strategy) -> None:
    asked = make.asked(strategy, at=at)
    make.confirmed(strategy, "S-001", at=at)
    holding = personal.holding("accountability.follow_asked")
    until = at.date() + timedelta(days=1)

    due = [each.reference for each in holding.expired(until)]
    for reference in due:
        holding.dispose(reference, by=make.BY, at=at)

    assert list(holding.expired(at.date())) == []
    assert due == [asked.reference]
    assert [follow.is_confirmed for follow in Follow.objects.all()] == [True]


# The database.

WHOLE = {"contact": "a@example.org", "contact_digest": "a", "reach_digest": "a", "when": When.AT_ONCE}

BREACHES: dict[str, dict[str, Any]] = {
    "of nothing": {"strategy": None},
    "by nobody": {"contact_digest": ""},
    "never": {"when": When.NEVER},
    "confirmed before it was asked for": {"confirmed_at": datetime(2020, 1, 1).astimezone()},
}


@pytest.mark.parametrize("changes", BREACHES.values(), ids=BREACHES)
def test_the_database_refuses(at: datetime, strategy: Strategy, changes: dict[str, Any]) -> None:
    Follow.objects.create(**WHOLE | {"strategy": strategy, "asked_at": at})

    with pytest.raises(IntegrityError), transaction.atomic():
        Follow.objects.create(**WHOLE | {"strategy": strategy, "asked_at": at} | changes)


@pytest.mark.parametrize("what", ["strategy", "commitment"])
@pytest.mark.parametrize("is_person", [True, False])
def test_the_database_refuses_to_follow_twice(
    at: datetime, strategy: Strategy, officer: Person, what: str, is_person: bool
) -> None:
    thing = strategy if what == "strategy" else make.commitment(strategy, "S-001")
    who = {"person": officer, "when": When.AT_ONCE} if is_person else WHOLE
    row = {**who, what: thing, "asked_at": at, "confirmed_at": at}
    Follow.objects.create(**row)

    with pytest.raises(IntegrityError), transaction.atomic():
        Follow.objects.create(**row)
