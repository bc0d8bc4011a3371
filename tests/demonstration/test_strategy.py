"""The strategy in the county's year: every status and every flag is reached, and by records alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from commonweal.accountability.models import CommitmentStatus, EvidenceReading, StatusStep
from commonweal.accountability.operations import statuses
from commonweal.accountability.states.statuses import Standing
from commonweal.core.audit.events import AuditEvent
from commonweal.core.days import LONDON
from commonweal.demonstration.calendar import Calendar
from commonweal.demonstration.chapters import brought, decisions, measures, strategy
from commonweal.demonstration.geography import county as geography
from commonweal.demonstration.seeds import SEED
from commonweal.demonstration.telling import SEEDING, Story, in_order
from commonweal.strategy.models import Touch
from commonweal.strategy.operations import packs
from commonweal.strategy.pack.reading import read_pack
from tests.conftest import NOW
from tests.demonstration.standing import BY, seeded

KENT = Path(__file__).parents[2] / "packs" / "kent-2021"

CHAINS = (
    ("the trial becomes the rule", "its record comes back", "it is sent again", "it is confirmed"),
    ("measures are made ready", "the cabinet adopts measures", "their record is confirmed"),
    ("a figure is corrected", "the correction is confirmed"),
    (f"a decision is recorded: {strategy.YOUTH_FUND.title}", "the youth fund is confirmed"),
    ("the cabinet adopts measures", "a measure is given up", "that is confirmed"),
    ("a document is filed for C-057", "somebody challenges a document"),
)
"""What can only happen in this order."""


@pytest.fixture(scope="module")
def county(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The county made from nothing, for tests that leave it as it is."""
    with django_db_blocker.unblock(), seeded():
        yield


def _now() -> dict[str, CommitmentStatus]:
    rows = CommitmentStatus.objects.select_related("commitment")
    return {row.commitment.code: row for row in rows}


@pytest.mark.long
@pytest.mark.slow
def test_each_status_stands_at_least_once(county: None) -> None:
    counted = Counter(row.standing for row in _now().values())

    assert set(counted) == set(Standing.values)
    assert counted[Standing.NO_CURRENT_EVIDENCE] > 200


@pytest.mark.long
@pytest.mark.slow
def test_each_flag_stands_at_least_once(county: None) -> None:
    flags = {
        "overdue": [code for code, row in _now().items() if row.overdue_since_on],
        "blocked": [code for code, row in _now().items() if row.blocked_by],
        "proposed": [code for code, row in _now().items() if row.is_proposed],
        "filed only": [code for code, row in _now().items() if row.is_filed_only],
        "challenged": [code for code, row in _now().items() if row.is_challenged],
    }

    assert [flag for flag, codes in flags.items() if not codes] == []


@pytest.mark.long
@pytest.mark.slow
def test_statuses_were_worked_out_all_year_and_by_nobody(county: None) -> None:
    months = {step.from_at.strftime("%Y-%m") for step in StatusStep.objects.all()}
    written = AuditEvent.objects.filter(verb="accountability.status.renew")

    assert len(months) >= 12
    assert set(written.values_list("by", flat=True)) == {SEEDING.label}
    assert Touch.objects.count() == 0


@pytest.mark.long
@pytest.mark.slow
def test_worked_out_again_nothing_is_otherwise(county: None) -> None:
    steps = statuses.renew_all(by=BY, at=NOW + timedelta(seconds=1))

    assert [f"{step.commitment.code}: {step.reason}" for step in steps] == []


@pytest.mark.long
@pytest.mark.slow
def test_what_is_shown_leads_to_records(county: None) -> None:
    shown = {code: (row.standing, row.reason) for code, row in _now().items()}

    assert shown["C-168"] == ("NOT_KEPT", "The review and what came of it: none of 2 met it.")
    assert shown["C-016"][0] == Standing.AWAITING_ADOPTION
    assert shown["C-031"][0] == Standing.PARTLY_KEPT
    assert shown["C-116"][0] == Standing.KEPT
    assert shown["C-171"][0] == Standing.SUPERSEDED


@pytest.mark.long
@pytest.mark.slow
def test_steering_group_takes_on_what_the_text_lays_on_it(county: None) -> None:
    reading = EvidenceReading.objects.get(commitment__code="C-031")
    taken_on = [row["reference"] for row in reading.rows if "was taken on by" in row["fact"]]
    left = [row["reference"] for row in reading.rows if "has not taken it on" in row["fact"]]

    assert (taken_on, "C-104" in left, "C-111" in left) == (["C-110"], True, True)


@pytest.mark.parametrize("year", [2026, 2027])
def test_year_is_told_in_its_order_whatever_day_it_ends_on(year: int) -> None:
    land = geography.invent(SEED)
    wrong = []

    for number in range(0, 365, 2):
        now = datetime(year, 1, 1, 14, tzinfo=LONDON) + timedelta(days=number)
        story = Story(land, Calendar(now))
        told = [event.words for event in in_order(story, (decisions.tell, measures.tell, brought.tell, strategy.tell))]
        wrong += [(now.date(), chain) for chain in CHAINS if list(chain) != sorted(chain, key=told.index)]

    assert wrong == []


FROM_ITS_TEXT = {
    "C-031": Standing.PARTLY_KEPT,  # the text itself lays five commitments on bodies that have not taken them on
    "C-025": Standing.AWAITING_ADOPTION,  # the pack proposes measures of success, and nobody has adopted one
    "C-016": Standing.AWAITING_ADOPTION,  # so are those that would show whether this aim is reached
}
"""What the Kent pack alone shows, with why. Everything else needs records, and there are none."""


@pytest.mark.slow
@pytest.mark.django_db
def test_kent_alone_shows_nothing_but_what_its_text_shows(at: datetime) -> None:
    loaded = packs.load(contents=read_pack(KENT), by=BY, at=at).pack.strategy

    statuses.renew(strategy=loaded, by=BY, at=at)

    others = {code: row.standing for code, row in _now().items() if row.standing != Standing.NO_CURRENT_EVIDENCE}
    assert others == FROM_ITS_TEXT
    assert len(_now()) == loaded.commitments.count()
    brought_by_people = ("blocked_by", "is_filed_only", "is_challenged")
    assert [code for code, row in _now().items() if any(getattr(row, flag) for flag in brought_by_people)] == []
