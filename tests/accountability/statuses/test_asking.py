"""A query that raises, hangs or answers nonsense says so for its own commitments, and the rest go on."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import IntegrityError, connection, transaction

from commonweal.accountability import asking
from commonweal.accountability.facts import Answer
from commonweal.accountability.models import CommitmentStatus, EvidenceReading
from commonweal.accountability.operations import statuses
from commonweal.accountability.states.statuses import Standing
from commonweal.core.actors import Actor
from commonweal.strategy.evidence import Asked, Evidence, EvidenceRow, Outcome, Reached, Tally
from commonweal.strategy.models import Strategy
from tests.accountability.statuses.bringing_records import Collect, counting, query, registered, row
from tests.factories.strategy import a_strategy, commitment

pytestmark = pytest.mark.django_db

BY = Actor.system("tests")
TODAY = date(2026, 6, 17)
ROW = EvidenceRow("AF-1", TODAY, "A request", Outcome.MET)
GOOD = Evidence(Tally(met=1), TODAY, (ROW,))

WENT_WRONG = "something went wrong in reading them"
NO_SENSE = "the answer makes no sense"
TOO_LONG = "it took too long"


@pytest.fixture
def asked(at: datetime) -> Asked:
    return Asked(commitment(a_strategy(at=at), "S-001"), at)


def ask(asked: Asked, collect: Collect) -> Answer:
    return asking.ask(query(collect), asked)


def failing(error: type[BaseException]) -> Collect:
    def collect(_asked: Asked) -> Evidence:
        raise error("at work")

    return collect


def answering(answer: Any) -> Collect:  # Any: what no query should answer
    return lambda _asked: answer


def failed(why: str) -> Answer:
    return Answer("Requests", failure=why)


def still_works() -> bool:
    """Whether the database can be asked, in the transaction that there was."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


# Raising.


def never_ends(_asked: Asked) -> Evidence:
    return never_ends(_asked)


def breaks_a_constraint(asked: Asked) -> Evidence:
    strategy = asked.commitment.strategy
    Strategy.objects.filter(pk=strategy.pk).update(succeeds=strategy)
    raise AssertionError("the database took it")


def asks_what_there_is_not(_asked: Asked) -> Evidence:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM there_is_no_such_table")
    raise AssertionError("the database took it")


@pytest.mark.parametrize(
    "error", [ValueError, KeyError, MemoryError, RecursionError, UnicodeDecodeError, StopIteration]
)
def test_a_query_that_raises(error: type[Exception], asked: Asked) -> None:
    def collect(_asked: Asked) -> Evidence:
        raise error(*(("utf-8", b"", 0, 1, "") if error is UnicodeDecodeError else ("at work",)))

    found = [ask(asked, collect), ask(asked, answering(GOOD))]

    assert found == [failed(WENT_WRONG), Answer("Requests", GOOD)]


@pytest.mark.parametrize("collect", [never_ends, breaks_a_constraint, asks_what_there_is_not])
def test_a_query_that_fails_deeper_down(collect: Collect, asked: Asked) -> None:
    found = [ask(asked, collect), ask(asked, answering(GOOD))]

    assert found == [failed(WENT_WRONG), Answer("Requests", GOOD)]
    assert still_works()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("collect", [breaks_a_constraint, asks_what_there_is_not])
def test_a_query_that_fails_in_the_database_outside_a_transaction(collect: Collect, asked: Asked) -> None:
    found = [ask(asked, collect), ask(asked, answering(GOOD))]

    assert found == [failed(WENT_WRONG), Answer("Requests", GOOD)]
    assert still_works()


def test_what_was_written_before_a_query_failed_stays(asked: Asked) -> None:
    Strategy.objects.update(title="Written before")

    ask(asked, asks_what_there_is_not)

    assert Strategy.objects.get().title == "Written before"


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, GeneratorExit])
def test_who_stops_the_program_is_not_held_up(error: type[BaseException], asked: Asked) -> None:
    with pytest.raises(error):
        ask(asked, failing(error))

    assert ask(asked, answering(GOOD)) == Answer("Requests", GOOD)


# Hanging.


def loops(_asked: Asked) -> Evidence:
    while True:
        pass


def loops_and_catches(_asked: Asked) -> Evidence:
    while True:
        with suppress(Exception):  # as careless queries do
            time.perf_counter()


def sleeps(_asked: Asked) -> Evidence:
    threading.Event().wait(30)
    return GOOD


def sleeps_soundly(_asked: Asked) -> Evidence:
    time.sleep(30)
    return GOOD


def counts_for_ever(_asked: Asked) -> Evidence:
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000000)"
            " SELECT count(*) FROM n"
        )
    return GOOD


HANGING = [loops, loops_and_catches, sleeps, sleeps_soundly, counts_for_ever]


