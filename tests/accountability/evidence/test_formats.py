"""What requests for another format prove: kept, partly kept, breached and empty, each through what people do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from commonweal.accountability.models import Channel
from commonweal.accountability.operations import formats as operations
from commonweal.strategy import evidence
from commonweal.strategy.evidence import Asked, Evidence, Outcome, Tally
from commonweal.strategy.models import Commitment, Touch
from tests.factories import accountability as make

pytestmark = pytest.mark.django_db

JUNE_1 = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)  # a Monday, ten o'clock in London
DAY = timedelta(days=1)


def found(code: str, at: datetime) -> Evidence:
    (query,) = [each for each in evidence.queries_for(code) if each.name.startswith("accountability.formats")]
    return query.collect(Asked(Commitment(code=code), at))


def facts(evidence: Evidence) -> list[tuple[date, str, Outcome]]:
    return [(row.on, row.fact, row.outcome) for row in evidence.rows]


@pytest.fixture
def contacts() -> Iterator[str]:
    return (f"asker{number}@example.org" for number in range(100))


@pytest.mark.parametrize("code", ["C-005", "C-006"])
def test_nothing_was_asked_for(code: str, at: datetime) -> None:
    make.answered(at=at)  # begun and not sent is nothing yet

    assert found(code, at) == Evidence()


def test_all_were_supplied_in_time() -> None:
    make.supplied(at=JUNE_1)
    asked = make.sent(at=JUNE_1, contact="b@example.org").request
    operations.supply(asked=asked, note="Posted", by=make.officer(at=JUNE_1), at=JUNE_1 + 14 * DAY)

    proof = found("C-005", JUNE_1 + 30 * DAY)

    assert proof.tally == Tally(met=2)
    assert (proof.newest_on, proof.overdue_on) == (date(2026, 6, 15), None)
    assert facts(proof) == [
        (date(2026, 6, 15), "Supplied after 10 working days.", Outcome.MET),
        (date(2026, 6, 1), "Supplied after 0 working days.", Outcome.MET),
    ]


def test_some_were_supplied_late_and_some_still_wait(contacts: Iterator[str]) -> None:
    make.supplied(at=JUNE_1, contact=next(contacts))
    late = make.sent(at=JUNE_1, contact=next(contacts)).request
    operations.supply(asked=late, note="Posted", by=make.officer(at=JUNE_1), at=JUNE_1 + 15 * DAY)
    make.sent(at=JUNE_1, contact=next(contacts))
    make.sent(at=JUNE_1 + 10 * DAY, contact=next(contacts))

    proof = found("C-005", JUNE_1 + 16 * DAY)

    assert (proof.tally, proof.overdue_on) == (Tally(met=1, breached=2, pending=1), date(2026, 6, 15))
    assert facts(proof) == [
        (date(2026, 6, 16), "Supplied late, after 11 working days; 10 were promised.", Outcome.BREACHED),
        (date(2026, 6, 15), "Not supplied by 15 June 2026, when it was due.", Outcome.BREACHED),
        (date(2026, 6, 11), "Waits, and is to be supplied by 25 June 2026.", Outcome.PENDING),
        (date(2026, 6, 1), "Supplied after 0 working days.", Outcome.MET),
    ]


def test_none_was_supplied_by_its_day() -> None:
    make.sent(at=JUNE_1)

    proof = found("C-005", JUNE_1 + 15 * DAY)

    assert (proof.tally, proof.overdue_on) == (Tally(breached=1), date(2026, 6, 15))


@pytest.mark.parametrize(("after", "tally"), [(3 * DAY, Tally()), (20 * DAY, Tally(breached=1))])
def test_withdrawn_counts_only_when_it_was_late(after: timedelta, tally: Tally) -> None:
    asked = make.sent(at=JUNE_1)
    operations.withdraw(asked=asked.request, by=asked.holder, at=JUNE_1 + after)

    proof = found("C-005", JUNE_1 + 30 * DAY)

    assert proof.tally == tally


def test_what_came_later_does_not_count() -> None:
    make.supplied(at=JUNE_1)
    waits = make.sent(at=JUNE_1, contact="b@example.org").request
    before = found("C-005", JUNE_1 + DAY)

    make.supplied(at=JUNE_1 + 2 * DAY, contact="c@example.org")
    operations.supply(asked=waits, note="Posted", by=make.officer(at=JUNE_1), at=JUNE_1 + 3 * DAY)

    assert before.tally == Tally(met=1, pending=1)
    assert found("C-005", JUNE_1 + DAY) == before


def test_line_that_was_minded() -> None:
    for number, channel in enumerate((Channel.PHONE, Channel.TEXT_RELAY, Channel.ANSWERING_MACHINE)):
        asked = make.entered(at=JUNE_1, channel=channel, contact=f"0163296000{number}")
        make.first_answered(asked=asked, at=JUNE_1 + DAY)

    proof = found("C-006", JUNE_1 + 9 * DAY)

    assert proof.tally == Tally(met=3)
    assert {fact for _on, fact, _outcome in facts(proof)} == {"Answered after 8 working hours."}


def test_line_that_was_minded_in_part() -> None:
    soon, late, _never, _now = [
        make.entered(at=JUNE_1 + days * DAY, contact=f"0163296000{days}") for days in (0, 1, 2, 8)
    ]
    make.first_answered(asked=soon, at=JUNE_1 + timedelta(hours=2))
    make.first_answered(asked=late, at=JUNE_1 + 2 * DAY + timedelta(minutes=1))

    proof = found("C-006", JUNE_1 + 8 * DAY + timedelta(hours=1))

    assert (proof.tally, proof.overdue_on) == (Tally(met=1, breached=2, pending=1), date(2026, 6, 4))
    assert facts(proof) == [
        (date(2026, 6, 4), "No first answer by 4 June 2026, 10am, when it was due.", Outcome.BREACHED),
        (date(2026, 6, 3), "Answered late, after 8 working hours.", Outcome.BREACHED),
        (date(2026, 6, 9), "Waits for a first answer, due by 10 June 2026, 10am.", Outcome.PENDING),
        (date(2026, 6, 1), "Answered after 2 working hours.", Outcome.MET),
    ]


def test_line_that_nobody_minded() -> None:
    make.entered(at=JUNE_1)

    proof = found("C-006", JUNE_1 + 3 * DAY)

    assert (proof.tally, proof.overdue_on) == (Tally(breached=1), date(2026, 6, 2))


def test_line_is_not_the_website_nor_the_post() -> None:
    make.sent(at=JUNE_1)
    make.entered(at=JUNE_1, channel=Channel.LETTER)

    assert found("C-006", JUNE_1 + 9 * DAY) == Evidence()


def test_public_rows_say_nothing_of_anybody() -> None:
    make.entered(at=JUNE_1, wanted="My assessment", name="Elsie Marsh", contact="01632960017", format="BRAILLE")

    said = repr([found(code, JUNE_1 + 30 * DAY) for code in ("C-005", "C-006")])

    words = ("assessment", "Elsie", "01632960017", "raille", "BRAILLE", "nswering machine", "ANSWERING_MACHINE")
    assert [word for word in words if word in said] == []


def test_what_changes_a_request_marks_it(at: datetime) -> None:
    def touched() -> set[str]:
        names = set(Touch.objects.values_list("name", flat=True))
        Touch.objects.all().delete()
        return names

    marks = []
    asked = make.entered(at=at)
    marks.append(touched())
    asked = make.first_answered(asked=asked, at=at)
    marks.append(touched())
    operations.supply(asked=asked, note="Posted", by=make.officer(at=at), at=at)
    marks.append(touched())
    sent = make.sent(at=at)
    marks.append(touched())
    operations.withdraw(asked=sent.request, by=sent.holder, at=at)
    marks.append(touched())

    assert marks == [{"accountability.format_request"}] * 5
