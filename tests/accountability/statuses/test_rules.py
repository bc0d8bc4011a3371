"""The rules of standing, as the strategy's words about force and evidence have them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations

import pytest

from commonweal.accountability.facts import Facts, FiledDocument, RecordedDecision, SideAnswered
from commonweal.accountability.rules import status_words as words
from commonweal.accountability.rules.statuses import Finding, Part, put_together, work_out
from commonweal.accountability.states.statuses import Standing
from commonweal.strategy.evidence import Reached
from commonweal.strategy.models import EvidenceClass, Force
from tests.accountability.statuses.promises import TODAY, promise, shown, standing

PAST, AHEAD = TODAY - timedelta(days=1), TODAY + timedelta(days=30)
STALE = TODAY - timedelta(days=401)

KEPT, PARTLY, NOT_KEPT = Standing.KEPT, Standing.PARTLY_KEPT, Standing.NOT_KEPT
UNDER_WAY, NOT_STARTED, NONE = Standing.UNDER_WAY, Standing.NOT_STARTED, Standing.NO_CURRENT_EVIDENCE
AWAITING, SUPERSEDED = Standing.AWAITING_ADOPTION, Standing.SUPERSEDED


# By records: what was counted, and the standing under each force, before and after the last day.
# The text says what "must" be is broken by one case; what "will" be, when a time has passed with nothing met; what
# "should" or "may" be is never broken.

BY_RECORDS = [
    #                                          must                 will                 should               may
    # counted                    before     after     before     after     before       after        before      after
    ({}, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE),
    ({"met": 1}, KEPT, KEPT, KEPT, KEPT, KEPT, KEPT, KEPT, KEPT),
    ({"met": 9, "pending": 2}, KEPT, KEPT, KEPT, KEPT, KEPT, KEPT, KEPT, KEPT),
    ({"met": 9, "proposed": 2}, KEPT, KEPT, KEPT, KEPT, KEPT, KEPT, KEPT, KEPT),
    ({"met": 9, "unmet": 1}, PARTLY, PARTLY, PARTLY, PARTLY, PARTLY, PARTLY, PARTLY, PARTLY),
    ({"met": 9, "breached": 1}, NOT_KEPT, NOT_KEPT, PARTLY, PARTLY, PARTLY, PARTLY, PARTLY, PARTLY),
    ({"unmet": 3}, UNDER_WAY, NOT_KEPT, UNDER_WAY, NOT_KEPT, NOT_STARTED, NOT_STARTED, NOT_STARTED, NOT_STARTED),
    ({"breached": 3}, NOT_KEPT, NOT_KEPT, NOT_KEPT, NOT_KEPT, NOT_STARTED, NOT_STARTED, NOT_STARTED, NOT_STARTED),
    ({"pending": 3}, UNDER_WAY, NOT_KEPT, UNDER_WAY, NOT_KEPT, UNDER_WAY, UNDER_WAY, UNDER_WAY, UNDER_WAY),
    ({"proposed": 3}, AWAITING, AWAITING, AWAITING, AWAITING, AWAITING, AWAITING, AWAITING, AWAITING),
]  # fmt: skip

CASES = [
    pytest.param(force, due, counts, row[place], id=f"{force.label} {'after' if due == PAST else 'before'} {counts}")
    for counts, *row in BY_RECORDS
    for place, (force, due) in enumerate((force, due) for force in Force for due in (AHEAD, PAST))
]


@pytest.mark.parametrize("evidence_class", EvidenceClass)
@pytest.mark.parametrize(("force", "due_on", "counts", "expected"), CASES)
def test_standing_by_records(
    force: Force, due_on: date, counts: dict[str, int], expected: Standing, evidence_class: EvidenceClass
) -> None:
    commitment = promise(force, due_on=due_on, evidence_class=evidence_class)

    found = work_out(Facts(commitment, TODAY, answers=(shown(**counts),)))

    is_late = due_on == PAST and expected is not KEPT
    assert (found.standing, found.overdue_since_on) == (expected, PAST if is_late else None)


@pytest.mark.parametrize("force", Force)
@pytest.mark.parametrize("counts", [{"met": 1}, {"met": 1, "breached": 1}, {"unmet": 1}, {"breached": 1}])
def test_records_that_are_too_old_say_nothing(force: Force, counts: dict[str, int]) -> None:
    answer = shown(STALE, **counts)
    in_time = replace(answer, evidence=replace(answer.evidence, newest_on=STALE + timedelta(days=1)))

    stale = work_out(Facts(promise(force), TODAY, answers=(answer,)))
    fresh = work_out(Facts(promise(force), TODAY, answers=(in_time,)))

    assert (stale.standing, stale.lapses_on) == (NONE, TODAY)
    assert fresh.standing is not NONE
    assert fresh.lapses_on == TODAY + timedelta(days=1)


# What outranks records.

OUTRANKED = shown(met=4)
DECIDED = RecordedDecision("DC-1", PAST)
REPLACED = RecordedDecision("DC-2", PAST, replaces="Another promise")


@pytest.mark.parametrize("force", Force)
@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, KEPT),
        ({"carried_to": "C-002 (The next strategy)"}, SUPERSEDED),
        ({"decisions": (REPLACED,)}, SUPERSEDED),
        ({"is_adopted": False}, AWAITING),
        ({"is_adopted": False, "carried_to": "C-002"}, SUPERSEDED),
        ({"is_adopted": False, "decisions": (REPLACED,)}, SUPERSEDED),
    ],
)
def test_what_outranks_records(force: Force, more: dict[str, object], expected: Standing) -> None:
    facts = replace(Facts(promise(force), TODAY, answers=(OUTRANKED,)), **more)

    assert standing(facts) is expected


@pytest.mark.parametrize(("begins_on", "expected"), [(AHEAD, NOT_STARTED), (TODAY, KEPT), (PAST, KEPT)])
def test_its_time_has_to_come(begins_on: date, expected: Standing) -> None:
    assert standing(Facts(promise(begins_on=begins_on), TODAY, answers=(OUTRANKED,))) is expected


@pytest.mark.parametrize(
    ("force", "expected"), [(Force.MUST, NONE), (Force.WILL, NONE), (Force.SHOULD, NONE), (Force.MAY, KEPT)]
)
def test_a_decision_keeps_only_what_may_be(force: Force, expected: Standing) -> None:
    found = work_out(Facts(promise(force), TODAY, decisions=(DECIDED,)))

    assert (found.standing, found.newest_on) == (expected, PAST if expected is KEPT else None)


# A target.


@pytest.mark.parametrize(
    ("force", "reached", "counts", "expected"),
    [
        (Force.WILL, 2, {"met": 2}, KEPT),
        (Force.WILL, 3, {"met": 3}, KEPT),
        (Force.WILL, 1, {"met": 1}, PARTLY),
        (Force.WILL, 2, {"met": 2, "unmet": 1}, KEPT),
        (Force.MUST, 2, {"met": 2, "breached": 1}, NOT_KEPT),
        (Force.SHOULD, 0, {"unmet": 1}, NOT_STARTED),
        (Force.WILL, 0, {"unmet": 1}, UNDER_WAY),
        (Force.WILL, 2, {}, NONE),
    ],
)
def test_a_target_of_two(force: Force, reached: float, counts: dict[str, int], expected: Standing) -> None:
    commitment = promise(force, target_at_least=2, target_of="events")
    answer = shown(**counts)
    answer = replace(answer, evidence=replace(answer.evidence, reached=Reached(reached, "events")))

    assert standing(Facts(commitment, TODAY, answers=(answer,))) is expected


# Documents and answers.


def document(
    *, accepted: bool = True, whole: bool = True, dated_on: date = PAST, reference: str = "FD-1"
) -> FiledDocument:
    return FiledDocument(reference, accepted, whole, dated_on)


@pytest.mark.parametrize(
    ("documents", "expected"),
    [
        ((), NONE),
        ((document(),), KEPT),
        ((document(whole=False),), PARTLY),
        ((document(accepted=False),), UNDER_WAY),
        ((document(dated_on=STALE),), NONE),
        ((document(dated_on=STALE), document(whole=False)), PARTLY),
        ((document(whole=False), document(accepted=False)), PARTLY),
        ((document(whole=False), document(dated_on=TODAY - timedelta(days=9))), KEPT),
    ],
)
def test_standing_by_documents(documents: tuple[FiledDocument, ...], expected: Standing) -> None:
    commitment = promise(evidence_class=EvidenceClass.DOCUMENT)

    found = {work_out(Facts(commitment, TODAY, documents=order)) for order in permutations(documents)}

    assert {(each.standing, each.is_filed_only) for each in found} == {(expected, bool(documents))}
    assert len(found) == 1


def side(name: str, agreed: int, answered: int = 10, asked_on: date = PAST) -> SideAnswered:
    return SideAnswered(name, asked_on, answered, agreed)


@pytest.mark.parametrize(
    ("force", "sides", "expected"),
    [
        (Force.WILL, (side("COUNCIL", 5), side("SECTOR", 5)), KEPT),
        (Force.WILL, (side("COUNCIL", 5), side("SECTOR", 4)), PARTLY),
        (Force.WILL, (side("COUNCIL", 4), side("SECTOR", 4)), UNDER_WAY),
        (Force.MUST, (side("COUNCIL", 4), side("SECTOR", 4)), NOT_KEPT),
        (Force.SHOULD, (side("COUNCIL", 4), side("SECTOR", 4)), NOT_STARTED),
        (Force.WILL, (side("COUNCIL", 10),), UNDER_WAY),
        (Force.WILL, (side("COUNCIL", 10), side("SECTOR", 4, 4)), UNDER_WAY),
        (Force.WILL, (side("COUNCIL", 10), side("SECTOR", 9, asked_on=STALE)), UNDER_WAY),
        (Force.WILL, (side("COUNCIL", 9, asked_on=STALE), side("SECTOR", 9, asked_on=STALE)), NONE),
    ],
)
def test_standing_by_answers(force: Force, sides: tuple[SideAnswered, ...], expected: Standing) -> None:
    commitment = promise(force, evidence_class=EvidenceClass.JUDGEMENT, sides=["council", "sector"])

    assert standing(Facts(commitment, TODAY, sides=sides)) is expected


# Several together.


def part(standing: Standing, *, is_must: bool = False, **more: object) -> Part:
    newest = TODAY if standing in {KEPT, PARTLY, NOT_KEPT} else None
    return Part("C-001a", replace(Finding(standing, "Because.", newest_on=newest), **more), is_must)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([part(KEPT), part(KEPT)], KEPT),
        ([part(KEPT), part(SUPERSEDED)], KEPT),
        ([part(SUPERSEDED), part(SUPERSEDED)], SUPERSEDED),
        ([part(KEPT), part(NONE)], PARTLY),
        ([part(KEPT), part(NOT_KEPT)], PARTLY),
        ([part(KEPT), part(NOT_KEPT, is_must=True)], NOT_KEPT),
        ([part(NONE), part(NONE)], NONE),
        ([part(NONE), part(UNDER_WAY)], UNDER_WAY),
        ([part(NOT_KEPT), part(NOT_KEPT)], NOT_KEPT),
    ],
)
def test_several_put_together(parts: list[Part], expected: Standing) -> None:
    assert put_together(parts, words.sub_rules).standing is expected


@pytest.mark.parametrize(
    ("force", "expected"),
    [(Force.MUST, NOT_KEPT), (Force.WILL, NOT_KEPT), (Force.SHOULD, NOT_STARTED), (Force.MAY, NOT_STARTED)],
)
def test_a_bundle_has_a_force_of_its_own(force: Force, expected: Standing) -> None:
    parts = [part(NOT_KEPT, is_must=True), part(NONE)]

    found = work_out(Facts(promise(force), TODAY), parts)

    assert found.standing is expected
    assert "Of its 2 sub-rules: 1 not kept, 1 no current evidence." in found.reason


def test_what_lapsed_long_ago_does_not_make_the_rest_lapse() -> None:
    parts = [part(KEPT, lapses_on=AHEAD), part(NONE, newest_on=STALE, lapses_on=PAST)]

    found = put_together(parts, words.sub_rules)

    assert (found.standing, found.newest_on, found.lapses_on) == (PARTLY, TODAY, AHEAD)


@pytest.mark.parametrize(("filed", "expected"), [((True, True), True), ((True, False), False), ((False, False), False)])
def test_a_bundle_is_filed_only_when_nothing_else_shows_it(filed: tuple[bool, bool], expected: bool) -> None:
    parts = [*(part(KEPT, is_filed_only=each) for each in filed), part(NONE)]

    assert put_together(parts, words.sub_rules).is_filed_only is expected