@pytest.mark.slow
@pytest.mark.real_time
@pytest.mark.parametrize("collect", HANGING)
def test_a_query_that_hangs(collect: Collect, asked: Asked, settings: LazySettings) -> None:
    settings.EVIDENCE_SECONDS = 0.3
    began = time.monotonic()

    found = [ask(asked, collect), ask(asked, answering(GOOD))]

    assert found == [failed(TOO_LONG), Answer("Requests", GOOD)]
    assert time.monotonic() - began < 25  # far less than it would have slept
    assert still_works()


@pytest.mark.slow
@pytest.mark.real_time
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_connected", [True, False])
def test_a_slow_statement_outside_a_transaction(is_connected: bool, asked: Asked, settings: LazySettings) -> None:
    settings.EVIDENCE_SECONDS = 0.3
    if not is_connected:
        connection.close()

    found = [ask(asked, counts_for_ever), ask(asked, answering(GOOD))]

    assert found == [failed(TOO_LONG), Answer("Requests", GOOD)]
    assert still_works()


@pytest.mark.slow
@pytest.mark.real_time
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("collect", [loops, loops_and_catches, counts_for_ever])
def test_a_query_that_hangs_in_a_thread_as_a_page_asks_it(
    collect: Collect, asked: Asked, settings: LazySettings
) -> None:
    settings.EVIDENCE_SECONDS = 0.3
    found: list[Answer] = []

    def work() -> None:
        try:
            found.extend([ask(asked, collect), ask(asked, answering(GOOD))])
        finally:
            connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(timeout=25)

    assert found == [failed(TOO_LONG), Answer("Requests", GOOD)]


@pytest.mark.slow
@pytest.mark.real_time
def test_nothing_is_broken_off_after_a_query_that_was_just_in_time(asked: Asked, settings: LazySettings) -> None:
    settings.EVIDENCE_SECONDS = 0.004

    def just_in_time(_asked: Asked) -> Evidence:
        ends = time.perf_counter() + 0.004
        while time.perf_counter() < ends:
            pass
        return GOOD

    found = []
    for _time in range(200):
        found.append(ask(asked, just_in_time))
        for _more in range(300):  # were it broken off late, then here
            pass

    assert {each.failure for each in found} <= {"", TOO_LONG}
    assert still_works()


# Nonsense.


class Unprintable:
    """Words that cannot be had."""

    def __str__(self) -> str:
        raise ValueError("no words")


NONSENSE: Mapping[str, Any] = {
    "nothing": None,
    "words": "kept",
    "a status": Standing.KEPT,
    "a tally alone": Tally(met=1),
    "a tally that is a table": replace(GOOD, tally={"met": 1}),
    "less than nothing": replace(GOOD, tally=Tally(met=1, breached=-1)),
    "half a record": replace(GOOD, tally=Tally(met=1.5)),
    "true records": replace(GOOD, tally=Tally(met=True)),
    "more than can be counted": replace(GOOD, tally=Tally(met=2**31)),
    "more rows than were counted": replace(GOOD, tally=Tally(unmet=1)),
    "more restricted rows than were counted": replace(GOOD, restricted=2),
    "restricted rows of less than nothing": replace(GOOD, restricted=-1),
    "too many rows": Evidence(Tally(met=201), TODAY, tuple(replace(ROW, reference=f"AF-{n}") for n in range(201))),
    "rows that never end": replace(GOOD, rows=iter([ROW])),
    "a list of rows": replace(GOOD, rows=[ROW]),
    "rows that are words": replace(GOOD, rows=("AF-1",)),
    "a row without a day": replace(GOOD, rows=(replace(ROW, on=None),)),
    "a row with an instant": replace(GOOD, rows=(replace(ROW, on=datetime(2026, 6, 17)),)),  # noqa: DTZ001  # that is what is wrong with it
    "a row of another outcome": replace(GOOD, rows=(replace(ROW, outcome="GOOD"),)),
    "a row with an outcome in words": replace(GOOD, rows=(replace(ROW, outcome="MET"),)),
    "a row without a reference": replace(GOOD, rows=(replace(ROW, reference=""),)),
    "a row whose reference is a number": replace(GOOD, rows=(replace(ROW, reference=7),)),
    "a row whose fact is no words": replace(GOOD, rows=(replace(ROW, fact=None),)),
    "a row with the character 0": replace(GOOD, rows=(replace(ROW, fact="A\0B"),)),
    "a row with half a character": replace(GOOD, rows=(replace(ROW, fact="\ud800"),)),
    "a row with a whole book": replace(GOOD, rows=(replace(ROW, fact="x" * 50_000),)),
    "a row that leads elsewhere": replace(GOOD, rows=(replace(ROW, address="https://example.org/"),)),
    "a row that runs a script": replace(GOOD, rows=(replace(ROW, address="javascript:alert(1)"),)),
    "a row of a day that has not come": replace(GOOD, rows=(replace(ROW, on=TODAY + timedelta(days=2)),)),
    "a newest day that has not come": replace(GOOD, newest_on=TODAY + timedelta(days=2)),
    "a newest instant": replace(GOOD, newest_on=datetime(2026, 6, 17)),  # noqa: DTZ001  # that is what is wrong with it
    "a newest day in words": replace(GOOD, newest_on="2026-06-17"),
    "settled records without a newest day": replace(GOOD, newest_on=None),
    "overdue since words": replace(GOOD, overdue_on="long ago"),
    "blocked by a number": replace(GOOD, blocked_by=7),
    "blocked by the character 0": replace(GOOD, blocked_by="\0"),
    "standing in words": replace(GOOD, stands="yes"),
    "a target reached by no number": replace(GOOD, reached=Reached(float("nan"), "events")),
    "a target reached without end": replace(GOOD, reached=Reached(float("inf"), "events")),
    "a target reached by less than nothing": replace(GOOD, reached=Reached(-1, "events")),
    "a target reached by words": replace(GOOD, reached=Reached("two", "events")),  # type: ignore[arg-type]  # that is it
    "a target that is a number": replace(GOOD, reached=2),
    "a target of what has no words": replace(GOOD, reached=Reached(2, None)),  # type: ignore[arg-type]  # that is it
}


