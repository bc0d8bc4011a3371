"""Who follows is told what changed: in one letter, once, some mailboxes at a time."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import transaction

from commonweal.accountability.models import Follow
from commonweal.accountability.operations import follows as operations
from commonweal.accountability.operations import statuses
from commonweal.core.digests import contact_digest, reach_digest
from commonweal.messaging.models import Letter
from commonweal.messaging.states import Status, When
from commonweal.people.models import Person
from commonweal.strategy.evidence import EvidenceRow
from commonweal.strategy.models import Strategy
from tests.factories import follows as make
from tests.factories.strategy import a_strategy

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def kinds(address: str = make.ADDRESS) -> list[str]:
    return [letter.kind for letter in make.letters_to(address)]


def test_one_letter_for_everything_that_changes_at_once(
    at: datetime, strategy: Strategy, rows: list[EvidenceRow]
) -> None:
    make.confirmed(strategy, at=at)
    make.confirmed(strategy, "S-001", at=at)
    make.confirmed(strategy, "S-002", at=at)

    make.kept(strategy, rows, at=at + HOUR)

    letter = make.letters_to()[-1]
    assert kinds().count("accountability.status_changed") == 1
    assert letter.subject == "2 statuses have changed: Smallshire strategy, 2021 to 2027"
    assert "S-001 Answer letters\nNow: Kept. Before: No current evidence." in letter.text
    assert "S-002 Every grant in a register\nNow: Kept. Before: No current evidence." in letter.text
    assert "/strategy/small-2021/history/" in letter.text


def test_a_letter_about_one_commitment_leads_to_it(at: datetime, strategy: Strategy, rows: list[EvidenceRow]) -> None:
    make.confirmed(strategy, "S-001", at=at)

    make.kept(strategy, rows, at=at + HOUR)

    letter = make.letters_to()[-1]
    assert letter.subject == "S-001 Answer letters: now “Kept”"
    assert "the only one met it" in letter.text
    assert "/strategy/small-2021/commitments/S-001/" in letter.text
    assert "S-002" not in letter.text
    assert "/following/" in letter.text
    assert letter.topic == "accountability.status_changes"


def test_who_follows_with_and_without_an_account_gets_one_letter(
    at: datetime, strategy: Strategy, rows: list[EvidenceRow], officer: Person
) -> None:
    make.by_person(strategy, "S-001", who=officer, at=at)
    make.confirmed(strategy, "S-002", at=at, email=make.OFFICERS)

    make.kept(strategy, rows, at=at + HOUR)

    letters = [each for each in make.letters_to(make.OFFICERS) if each.kind == "accountability.status_changed"]
    assert len(letters) == 1
    assert "S-001" in letters[0].text
    assert "S-002" in letters[0].text


def test_nothing_is_written_where_only_figures_change(
    at: datetime, strategy: Strategy, rows: list[EvidenceRow]
) -> None:
    make.confirmed(strategy, at=at)
    make.kept(strategy, rows, at=at + HOUR)
    before = kinds()
    rows.append(make.record("LE-2", at.date()))

    make.renew(strategy, at=at + 2 * HOUR)

    assert kinds() == before


def test_nothing_is_written_when_statuses_are_first_worked_out(at: datetime, rows: list[EvidenceRow]) -> None:
    strategy = a_strategy(at=at)
    make.confirmed(strategy, at=at)
    rows.append(make.record("LE-1", at.date()))

    make.renew(strategy, at=at)

    assert kinds() == ["accountability.follow_asked"]


def test_nothing_is_written_to_who_left(
    at: datetime, strategy: Strategy, rows: list[EvidenceRow], officer: Person
) -> None:
    make.by_person(strategy, who=officer, at=at)
    Person.objects.filter(pk=officer.pk).update(is_active=False, left_at=at)

    make.kept(strategy, rows, at=at + HOUR)

    assert make.letters_to(make.OFFICERS) == []


def test_very_many_changes_are_counted(
    at: datetime, strategy: Strategy, rows: list[EvidenceRow], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("commonweal.accountability.emails.follows.MOST_LISTED", 1)
    make.confirmed(strategy, at=at)

    make.kept(strategy, rows, at=at + HOUR)

    letter = make.letters_to()[-1]
    assert "And one more." in letter.text
    assert "S-002" not in letter.text


@pytest.mark.parametrize(
    ("when", "status", "is_for_digest"),
    [
        (When.AT_ONCE, Status.QUEUED, False),
        (When.DAILY, Status.WAITING, True),
        (When.WEEKLY, Status.WAITING, True),
    ],
)
def test_letters_go_as_often_as_was_asked_for(
    at: datetime, strategy: Strategy, rows: list[EvidenceRow], when: When, status: Status, is_for_digest: bool
) -> None:
    make.confirmed(strategy, "S-001", at=at, when=when)

    make.kept(strategy, rows, at=at + HOUR)

    letter = make.letters_to()[-1]
    assert (letter.status, letter.is_for_digest) == (status, is_for_digest)


def test_a_status_that_cannot_be_kept_writes_no_letter(
    at: datetime, strategy: Strategy, rows: list[EvidenceRow]
) -> None:
    make.confirmed(strategy, at=at)
    before = kinds()

    with transaction.atomic():
        make.kept(strategy, rows, at=at + HOUR)
        transaction.set_rollback(True)

    assert kinds() == before


def test_each_some_are_written_to_by_themselves_and_nobody_twice(
    at: datetime, strategy: Strategy, rows: list[EvidenceRow], officer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operations, "MAILBOXES_AT_ONCE", 2)
    addresses = [make.OFFICERS, *(f"rosa{number}@example.org" for number in range(4))]
    make.by_person(strategy, "S-001", who=officer, at=at)
    for address in addresses:
        make.confirmed(strategy, at=at, email=address)
    rows.append(make.record("LE-1", at.date()))
    statuses.renew(strategy=strategy, by=make.BY, at=at + HOUR)

    written = [_told(addresses)]
    while make.tell(at=at + HOUR):
        written.append(_told(addresses))

    assert [sum(each) for each in written] == [0, 2, 4, 5]
    assert written[-1] == [1] * 5


def _told(addresses: list[str]) -> list[int]:
    return [kinds(address).count("accountability.status_changed") for address in addresses]


def test_some_whose_letters_cannot_be_written_are_written_to_once_they_can(
    at: datetime, strategy: Strategy, rows: list[EvidenceRow]
) -> None:
    make.confirmed(strategy, at=at)
    rows.append(make.record("LE-1", at.date()))
    statuses.renew(strategy=strategy, by=make.BY, at=at + HOUR)

    with transaction.atomic():  # as a worker that is killed
        make.tell(at=at + HOUR)
        killed = kinds().count("accountability.status_changed")
        transaction.set_rollback(True)
    before = kinds().count("accountability.status_changed")
    make.tell(at=at + HOUR)

    assert (killed, before, kinds().count("accountability.status_changed")) == (1, 0, 1)
    assert make.tell(at=at + HOUR) is False


def test_who_follows_after_a_change_is_not_told_of_it(
    at: datetime, strategy: Strategy, rows: list[EvidenceRow]
) -> None:
    make.confirmed(strategy, at=at)
    rows.append(make.record("LE-1", at.date()))
    statuses.renew(strategy=strategy, by=make.BY, at=at + HOUR)
    make.confirmed(strategy, at=at + 2 * HOUR, email="ivy@example.org")

    make.tell(at=at + 3 * HOUR)

    assert _told([make.ADDRESS, "ivy@example.org"]) == [1, 0]


@pytest.mark.long
@pytest.mark.slow
def test_thousands_who_follow_are_told_once_each(at: datetime, strategy: Strategy, rows: list[EvidenceRow]) -> None:
    addresses = [f"rosa{number}@example.org" for number in range(2_500)]
    Follow.objects.bulk_create(
        Follow(
            strategy=strategy,
            contact=address,
            contact_digest=contact_digest(address),
            reach_digest=reach_digest(address),
            when=When.AT_ONCE,
            asked_at=at,
            confirmed_at=at,
        )
        for address in addresses
    )

    make.kept(strategy, rows, at=at + HOUR)

    told = Letter.objects.filter(kind="accountability.status_changed").values_list("to_digest", flat=True)
    assert sorted(told) == sorted(map(contact_digest, addresses))
