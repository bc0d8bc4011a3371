"""The rules of standing, as the strategy's words about force and evidence have them; and what always holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.accountability.facts import Answer, Facts, FiledDocument, RecordedDecision, SideAnswered
from commonweal.accountability.rules import status_words as words
from commonweal.accountability.rules.statuses import Finding, Part, put_together, work_out
from commonweal.accountability.states.statuses import Standing
from commonweal.strategy.evidence import Asked, Evidence, EvidenceRow, Outcome, Reached, Tally, evidence_of
from commonweal.strategy.models import Commitment, EvidenceClass, Force
from tests.conftest import NOW

TODAY = date(2026, 6, 17)
PAST, AHEAD = TODAY - timedelta(days=1), TODAY + timedelta(days=30)
STALE = TODAY - timedelta(days=401)

KEPT, PARTLY, NOT_KEPT = Standing.KEPT, Standing.PARTLY_KEPT, Standing.NOT_KEPT
UNDER_WAY, NOT_STARTED, NONE = Standing.UNDER_WAY, Standing.NOT_STARTED, Standing.NO_CURRENT_EVIDENCE
AWAITING, SUPERSEDED = Standing.AWAITING_ADOPTION, Standing.SUPERSEDED


def promise(force: str = Force.WILL, **more: object) -> Commitment:
    """A commitment that was never kept anywhere."""
    given: dict[str, object] = {"code": "C-001", "evidence_class": EvidenceClass.RECORDS, "freshness_days": 400}
    return Commitment(force=force, **given | more)


def shown(newest_on: date | None = TODAY, **counts: int) -> Answer:
    """What one query counted."""
    tally = Tally(**counts)
    return Answer("Requests", Evidence(tally, newest_on if tally.settled else None))


def standing(facts: Facts) -> Standing:
    return work_out(facts).standing


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


# What always holds.

BETTER = {NOT_KEPT: 0, NONE: 1, NOT_STARTED: 1, UNDER_WAY: 2, PARTLY: 3, KEPT: 4}

counts = st.integers(0, 50)
tallies = st.builds(Tally, met=counts, unmet=counts, breached=counts, pending=counts, proposed=counts)
forces = st.sampled_from(Force)
days_before = st.dates(TODAY - timedelta(days=900), TODAY)
ends = st.one_of(st.none(), st.dates(TODAY - timedelta(days=900), TODAY + timedelta(days=900)))
row_outcomes = st.sampled_from(Outcome)
record_rows = st.lists(
    st.builds(EvidenceRow, st.text("AB", min_size=1), days_before, st.just("A fact"), row_outcomes), max_size=12
)


@st.composite
def promises(draw: st.DrawFn) -> Commitment:
    """Any commitment, with and without days, target and an end to how long evidence counts."""
    target = draw(st.one_of(st.none(), st.integers(1, 5)))
    return promise(
        draw(forces),
        evidence_class=draw(st.sampled_from(EvidenceClass)),
        due_on=draw(ends),
        begins_on=draw(st.one_of(st.none(), days_before)),
        freshness_days=draw(st.one_of(st.none(), st.integers(1, 800))),
        target_at_least=target,
        target_of="events" if target else "",
        sides=["council", "sector"],
    )


@st.composite
def every_fact(draw: st.DrawFn) -> Facts:
    """Anything that can be known of a commitment."""
    texts = st.sampled_from(["", "Something"])
    evidences = st.builds(
        Evidence,
        tally=tallies,
        newest_on=days_before,
        reached=st.one_of(st.none(), st.builds(Reached, st.integers(0, 9), st.just("events"))),
        overdue_on=ends,
        blocked_by=texts,
        stands=st.booleans(),
    )
    answers = st.lists(
        st.builds(Answer, st.just("Requests"), evidences, st.sampled_from(["", "", "it failed"])), max_size=3
    )
    documents = st.lists(
        st.builds(FiledDocument, st.just("FD-1"), st.booleans(), st.booleans(), days_before), max_size=2
    )
    sides = st.lists(
        st.sampled_from(["COUNCIL", "SECTOR"]).flatmap(
            lambda name: st.integers(0, 20).flatmap(
                lambda answered: st.builds(
                    SideAnswered, st.just(name), days_before, st.just(answered), st.integers(0, answered)
                )
            )
        ),
        max_size=2,
        unique_by=lambda each: each.side,
    )
    decisions = st.lists(st.builds(RecordedDecision, st.just("DC-1"), days_before, texts), max_size=2)
    return Facts(
        draw(promises()),
        TODAY,
        is_adopted=draw(st.booleans()),
        carried_to=draw(st.sampled_from(["", "", "C-002"])),
        answers=tuple(draw(answers)),
        documents=tuple(draw(documents)),
        sides=tuple(draw(sides)),
        decisions=tuple(draw(decisions)),
        obstacles=tuple(draw(st.lists(st.just("No hall"), max_size=1))),
        is_challenged=draw(st.booleans()),
    )


parts_of_all = st.lists(
    st.builds(
        Part,
        st.just("C-001a"),
        st.builds(
            Finding,
            st.sampled_from(Standing),
            st.just("Because."),
            newest_on=days_before,
            lapses_on=ends,
            overdue_since_on=ends,
            is_proposed=st.booleans(),
            is_filed_only=st.booleans(),
        ),
        st.booleans(),
    ),
    min_size=1,
    max_size=4,
)


@given(facts=every_fact(), parts=st.one_of(st.just([]), parts_of_all))
def test_what_always_holds_of_a_finding(facts: Facts, parts: list[Part]) -> None:
    found = work_out(facts, parts)

    force = facts.commitment.force
    assert found.reason
    assert found.standing is not NOT_KEPT or force in {Force.MUST, Force.WILL}
    assert found.standing is not KEPT or found.newest_on is not None
    assert found.standing is not KEPT or found.overdue_since_on is None
    assert (found.standing is SUPERSEDED) >= bool(facts.carried_to)
    assert found.is_challenged == facts.is_challenged
    assert work_out(facts, parts) == found


@given(facts=every_fact())
def test_an_empty_population_is_never_kept(facts: Facts) -> None:
    empty = replace(facts, answers=(shown(),), documents=(), sides=(), decisions=())

    assert standing(empty) is not KEPT


def by_rows(commitment: Commitment, rows: list[EvidenceRow]) -> Standing:
    answer = Answer("Requests", evidence_of(rows, asked=Asked(commitment, NOW)))
    return standing(Facts(commitment, TODAY, answers=(answer,)))


@given(commitment=promises(), rows=record_rows)
def test_one_more_record_that_meets_it_never_makes_it_worse(commitment: Commitment, rows: list[EvidenceRow]) -> None:
    before = by_rows(commitment, rows)
    after = by_rows(commitment, [*rows, EvidenceRow("C", TODAY, "A fact", Outcome.MET)])

    assert BETTER.get(after, 0) >= BETTER.get(before, 0)


@given(commitment=promises(), rows=record_rows)
def test_one_more_record_that_breaks_it_never_makes_it_better(commitment: Commitment, rows: list[EvidenceRow]) -> None:
    before = by_rows(commitment, rows)
    after = by_rows(commitment, [*rows, EvidenceRow("C", TODAY, "A fact", Outcome.BREACHED)])

    assert BETTER.get(after, 9) <= BETTER.get(before, 9)


@given(rows=record_rows)
def test_the_order_of_records_does_not_matter(rows: list[EvidenceRow]) -> None:
    asked = Asked(promise(), NOW)

    forwards, backwards = evidence_of(rows, asked=asked), evidence_of(rows[::-1], asked=asked)

    assert forwards == backwards


@given(parts=parts_of_all)
def test_the_order_of_parts_does_not_matter(parts: list[Part]) -> None:
    found = {put_together(order, words.sub_rules) for order in permutations(parts)}

    assert len(found) == 1


@given(counted=tallies)
def test_the_sentence_says_the_numbers(counted: Tally) -> None:
    said = words.tally("Requests", counted, 400)

    wanted = {
        "the only one met it.": counted.met == 1 and not counted.exceptions,
        f"all {counted.settled} met it.": counted.met > 1 and not counted.exceptions,
        f"{counted.met} of {counted.settled} met it.": bool(counted.met and counted.exceptions),
        "there is one, and it did not meet it.": counted.exceptions == 1 and not counted.met,
        f"none of {counted.settled} met it.": counted.exceptions > 1 and not counted.met,
        "One more is not due yet.": counted.pending == 1 and bool(counted.settled),
        f"{counted.pending} more are not due yet.": counted.pending > 1 and bool(counted.settled),
    }
    if counted.population:
        assert {words for words, is_said in wanted.items() if is_said} == {words for words in wanted if words in said}
