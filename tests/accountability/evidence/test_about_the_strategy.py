"""What records say of the strategy itself, to the word: what it guides, who owns what, its review, its figures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from commonweal.accountability.models import CommitmentStatus
from commonweal.accountability.operations import statuses
from commonweal.core.actors import Actor
from commonweal.decisions.models import Decision
from commonweal.strategy import evidence
from commonweal.strategy.evidence import Asked, Evidence, EvidenceQuery, Outcome, Tally
from commonweal.strategy.models import Touch
from tests.accountability.evidence import cases_of_the_strategy as cases
from tests.accountability.evidence.world import World, begun
from tests.factories import measures

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
BY = Actor.system("tests.evidence")
CODES = ("C-021", "C-027", "C-031", "C-168")


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A council, a partner, and a strategy with what is asked of here."""
    return begun(tmp_path, CODES)


def _query(code: str) -> EvidenceQuery:
    (query,) = evidence.queries_for(code)
    return query


def found(world: World, code: str, at: datetime) -> Evidence:
    return _query(code).collect(Asked(world.commitment(code), at))


def told(proof: Evidence) -> list[tuple[str, Outcome]]:
    return [(row.fact, row.outcome) for row in proof.rows]


def test_decisions_name_what_they_follow(world: World, at: datetime) -> None:
    cases.guided_in_part(world, at)

    assert told(found(world, "C-021", at)) == [
        ("“A minibus” names nothing of the strategy.", Outcome.UNMET),
        (
            "“Three community officers for two years” names what it follows: the strategy as a whole.",
            Outcome.MET,
        ),
        ("“Three community officers for two years” names what it follows: C-005.", Outcome.MET),
    ]


def test_decision_that_undoes_what_followed_the_strategy(world: World, at: datetime) -> None:
    cases.guided_no_more(world, at)
    earlier = Decision.objects.get(replaces=None)

    assert told(found(world, "C-021", at)) == [
        (
            f"“No large print” takes the place of {earlier.reference}, which named C-005, and names nothing itself.",
            Outcome.BREACHED,
        )
    ]


def test_decision_about_a_measure_follows_the_strategy(world: World, at: datetime) -> None:
    place = measures.Land(world.home, world.strategy)
    measure = measures.adopted(place, at=at)

    assert told(found(world, "C-021", at)) == [
        (f"“Three community officers for two years” names what it follows: {measure.reference}.", Outcome.MET)
    ]


def test_decisions_of_another_strategy_follow_another(world: World, at: datetime) -> None:
    cases.decide(world, at=at - DAY)
    before = found(world, "C-021", at)

    assert before.tally == Tally(unmet=1)
    assert found(world, "C-021", at - 2 * DAY) == Evidence()


def test_owners_that_the_text_names(world: World, at: datetime) -> None:
    cases.laid_on_a_partner(world, at)

    proof = found(world, "C-031", at)

    assert told(proof)[0] == (
        "“Pilot” is laid on Small Volunteer Centre, which has not taken it on by a decision of its own.",
        Outcome.UNMET,
    )
    assert told(proof)[1] == ("“Another format” is owned by the council, whose strategy this is.", Outcome.MET)
    assert (proof.tally.population, proof.tally.met, proof.stands) == (16, 15, True)
    assert {row.on for row in proof.rows} == {date(2024, 1, 15)}


@pytest.mark.parametrize(
    ("build", "words", "outcome"),
    [
        (cases.all_owned, "“Pilot” was taken on by Small Volunteer Centre itself: ", Outcome.MET),
        (
            cases.refused_by_a_partner,
            "“Pilot” is laid on Small Volunteer Centre, which decided not to take it on: ",
            Outcome.BREACHED,
        ),
    ],
)
def test_owner_that_decided_itself(
    build: Callable[[World, datetime], datetime], words: str, outcome: Outcome, world: World, at: datetime
) -> None:
    build(world, at)
    latest = Decision.objects.order_by("-decided_on").first()

    (row,) = [row for row in found(world, "C-031", at).rows if row.reference == cases.LAID_ON_PARTNER]

    assert (row.fact, row.outcome) == (f"{words}{latest}.", outcome)


def test_review_in_time_and_what_came_of_it(world: World, at: datetime) -> None:
    cases.reviewed_and_carried_on(world, at)

    assert told(found(world, "C-168", at)) == [
        ("Carried on by decision until 31 December 2026: “The strategy goes on for two years”.", Outcome.MET),
        ("Reviewed on 6 November 2024: “The strategy after four years”.", Outcome.MET),
    ]


def test_review_too_late_and_nothing_came_of_it(world: World, at: datetime) -> None:
    cases.reviewed_late(world, at)

    assert told(found(world, "C-168", at)) == [
        (
            "Reviewed on 12 March 2025, after 31 December 2024, when it was due: “The strategy after four years”.",
            Outcome.UNMET,
        ),
        (
            "Its term ended on 31 December 2024, and no decision carries it on or puts another in its place.",
            Outcome.UNMET,
        ),
    ]


def test_review_that_a_partner_records_is_not_the_councils(world: World, at: datetime) -> None:
    about = ((cases.STRATEGY, world.strategy.slug, "REVIEWS"),)
    board = {"taken_by": "PARTNER_BOARD", "office": "Board of trustees"}
    cases.decide(world, at=at - DAY, body=world.partner, about=about, **board)

    assert found(world, "C-168", at) == Evidence()