@pytest.mark.parametrize("case", NONSENSE)
def test_an_answer_that_makes_no_sense(case: str, asked: Asked) -> None:
    found = [ask(asked, answering(NONSENSE[case])), ask(asked, answering(GOOD))]

    assert found == [failed(NO_SENSE), Answer("Requests", GOOD)]


def test_a_record_of_tomorrow_counts_since_days_begin_elsewhere_first(asked: Asked) -> None:
    tomorrow = replace(GOOD, newest_on=TODAY + timedelta(days=1))

    assert ask(asked, answering(tomorrow)) == Answer("Requests", tomorrow)


def test_what_is_not_due_yet_may_be_of_a_day_to_come(asked: Asked) -> None:
    pending = EvidenceRow("AF-2", TODAY + timedelta(days=20), "A request", Outcome.PENDING)
    found = Evidence(Tally(pending=1), None, (pending,))

    assert ask(asked, answering(found)) == Answer("Requests", found)


def test_a_title_that_cannot_be_had(asked: Asked) -> None:
    broken = replace(query(answering(GOOD)), title=Unprintable())

    assert asking.ask(broken, asked) == Answer("tests.requests", failure=WENT_WRONG)


# In the midst of a renewal.


def breaks_its_transaction(_asked: Asked) -> Evidence:
    with transaction.atomic():
        raise IntegrityError("by hand")


@pytest.mark.parametrize(
    ("collect", "why"),
    [
        (failing(RuntimeError), WENT_WRONG),
        (asks_what_there_is_not, WENT_WRONG),
        (breaks_its_transaction, WENT_WRONG),
        (answering(None), NO_SENSE),
        (answering(NONSENSE["a row without a day"]), NO_SENSE),
        (answering(NONSENSE["more than can be counted"]), NO_SENSE),
        (answering(NONSENSE["a row with the character 0"]), NO_SENSE),
    ],
)
def test_that_commitment_says_so_and_the_rest_go_on(collect: Collect, why: str, at: datetime) -> None:
    strategy = a_strategy(at=at)
    good = query(counting([row("AF-1", at)]), "S-002", name="tests.others")

    with registered(query(collect, "S-001", "C-030"), good):
        statuses.renew(strategy=strategy, by=BY, at=at)

    found = {each.commitment.code: each for each in CommitmentStatus.objects.select_related("commitment")}
    said = f"Requests: the records could not be read just now ({why}). What they showed before does not count."
    assert len(found) == 12
    assert {code: (found[code].standing, found[code].reason) for code in ("S-001", "C-030")} == dict.fromkeys(
        ("S-001", "C-030"), (Standing.NO_CURRENT_EVIDENCE, said)
    )
    assert found["S-002"].standing == Standing.KEPT
    assert set(EvidenceReading.objects.filter(query="tests.requests").values_list("failure", flat=True)) == {why}


def test_what_failed_is_read_again_the_next_time(at: datetime) -> None:
    strategy = a_strategy(at=at)
    with registered(query(failing(RuntimeError))):
        statuses.renew(strategy=strategy, by=BY, at=at)

    with registered(query(counting([row("AF-1", at)]))):
        statuses.renew(strategy=strategy, by=BY, at=at + timedelta(minutes=1))

    assert CommitmentStatus.objects.get(commitment__code="S-001").standing == Standing.KEPT
    assert EvidenceReading.objects.get(query="tests.requests").failure == ""
