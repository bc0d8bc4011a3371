"""A legal hold stops everything that deletes: there is one way in which records go by themselves, the schedule."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client

from commonweal.accountability.models import FormatRequest
from commonweal.core import jobs, personal
from commonweal.core.jobs.definitions import find, scheduled
from commonweal.privacy import operations, tasks
from commonweal.privacy.models import HoldKind, Proposal, ProposedRecord
from commonweal.privacy.states import ProposalStatus
from commonweal.sign_in.models import ContactCode, Login
from tests.factories import accountability, people
from tests.factories import privacy as make
from tests.factories import sign_in as signing_in

pytestmark = pytest.mark.django_db

A_YEAR = timedelta(days=365)


def a_draft(_client: Client, at: datetime) -> None:
    accountability.answered(at=at)


def a_settled_request(_client: Client, at: datetime) -> None:
    accountability.supplied(at=at)


def a_code(client: Client, _at: datetime) -> None:
    signing_in.ask(client)


def a_login(client: Client, at: datetime) -> None:
    people.sign_in(client, people.person(at=at))
    client.post("/sign-out/")


def not_emptied() -> int:
    return FormatRequest.objects.filter(emptied_at=None).count()


CLASSES: dict[str, tuple[Callable[[Client, datetime], None], Callable[[], int]]] = {
    "accountability.format_drafts": (a_draft, not_emptied),
    "accountability.format_requests": (a_settled_request, not_emptied),
    "sign_in.codes": (a_code, ContactCode.objects.count),
    "sign_in.logins": (a_login, Login.objects.count),
}


def night(at: datetime, *, confirmed: bool = True) -> None:
    """What the schedule does in a night, with everything confirmed that waits for a person."""
    with time_machine.travel(at, tick=False):
        tasks.propose_deletions(at=at)
        jobs.drain()
        waiting = Proposal.objects.filter(status=ProposalStatus.PROPOSED) if confirmed else ()
        for proposal in waiting:
            operations.deletions.confirm(proposal=proposal, by=make.officer(at=at).actor, at=at)
        jobs.drain()


@pytest.mark.parametrize("name", CLASSES)
def test_hold_on_a_class_stops_the_schedule(name: str, client: Client, at: datetime) -> None:
    begin, count = CLASSES[name]
    begin(client, at)
    by = make.officer(at=at).actor
    hold = make.hold(at=at, by=by, kind=HoldKind.HOLDING, holding=name, until_on=(at + 3 * A_YEAR).date())

    night(at + 2 * A_YEAR)
    held = count()
    operations.holds.lift(hold=hold, because="The claim is settled", by=by, at=at + A_YEAR)
    night(at + 2 * A_YEAR + timedelta(days=1))

    assert (held, count()) == (1, 0)


@pytest.mark.parametrize("maker", [a_draft, a_settled_request], ids=["draft", "settled"])
def test_hold_on_a_person_stops_the_schedule(
    maker: Callable[[Client, datetime], None], client: Client, at: datetime
) -> None:
    maker(client, at)
    by = make.officer(at=at).actor
    hold = make.hold(at=at, by=by, until_on=(at + 3 * A_YEAR).date())

    night(at + 2 * A_YEAR)
    held = not_emptied()
    operations.holds.lift(hold=hold, because="The claim is settled", by=by, at=at + A_YEAR)
    night(at + 2 * A_YEAR + timedelta(days=1))

    assert (held, not_emptied()) == (1, 0)


def test_no_other_nights_work_deletes_what_is_held(client: Client, at: datetime) -> None:
    for begin, _count in CLASSES.values():
        begin(client, at)
    before = {name: count() for name, (_begin, count) in CLASSES.items()}
    by = make.officer(at=at).actor
    for holding in personal.holdings():
        make.hold(at=at, by=by, kind=HoldKind.HOLDING, holding=holding.name, until_on=(at + 6 * A_YEAR).date())
    later = at + 5 * A_YEAR

    with time_machine.travel(later, tick=False):
        for name in scheduled():
            if not find(name).is_outside:  # those speak to the world, and delete nothing
                jobs.enqueue(name)
        jobs.drain()

    assert {name: count() for name, (_begin, count) in CLASSES.items()} == before


def test_records_that_nobody_confirms_leave_a_certificate_and_no_list(client: Client, at: datetime) -> None:
    a_draft(client, at)
    a_settled_request(client, at)

    night(at + 2 * A_YEAR, confirmed=False)

    gone = Proposal.objects.get(holding="accountability.format_drafts")
    waits = Proposal.objects.get(holding="accountability.format_requests")
    assert gone.certificate.count == 1
    assert list(ProposedRecord.objects.values_list("proposal", flat=True)) == [waits.pk]