def _overdue(world: World, at: datetime) -> tuple[str, date | None]:
    statuses.renew(strategy=world.strategy, by=BY, at=at)
    status = CommitmentStatus.objects.get(commitment=world.commitment("C-168"))
    return status.standing, status.overdue_since_on


def test_strategy_that_is_carried_on_is_not_overdue(world: World, at: datetime) -> None:
    before = _overdue(world, at - 10 * DAY)
    until_on = (at + 9 * DAY).date()
    cases.extend(world, (at - 9 * DAY).date(), until_on=until_on)

    after = [_overdue(world, day) for day in (at, at + 9 * DAY, at + 10 * DAY)]

    assert before == ("NO_CURRENT_EVIDENCE", date(2024, 12, 31))
    assert after == [("UNDER_WAY", None), ("UNDER_WAY", None), ("NOT_KEPT", until_on)]
    assert told(found(world, "C-168", at + 10 * DAY)) == [
        (
            (
                "It was carried on until 26 June 2026 by decision: “The strategy goes on for two years”. "
                "Nothing came after that."
            ),
            Outcome.UNMET,
        )
    ]


def test_strategy_that_was_reviewed_while_it_was_carried_on(world: World, at: datetime) -> None:
    cases.extend(world, date(2024, 12, 4), until_on=at.date())
    cases.review(world, date(2026, 3, 4))

    assert _overdue(world, at) == ("PARTLY_KEPT", None)
    assert told(found(world, "C-168", at + DAY))[0][1] == Outcome.UNMET


def test_review_that_came_late_stays_overdue(world: World, at: datetime) -> None:
    cases.reviewed_late(world, at)

    assert _overdue(world, at) == ("NOT_KEPT", date(2024, 12, 31))


def test_figures_say_how_far_they_can_be_trusted(world: World, at: datetime) -> None:
    cases.told_in_part(world, at)
    cases.put_beside(world, at - DAY, year=" ", scope="")

    proof = found(world, "C-027", at)

    assert told(proof) == [
        (
            "The newer figure beside F-15, of  , stands there without its year, what it covers.",
            Outcome.BREACHED,
        ),
        ("The newer figure beside F-15, of 2025, stands there without its limits.", Outcome.UNMET),
        (
            "The newer figure beside F-15, of 2025, stands there with its year, source, scope and limits.",
            Outcome.MET,
        ),
    ]
    assert {row.reference for row in proof.rows} == {"F-15/1", "F-15/2", "F-15/3"}


def test_figures_of_measures_have_the_limits_of_the_measure(world: World, at: datetime) -> None:
    place = measures.Land(world.home, world.strategy)
    limited = measures.adopted(place, at=at - 200 * DAY, caveat="Halls that are closed are left out")
    bare = measures.adopted(place, at=at - 200 * DAY, title="Halls that are dry")
    figures = [measures.confirmed(place, each, at=at - DAY) for each in (limited, bare)]

    proof = found(world, "C-027", at)

    assert {row.reference: row.outcome for row in proof.rows} == {
        figures[0].reference: Outcome.MET,
        figures[1].reference: Outcome.UNMET,
    }


def test_figure_that_was_taken_away_counted_until_then(world: World, at: datetime) -> None:
    cases.no_figures(world, at)

    assert found(world, "C-027", at - 15 * DAY).tally == Tally(met=1)
    assert found(world, "C-027", at) == Evidence()


def test_rows_lead_to_pages(world: World, at: datetime) -> None:
    decision = cases.decide(world, at=at - DAY)
    cases.told(world, at)

    addresses = {code: {row.address for row in found(world, code, at).rows} for code in ("C-021", "C-027")}

    assert addresses["C-021"] == {f"/decisions/{decision.reference}/"}
    assert addresses["C-027"] == {"/strategy/small-2021/facts/F-15/"}
    (pilot,) = [row for row in found(world, "C-031", at).rows if row.reference == "C-145"]
    assert pilot.address == "/strategy/small-2021/commitments/C-145/"


@pytest.mark.parametrize("code", CODES)
def test_as_many_reads_for_many_records_as_for_one(
    code: str, world: World, at: datetime, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    asked = Asked(world.commitment(code), at)
    reads = []
    for _more in range(2):
        for _one in range(3):
            cases.decide(world, at=at - DAY, about=((cases.STRATEGY, world.strategy.slug, "REVIEWS"),))
            cases.put_beside(world, at - DAY)
        with django_assert_max_num_queries(14) as counted:  # type: ignore[attr-defined]  # a context manager
            _query(code).collect(asked)
        reads.append(len(counted))

    assert reads[0] == reads[1]


def test_decisions_mark_what_rests_on_them(world: World, at: datetime) -> None:
    Touch.objects.all().delete()

    cases.guided(world, at)

    marks = set(Touch.objects.values_list("name", flat=True))
    assert marks == {"decisions.decision", "strategy.commitment/small-2021/C-005", "strategy.strategy/small-2021"}
    assert all("decisions.decision" in _query(code).reads for code in ("C-021", "C-031", "C-168"))
