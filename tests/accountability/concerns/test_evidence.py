"""What concerns prove of C-020: kept, partly kept, breached and empty, each reached through real operations."""

from datetime import UTC, date, datetime, timedelta

import pytest

from commonweal.accountability.evidence import concerns as evidence
from commonweal.strategy.evidence import Asked, EvidenceRow, Outcome, Tally, queries_for
from tests.factories import concerns as make

pytestmark = pytest.mark.django_db

LATER = timedelta(days=40)


def asked(at: datetime) -> Asked:
    return Asked(make.a_commitment(at=at), at)


def told(at: datetime) -> list[tuple[Outcome, str]]:
    return [(row.outcome, row.fact) for row in evidence.rows(asked(at))]


def test_query_speaks_for_the_route_itself() -> None:
    assert [query.name for query in queries_for("C-020")] == ["accountability.concerns_answered"]


def test_empty_says_nothing(at: datetime) -> None:
    make.drafted(at=at)

    found = evidence.collect(asked(at))

    assert (found.tally, found.newest_on, found.rows, found.overdue_on) == (Tally(), None, (), None)


def test_kept_when_all_were_answered_in_time(at: datetime) -> None:
    raised = make.answered(at=at, after=timedelta(days=28))

    found = evidence.collect(asked(at + LATER))

    assert (found.tally, found.newest_on, found.overdue_on) == (Tally(met=1), date(2026, 7, 15), None)
    assert found.rows == (
        EvidenceRow(
            str(raised.concern.reference),
            date(2026, 7, 15),
            "Answered after 20 working days, outcome published: Upheld.",
            Outcome.MET,
            f"/strategy/small-2021/concerns/{raised.concern.reference}/",
        ),
    )


def test_partly_kept_when_one_was_late(at: datetime) -> None:
    make.answered(at=at)
    make.answered(at=at, after=timedelta(days=30))

    found = evidence.collect(asked(at + LATER))

    assert found.tally == Tally(met=1, breached=1)
    assert told(at + LATER) == [
        (Outcome.BREACHED, "Answered late, after 22 working days (2 too many). Outcome: Upheld."),
        (Outcome.MET, "Answered on the day it came, outcome published: Upheld."),
    ]


def test_breached_when_one_waits_past_its_day(at: datetime) -> None:
    make.sent(at=at)

    on_the_day, after = at + timedelta(days=28), at + timedelta(days=29)

    assert told(on_the_day) == [(Outcome.PENDING, "Waits for an answer, due by 15 July 2026.")]
    assert told(after) == [(Outcome.BREACHED, "Not answered by 15 July 2026, when it was due.")]
    found = evidence.collect(asked(after))
    assert (found.overdue_on, found.stands) == (date(2026, 7, 15), True)


def test_taken_back_in_time_counts_for_nothing_and_afterwards_as_late(at: datetime) -> None:
    make.withdrawn(at=at)
    late = make.sent(at=at)

    make.concerns.withdraw(concern=late.concern, by=late.holder, at=at + timedelta(days=30))

    assert told(at + LATER) == [(Outcome.BREACHED, "Not answered by 15 July 2026, when it was due.")]
    assert evidence.collect(asked(at + LATER)).overdue_on is None


def test_as_it_was_known_at_an_earlier_instant(at: datetime) -> None:
    make.answered(at=at, after=timedelta(days=30))
    make.sent(at=at + timedelta(days=5))

    assert told(at - timedelta(days=1)) == []
    assert [outcome for outcome, _fact in told(at + timedelta(days=1))] == [Outcome.PENDING]
    assert [outcome for outcome, _fact in told(at + timedelta(days=29))] == [Outcome.BREACHED, Outcome.PENDING]


def test_rows_tell_nothing_of_what_was_written(at: datetime) -> None:
    make.answered(at=at, words="Marrow soup", name="Zebedee Quill")

    facts = " ".join(row.fact for row in evidence.rows(asked(at + LATER)))

    assert "Answered on the day it came" in facts
    assert not {"Marrow", "Zebedee", make.SUMMARY, make.ANSWER} & set(facts.split())
    assert "Marrow" not in facts


def test_same_queries_for_one_row_and_for_many(at: datetime, django_assert_num_queries: object) -> None:
    make.answered(at=at)
    many = [make.sent(at=at, contact=f"asker{number}@example.org") for number in range(5)]
    question = asked(at.astimezone(UTC) + LATER)

    with django_assert_num_queries(1):  # type: ignore[operator]  # a fixture of pytest-django
        found = evidence.collect(question)

    assert found.tally.population == 1 + len(many)
