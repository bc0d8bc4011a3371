"""Statuses worked out twice, at once, out of order, after the pack or the queries changed: history stays true."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from commonweal.accountability.models import CommitmentStatus, EvidenceReading, StatusStep
from commonweal.accountability.operations import statuses
from commonweal.accountability.states.statuses import Standing
from commonweal.core.actors import Actor
from commonweal.strategy.evidence import EvidenceRow, Outcome
from commonweal.strategy.models import Edition, Pack, Strategy
from commonweal.strategy.operations.packs import PACK
from tests.accountability.statuses.bringing_records import counting, query, registered, row
from tests.factories.strategy import SMALL, a_strategy, load, small_pack

pytestmark = pytest.mark.django_db

BY = Actor.system("tests")
HOUR = timedelta(hours=1)


def kept(*, but: frozenset[str] = frozenset({"checked_at", "read_at"})) -> str:
    """Everything that is kept of statuses, to the byte, but for when it was looked at last."""
    return json.dumps(
        {
            model.__name__: [
                {name: value for name, value in each.items() if name not in but}
                for each in model.objects.order_by("pk").values()
            ]
            for model in (CommitmentStatus, StatusStep, EvidenceReading)
        },
        default=str,
        sort_keys=True,
    )


def steps_of(code: str) -> list[tuple[datetime, str]]:
    """How it stood with a commitment, the oldest first."""
    rows = StatusStep.objects.filter(commitment__code=code).order_by("from_at")
    return [(each.from_at, each.standing) for each in rows]


def standing_of(code: str) -> str:
    return CommitmentStatus.objects.get(commitment__code=code).standing


# The same again.


def test_two_runs_on_the_same_records_agree_to_the_byte(at: datetime) -> None:
    strategy = a_strategy(at=at)
    rows = [row("AF-2", at, Outcome.UNMET), row("AF-1", at), row("AF-3", at, Outcome.PENDING)]
    with registered(query(counting(rows))):
        statuses.renew(strategy=strategy, by=BY, at=at)
        first = kept()

        again = statuses.renew(strategy=strategy, by=BY, at=at)
        rows.reverse()
        later = statuses.renew(strategy=Strategy.objects.get(), by=BY, at=at + HOUR)

    assert ([again, later], kept()) == ([[], []], first)


def test_what_is_kept_is_the_same_on_every_database(at: datetime) -> None:
    strategy = a_strategy(at=at)
    rows = [row("AF-2", at, Outcome.UNMET), row("AF-1", at), EvidenceRow("AF-0", date(2020, 1, 1), "Old", Outcome.MET)]
    with registered(query(counting(rows))):
        statuses.renew(strategy=strategy, by=BY, at=at)

    step = StatusStep.objects.get(commitment__code="S-001")
    reading = EvidenceReading.objects.get(query="tests.requests")
    assert (step.standing, step.reason) == (
        Standing.PARTLY_KEPT,
        "Requests, in the last 400 days: 1 of 2 met it.",
    )
    assert (step.newest_on, step.lapses_on, step.from_at) == (date(2026, 6, 17), date(2027, 7, 23), at)
    assert [dict(sorted(each.items())) for each in step.basis] == [
        {
            "breached": 0,
            "failure": "",
            "met": 1,
            "newest_on": "2026-06-17",
            "pending": 0,
            "proposed": 0,
            "query": "tests.requests",
            "rows": step.basis[0]["rows"],
            "unmet": 1,
        }
    ]
    assert [(each["reference"], each["on"], each["outcome"]) for each in reading.rows] == [
        ("AF-2", "2026-06-17", "UNMET"),
        ("AF-1", "2026-06-17", "MET"),
    ]


def test_changes_at_one_instant_are_steps_in_their_order(at: datetime) -> None:
    strategy, rows = a_strategy(at=at), []
    moment = timedelta(microseconds=1)
    with registered(query(counting(rows))):
        for outcome in (None, Outcome.MET, Outcome.UNMET, Outcome.BREACHED):
            rows += [row(f"AF-{outcome}", at, outcome)] if outcome else []
            statuses.renew(strategy=strategy, by=BY, at=at)

    assert steps_of("S-001") == [
        (at, Standing.NO_CURRENT_EVIDENCE),
        (at + moment, Standing.KEPT),
        (at + 2 * moment, Standing.PARTLY_KEPT),
        (at + 3 * moment, Standing.PARTLY_KEPT),
    ]


def test_what_was_worked_out_later_is_not_overwritten_by_what_was_begun_before(at: datetime) -> None:
    strategy = a_strategy(at=at)
    rows = [row("AF-1", at), row("AF-2", at + timedelta(days=1), Outcome.UNMET)]
    with registered(query(counting(rows))):
        statuses.renew(strategy=strategy, by=BY, at=at + timedelta(days=1))
        before = kept(but=frozenset())

        late = statuses.renew(strategy=strategy, by=BY, at=at)

    assert (late, kept(but=frozenset())) == ([], before)
    assert standing_of("S-001") == Standing.PARTLY_KEPT


# Only what was touched.

TOUCHED: Mapping[str, tuple[tuple[str, ...], list[str]]] = {
    "what one query reads": (("tests.request",), ["S-001"]),
    "what two read": (("tests.request", "tests.other"), ["S-001", "C-155", "C-155a"]),
    "one commitment's own records": (("strategy.commitment/small-2021/S-001",), ["S-001"]),
    "the pack": ((PACK,), ["S-001", "C-155", "C-155a"]),
    "nothing that counts": (("tests.nobody", "strategy.commitment/other-2021/S-001"), []),
}


@pytest.mark.parametrize("case", TOUCHED)
def test_what_was_touched_is_worked_out_as_all_would_be(case: str, at: datetime) -> None:
    names, changed = TOUCHED[case]
    strategy = a_strategy(at=at)
    requests: list[EvidenceRow] = []
    others: list[EvidenceRow] = []
    both = (
        query(counting(requests)),
        query(counting(others), "C-155a", name="tests.others", reads="tests.other"),
    )
    with registered(*both):
        statuses.renew(strategy=strategy, by=BY, at=at)
        requests.append(row("AF-1", at))
        others.append(row("AF-2", at, Outcome.BREACHED))

        touched = statuses.renew_touched(names=names, by=BY, at=at + HOUR)
        rest = statuses.renew_all(by=BY, at=at + 2 * HOUR)

    every = {"S-001", "C-155", "C-155a"}
    assert sorted(step.commitment.code for step in touched) == sorted(changed)
    assert {step.commitment.code for step in rest} == every - set(changed)
    assert (standing_of("S-001"), standing_of("C-155a"), standing_of("C-155")) == (
        Standing.KEPT,
        Standing.NOT_KEPT,
        Standing.NOT_KEPT,
    )


# Queries, packs and strategies that come and go.


def test_what_a_query_said_goes_with_the_query(at: datetime) -> None:
    strategy = a_strategy(at=at)
    with registered(query(counting([row("AF-1", at)]))):
        statuses.renew(strategy=strategy, by=BY, at=at)
    before = EvidenceReading.objects.filter(query="tests.requests").count()

    statuses.renew(strategy=strategy, by=BY, at=at + HOUR)

    assert (before, EvidenceReading.objects.filter(query="tests.requests").count()) == (1, 0)
    assert standing_of("S-001") == Standing.NO_CURRENT_EVIDENCE


def test_a_commitment_that_a_newer_version_leaves_out_keeps_its_history(tmp_path: Path, at: datetime) -> None:
    strategy = a_strategy(at=at)
    second = {
        "pack.toml": {'version = "1"': 'version = "2"'},
        "commitments/01-all.toml": {"[S-001]\ntitle": "[S-003]\ntitle"},
    }
    with registered(query(counting([row("AF-1", at)]))):
        statuses.renew(strategy=strategy, by=BY, at=at)
        load(small_pack(tmp_path, second), at=at + HOUR)

        made = statuses.renew(strategy=strategy, by=BY, at=at + 2 * HOUR)

    assert [step.commitment.code for step in made] == ["S-003"]
    assert steps_of("S-001") == [(at, Standing.KEPT)]


def test_a_strategy_that_took_over_supersedes_from_the_day_it_begins(tmp_path: Path, at: datetime) -> None:
    before = load(SMALL, at=at)
    codes = list(before.commitments.values_list("code", flat=True))
    carried = "\n".join(f'{code} = "{code}"' for code in codes if code != "S-001")
    table = f'[carried]\n{carried}\n[dropped]\nS-001 = "Nobody writes letters."\n[term]'
    changes: dict[str, Mapping[str, str]] = {
        "pack.toml": {'slug = "small-2021"': 'slug = "next-2026"\nsucceeds = "small-2021"', "[term]": table},
        "names.toml": {"begins = 2021-04-01": "begins = 2026-06-19"},
    }
    load(small_pack(tmp_path, changes, name="next-2026"), at=at)

    found = []
    for days in (0, 1, 2):
        statuses.renew(strategy=before, by=BY, at=at + timedelta(days=days))
        rows = CommitmentStatus.objects.filter(commitment__strategy=before)
        found.append({(each.standing, each.reason) for each in rows if each.commitment.code in {"S-001", "C-005"}})

    nothing = (Standing.NO_CURRENT_EVIDENCE, "No part of this service records anything yet that would show it.")
    assert nothing in found[0]
    assert nothing in found[1]
    assert found[2] == {
        (Standing.SUPERSEDED, "Smallshire strategy, 2021 to 2027 has taken its place."),
        (Standing.SUPERSEDED, "C-005 (Smallshire strategy, 2021 to 2027) has taken its place."),
    }


# Nobody rewrites it.


CHANGED: Mapping[Any, dict[str, object]] = {
    StatusStep: {"standing": Standing.KEPT},
    Pack: {"version": "9"},
    Edition: {"content": {}},
}


@pytest.mark.parametrize("how", ["update", "delete"])
@pytest.mark.parametrize("model", CHANGED)
def test_the_database_refuses_to_rewrite_history(model: Any, how: str, at: datetime) -> None:
    statuses.renew(strategy=a_strategy(at=at), by=BY, at=at)
    before = list(model.objects.order_by("pk").values())
    rows = model.objects.filter(pk=before[0]["id"])

    def rewrite() -> None:
        with transaction.atomic():
            rows.update(**CHANGED[model]) if how == "update" else rows._raw_delete(using="default")

    with pytest.raises(DatabaseError, match="are kept as they are"):
        rewrite()

    assert list(model.objects.order_by("pk").values()) == before


@pytest.mark.slow
@pytest.mark.real_time
@pytest.mark.django_db(transaction=True)
def test_several_that_renew_at_once_make_one_step_of_each(at: datetime) -> None:
    strategy, together = a_strategy(at=at), threading.Barrier(4)
    faults: list[BaseException] = []

    def renew() -> None:
        try:
            together.wait()
            statuses.renew(strategy=strategy, by=BY, at=at)
        except BaseException as error:  # noqa: BLE001  # whatever it is, it is a fault
            faults.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=renew) for _number in range(4)]
    with registered(query(counting([row("AF-1", at)]))):
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert faults == []
    assert steps_of("S-001") == [(at, Standing.KEPT)]
    assert StatusStep.objects.count() == CommitmentStatus.objects.count() == 12
