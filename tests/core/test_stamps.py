"""Stamps, and what is kept under them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction

from commonweal.core.actors import Actor
from commonweal.core.stamps import draw_together, kept_under_stamp, renew, renewed_at, stamp_of

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
def test_drawing_together_gives_a_stamp_that_never_was(at: datetime) -> None:
    seen = []
    for hours in range(3):
        renew("places", by=BY, at=at + timedelta(hours=hours))
        seen.append(stamp_of("places"))
    renew("strategy.pack", by=BY, at=at)
    alone = stamp_of("strategy.pack")

    gone = draw_together(by=BY, at=at + timedelta(days=1))

    assert gone == 3
    assert stamp_of("places") not in {"", *seen}
    assert renewed_at("places") == at + timedelta(hours=2)
    assert stamp_of("strategy.pack") == alone
    assert draw_together(by=BY, at=at + timedelta(days=2)) == 0


@pytest.mark.django_db
def test_things_that_never_changed() -> None:
    assert stamp_of("places") == ""
    assert renewed_at("places") is None


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time, whatever is written")
@pytest.mark.django_db(transaction=True)
def test_changes_at_once_do_not_wait_for_one_another(at: datetime) -> None:
    renew("places", by=BY, at=at)
    seen = [stamp_of("places")]
    ended = []

    def change() -> None:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '2s'")
                renew("places", by=BY, at=at)
            ended.append("the other")
        finally:
            connection.close()

    with transaction.atomic():
        renew("places", by=BY, at=at)
        other = threading.Thread(target=change)
        other.start()
        other.join()
        ended.append("the first")
    seen.append(stamp_of("places"))

    assert ended == ["the other", "the first"]
    assert len(set(seen)) == 2


def doubling() -> tuple[Callable[[str, int], int], list[int]]:
    """A function that is kept under a stamp, and what it was really asked."""
    made: list[int] = []

    @kept_under_stamp(size=8)
    def double(number: int) -> int:
        made.append(number)
        return number * 2

    return double, made


def test_made_once_for_each_stamp_and_question() -> None:
    double, made = doubling()

    assert [double("a", 1), double("a", 1), double("a", 2), double("b", 1)] == [2, 2, 4, 2]
    assert made == [1, 2, 1]


def test_without_stamp_nothing_is_kept() -> None:
    double, made = doubling()

    assert [double("", 1), double("", 1)] == [2, 2]
    assert made == [1, 1]
