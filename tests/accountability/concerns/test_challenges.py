"""How long a challenge to a filed document stands beside the status: until the matter is settled."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from commonweal.accountability.models import CommitmentStatus, ConcernOutcome, Filing
from commonweal.accountability.operations import filings, statuses
from commonweal.core.actors import Actor
from tests.factories import concerns as make

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
NOT_UPHELD: dict[str, Any] = {"outcome": ConcernOutcome.NOT_UPHELD, "action": "", "action_by_on": None}
PARTLY: dict[str, Any] = {"outcome": ConcernOutcome.PARTLY_UPHELD}
NO_VIEW: dict[str, Any] = NOT_UPHELD | {"outcome": ConcernOutcome.NO_VIEW}


@pytest.fixture
def filing(at: datetime) -> Filing:
    """An accepted document."""
    filed_by, accepted_by = make.filers(at=at - DAY)
    return make.a_filing(at=at - DAY, filed_by=filed_by, accepted_by=accepted_by)


def is_challenged(filing: Filing, *, at: datetime) -> bool:
    """Whether the flag stands once the status is worked out anew."""
    statuses.renew(strategy=filing.commitment.strategy, by=Actor.system("tests"), at=at)
    return CommitmentStatus.objects.get(commitment=filing.commitment).is_challenged


@pytest.mark.parametrize(
    ("raise_one", "how", "stands"),
    [
        (make.drafted, {}, False),
        (make.sent, {}, True),
        (make.withdrawn, {}, False),
        (make.answered, {"answer_with": NOT_UPHELD}, True),
        (make.closed, {"answer_with": NOT_UPHELD}, False),
        (make.replied, {"answer_with": NOT_UPHELD}, False),
        (make.closed, {"answer_with": NO_VIEW}, False),
        (make.answered, {}, True),
        (make.closed, {}, True),
        (make.replied, {}, True),
        (make.closed, {"answer_with": PARTLY}, True),
        (make.emptied, {}, True),
    ],
    ids=[
        *("not sent", "waiting", "taken back", "reply may come", "not upheld", "not upheld, replied", "no view"),
        *("upheld, reply may come", "upheld", "upheld, replied", "partly upheld", "upheld, erased"),
    ],
)
def test_flag_stands_until_the_matter_is_settled(
    raise_one: Callable[..., object], how: dict[str, Any], stands: bool, filing: Filing, at: datetime
) -> None:
    before = is_challenged(filing, at=at)

    raise_one(at=at, filing=filing, **how)

    assert (before, is_challenged(filing, at=at + DAY)) == (False, stands)


@pytest.mark.parametrize("raise_one", [make.sent, make.closed], ids=["waiting", "upheld"])
def test_flag_goes_with_the_document(raise_one: Callable[..., object], filing: Filing, at: datetime) -> None:
    raise_one(at=at, filing=filing)
    before = is_challenged(filing, at=at)

    by = make.officer(at=at)
    filings.set_aside(filing=filing, why="It is about another fund", by=by, at=at + DAY)

    assert (before, is_challenged(filing, at=at + 2 * DAY)) == (True, False)


def test_flag_is_of_the_challenged_commitment_alone(filing: Filing, at: datetime) -> None:
    make.sent(at=at)

    assert not is_challenged(filing, at=at)
