"""Stamps, and what is kept under them."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import transaction

from commonweal.core.actors import Actor
from commonweal.core.stamps import kept_under_stamp, renew, renewed_at, stamp_of

BY = Actor.system("tests")


@pytest.mark.django_db
def test_each_change_gives_another_stamp(at: datetime) -> None:
    renew("places", by=BY, at=at)
    before = stamp_of("places")
    renew("places", by=BY, at=at + timedelta(hours=1))

    assert "" != before != stamp_of("places") != ""
    assert renewed_at("places") == at + timedelta(hours=1)


@pytest.mark.django_db
def test_stamp_of_several_changes_with_each(at: datetime) -> None:
    names = ("places", "strategy.pack")
    seen = []
    for name in (*names, *names):
        renew(name, by=BY, at=at)
        seen.append(stamp_of(*names))

    assert seen[0] == ""  # one of the two never changed
    assert len(set(seen)) == 4


@pytest.mark.django_db
def test_other_things_leave_a_stamp(at: datetime) -> None:
    renew("places", by=BY, at=at)
    before = stamp_of("places")
    renew("strategy.pack", by=BY, at=at)

    assert stamp_of("places") == before


@pytest.mark.django_db
def test_change_taken_back_leaves_the_stamp(at: datetime) -> None:
    renew("places", by=BY, at=at)
    before = stamp_of("places")
    with transaction.atomic():
        renew("places", by=BY, at=at)
        transaction.set_rollback(True)

    assert stamp_of("places") == before


@pytest.mark.django_db
def test_things_that_never_changed() -> None:
    assert stamp_of("places") == ""
    assert renewed_at("places") is None


def test_made_once_for_each_stamp_and_question() -> None:
    made = []

    @kept_under_stamp(size=8)
    def double(number: int) -> int:
        made.append(number)
        return number * 2

    assert [double("a", 1), double("a", 1), double("a", 2), double("b", 1)] == [2, 2, 4, 2]
    assert made == [1, 2, 1]


def test_without_stamp_nothing_is_kept() -> None:
    made = []

    @kept_under_stamp(size=8)
    def double(number: int) -> int:
        made.append(number)
        return number * 2

    assert [double("", 1), double("", 1)] == [2, 2]
    assert made == [1, 1]
