"""What always holds of standings, whatever the records, documents, answers and days."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from commonweal.accountability.facts import Answer, Facts, FiledDocument, RecordedDecision, SideAnswered
from commonweal.accountability.rules import status_words as words
from commonweal.accountability.rules.statuses import Finding, Part, put_together, work_out
from commonweal.accountability.states.statuses import Standing
from commonweal.strategy.evidence import Asked, Evidence, EvidenceRow, Outcome, Reached, Tally, evidence_of
from commonweal.strategy.models import Commitment, EvidenceClass, Force
from tests.accountability.statuses.promises import TODAY, promise, shown, standing
from tests.conftest import NOW

KEPT, NOT_KEPT, SUPERSEDED = Standing.KEPT, Standing.NOT_KEPT, Standing.SUPERSEDED

BETTER = {
    NOT_KEPT: 0,
    Standing.NO_CURRENT_EVIDENCE: 1,
    Standing.NOT_STARTED: 1,
    Standing.UNDER_WAY: 2,
    Standing.PARTLY_KEPT: 3,
    KEPT: 4,
}

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
