"""Documents filed as evidence: two people by rule and by database, every move, and what the status says after each."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, transaction

from commonweal.accountability.models import Attestation, CommitmentStatus, Filing, Note, Obstacle, Shows, Side
from commonweal.accountability.operations import filings as operations
from commonweal.accountability.queries import statuses
from commonweal.accountability.states.filings import FILING_JOURNEY, FilingStatus
from commonweal.accountability.states.statuses import Standing
from commonweal.core.files import StoredFile
from commonweal.core.journeys import steps_of
from commonweal.core.rules import RefusedError
from commonweal.people import kinds_of_role
from commonweal.people import operations as people_operations
from commonweal.people.models import BodyKind, Role, StandIn
from commonweal.strategy.models import Touch
from commonweal.ui.pages import broken_constraint
from tests.conftest import NOW
from tests.factories import evidence as make
from tests.factories import people
from tests.factories.evidence import Those
from tests.platform.personas import one_pixel

pytestmark = pytest.mark.django_db


@pytest.fixture
def those(at: datetime) -> Those:
    return make.those(at=at)


def reason(refused: pytest.ExceptionInfo[RefusedError]) -> str:
    return refused.value.refused.reason


# Two people.


def test_filing_is_accepted_by_another(those: Those, at: datetime) -> None:
    filing = make.accepted(those.filer, second=those.accepter, at=at)

    assert (filing.status, filing.filed_as, filing.settled_as) == (
        FilingStatus.ACCEPTED,
        "Grant officer, Small County Council",
        "Communities officer, Small County Council",
    )
    assert [step.move for step in steps_of(filing)] == ["begin", "accept"]


def test_filing_is_not_accepted_by_who_filed_it(those: Those, at: datetime) -> None:
    filing = make.filed(those.accepter, at=at)

    with pytest.raises(RefusedError) as refused:
        operations.accept(filing=filing, by=those.accepter.person.actor, at=at)

    assert reason(refused).startswith("You took the first step yourself, so another person must take this one.")
    assert Filing.objects.get().status == FilingStatus.FILED


def test_filing_accepted_by_one_person_under_an_exception(those: Those, at: datetime) -> None:
    exception = people_operations.two_people.give(
        body=those.council,
        decision="accountability.accept_evidence",
        kind=StandIn.SINGLE_PERSON,
        approver=None,
        reason="There is nobody else this month",
        from_on=date(2026, 6, 1),
        until_on=date(2026, 6, 30),
        by=make.SYSTEM,
        at=at,
    )
    filing = make.filed(those.accepter, at=at)

    done = operations.accept(filing=filing, by=those.accepter.person.actor, at=at)

    assert (done.status, done.exception) == (FilingStatus.ACCEPTED, exception)


def test_the_database_refuses_one_person(those: Those, at: datetime) -> None:
    filing = make.accepted(those.filer, second=those.accepter, at=at)

    with pytest.raises(IntegrityError) as error, transaction.atomic():
        make.kept_otherwise(filing, settled_by=filing.filed_by)

    assert "accountability_filing_two_people" in str(error.value)


def public_things(those: Those, at: datetime) -> list[Filing | Attestation | Note | Obstacle]:
    return [
        make.accepted(those.filer, second=those.accepter, at=at),
        make.answered(those.member, Side.SECTOR, at=at),
        make.note(those.member, at=at),
        make.obstacle(those.filer, at=at),
    ]


@pytest.mark.parametrize(
    ("place", "change"),
    [(0, {"words": "Better words"}), (1, {"agreed": 20}), (2, {"words": "Kinder words"}), (3, {"what": "Less"})],
)
def test_the_database_changes_and_deletes_nothing_that_is_public(
    place: int, change: dict[str, Any], those: Those, at: datetime
) -> None:
    thing = public_things(those, at)[place]
    rows = type(thing)._default_manager.filter(pk=thing.pk)

    for ask in (lambda: rows.update(**change), rows.delete):
        with pytest.raises(DatabaseError, match="kept as they are"), transaction.atomic():
            ask()

    assert rows.get() == thing


# Every state and move.


def in_state(status: FilingStatus, those: Those, at: datetime) -> Filing:
    filing = make.filed(those.filer, at=at)
    second = those.accepter.person.actor
    if status == FilingStatus.RETURNED:
        return operations.return_(filing=filing, why="It has no date", by=second, at=at)
    if status == FilingStatus.WITHDRAWN:
        return operations.withdraw(filing=filing, by=those.filer.person.actor, at=at)
    if status in {FilingStatus.ACCEPTED, FilingStatus.SET_ASIDE}:
        filing = operations.accept(filing=filing, by=second, at=at)
    if status == FilingStatus.SET_ASIDE:
        return operations.set_aside(filing=filing, why="It is about another fund", by=second, at=at)
    return filing


def move(name: str, filing: Filing, those: Those, at: datetime) -> Filing:
    by = (those.filer if name == "withdraw" else those.accepter).person.actor
    more = {"why": "It is about another fund"} if name in {"return_", "set_aside"} else {}
    done: Filing = getattr(operations, name)(filing=filing, **more, by=by, at=at)
    return done


@pytest.mark.parametrize(("status", "name"), list(product(FilingStatus, FILING_JOURNEY.moves)))
def test_move_from_each_state(status: FilingStatus, name: str, those: Those, at: datetime) -> None:
    filing = in_state(status, those, at)

    if FILING_JOURNEY.is_open(status, name):
        assert move(name, filing, those, at).status == FILING_JOURNEY.moves[name].target
    else:
        with pytest.raises(RefusedError):
            move(name, filing, those, at)


# Who may what.


def role_of(kind: str, at: datetime, those: Those) -> Role:
    found = next(each for each in kinds_of_role.ALL if each.name == kind)
    where = those.council if those.council.kind in found.bodies else people.body(found.bodies[0])
    return people.role(kind, at=at, where=where)


FILERS = {kinds_of_role.COMMUNITIES_OFFICER, kinds_of_role.GRANT_OFFICER}
ACCEPTERS = {kinds_of_role.COMMUNITIES_OFFICER, kinds_of_role.ACCOUNTABLE_OFFICER}
OWNERS = {kinds_of_role.PARTNER_LEAD, kinds_of_role.PARTNER_OFFICER, kinds_of_role.STEERING_MEMBER}


@pytest.mark.parametrize("kind", [each.name for each in kinds_of_role.ALL])
def test_who_may_file_for_a_commitment_of_the_council(kind: str, those: Those, at: datetime) -> None:
    role = role_of(kind, at, those)

    if kind in FILERS:
        assert make.filed(role, at=at).status == FilingStatus.FILED
    else:
        with pytest.raises(RefusedError) as refused:
            make.filed(role, at=at)
        assert reason(refused).startswith("Only an officer of the council, or of the body that owns this commitment")


@pytest.mark.parametrize("kind", [each.name for each in kinds_of_role.ALL])
def test_who_may_file_for_what_their_own_body_owns(kind: str, those: Those, at: datetime) -> None:
    role = role_of(kind, at, those)
    make.give(make.DOCUMENT, role.body, at=at)

    if kind in FILERS | OWNERS:
        assert make.filed(role, at=at).status == FilingStatus.FILED
    else:
        with pytest.raises(RefusedError):
            make.filed(role, at=at)


@pytest.mark.parametrize("kind", [each.name for each in kinds_of_role.ALL])
def test_who_may_accept_return_and_set_aside(kind: str, those: Those, at: datetime) -> None:
    role = role_of(kind, at, those)
    waits, other = make.filed(those.filer, at=at), make.filed(those.filer, at=at)

    def all_three() -> list[str]:
        by = role.person.actor
        accepted = operations.accept(filing=waits, by=by, at=at)
        returned = operations.return_(filing=other, why="It has no date", by=by, at=at)
        aside = operations.set_aside(filing=accepted, why="Upheld", by=by, at=at)
        return [returned.status, aside.status]

    if kind in ACCEPTERS:
        assert all_three() == [FilingStatus.RETURNED, FilingStatus.SET_ASIDE]
    else:
        with pytest.raises(RefusedError):
            all_three()
        with pytest.raises(RefusedError):
            operations.return_(filing=other, why="It has no date", by=role.person.actor, at=at)


def test_nobody_but_the_filer_withdraws(those: Those, at: datetime) -> None:
    filing = make.filed(those.filer, at=at)

    with pytest.raises(RefusedError) as refused:
        operations.withdraw(filing=filing, by=those.accepter.person.actor, at=at)

    assert reason(refused) == "Only the person who filed this document can withdraw it"


def test_a_role_that_ended_files_nothing(those: Those, at: datetime) -> None:
    left = people.ended_role(kinds_of_role.GRANT_OFFICER, at=at, where=those.council)

    with pytest.raises(RefusedError):
        make.filed(left, at=at)


def test_the_successor_of_an_ended_owner_files(those: Those, at: datetime) -> None:
    found = make.commitment(make.DOCUMENT, at=at)
    ended = found.strategy.bodies.get(key="old_nhs")
    found.owner = ended
    found.save(update_fields=["owner"])
    lead = people.role(kinds_of_role.PARTNER_LEAD, at=at, where=people.body(name="New Health Board", kind=BodyKind.NHS))
    found.strategy.bodies.filter(key="new_nhs").update(body=lead.body)

    filing = make.filed(lead, at=at)

    assert filing.filed_as == "Partner lead, New Health Board"


# What the status says after each step.


def test_status_follows_a_document_through_its_life(those: Those, at: datetime) -> None:
    by = those.accepter.person.actor
    seen = [make.standing_of(make.DOCUMENT, at=at)[0]]
    filing = make.filed(those.filer, at=at)
    seen.append(make.standing_of(make.DOCUMENT, at=at + timedelta(minutes=1))[0])
    operations.accept(filing=filing, by=by, at=at)
    seen.append(make.standing_of(make.DOCUMENT, at=at + timedelta(minutes=2))[0])
    operations.set_aside(filing=filing, why="It is about another fund", by=by, at=at)
    seen.append(make.standing_of(make.DOCUMENT, at=at + timedelta(minutes=3))[0])

    assert seen == [
        Standing.NO_CURRENT_EVIDENCE,
        Standing.UNDER_WAY,
        Standing.KEPT,
        Standing.NO_CURRENT_EVIDENCE,
    ]


@pytest.mark.parametrize(
    ("changes", "standing"),
    [
        ({}, Standing.KEPT),
        ({"shows": Shows.PART}, Standing.PARTLY_KEPT),
        ({"dated_on": date(2024, 5, 1)}, Standing.NO_CURRENT_EVIDENCE),
    ],
    ids=["whole", "part", "too old"],
)
def test_status_by_what_a_document_shows(
    changes: dict[str, Any], standing: Standing, those: Those, at: datetime
) -> None:
    filing = make.accepted(those.filer, second=those.accepter, at=at, **changes)

    found, why = make.standing_of(make.DOCUMENT, at=at)

    assert found == standing
    assert str(filing.reference) in why


def test_what_a_document_shows_is_flagged_as_filed_only(those: Those, at: datetime) -> None:
    make.accepted(those.filer, second=those.accepter, at=at)

    _standing, why = make.standing_of(make.DOCUMENT, at=at)

    assert why.startswith("Filed, not proved by records: document FE-")
    assert CommitmentStatus.objects.get(commitment__code=make.DOCUMENT).is_filed_only is True


@pytest.mark.parametrize("status", [FilingStatus.RETURNED, FilingStatus.WITHDRAWN])
def test_what_came_to_nothing_counts_for_nothing(status: FilingStatus, those: Those, at: datetime) -> None:
    in_state(status, those, at)

    assert make.standing_of(make.DOCUMENT, at=at)[0] == Standing.NO_CURRENT_EVIDENCE


def test_document_counts_from_when_it_is_accepted_until_it_is_set_aside(those: Those, at: datetime) -> None:
    by, hour = those.accepter.person.actor, timedelta(hours=1)
    filing = make.filed(those.filer, at=at)
    operations.accept(filing=filing, by=by, at=at + hour)
    operations.set_aside(filing=filing, why="It is about another fund", by=by, at=at + 2 * hour)
    commitment = make.commitment(at=at)

    known = [statuses.documents_for([commitment], at + hours * hour).get(commitment.pk, ()) for hours in (0, 1, 2)]

    assert [[each.is_accepted for each in documents] for documents in known] == [[False], [True], []]


def test_each_step_marks_its_commitment(those: Those, at: datetime) -> None:
    in_state(FilingStatus.SET_ASIDE, those, at)

    names = list(Touch.objects.order_by("id").values_list("name", flat=True))

    assert [name for name in names if name.startswith("strategy.commitment/")] == [
        "strategy.commitment/small-2021/C-057"
    ] * 3


# Files and links.


def test_file_is_kept_with_the_filing(those: Those, at: datetime) -> None:
    upload = SimpleUploadedFile("report.png", one_pixel(), "image/png")

    filing = make.filed(those.filer, at=at, document=upload, link="")

    assert filing.document is not None
    assert filing.document.name == "report.png"


def test_file_that_is_none_is_refused_and_not_kept(those: Those, at: datetime) -> None:
    upload = SimpleUploadedFile("report.pdf", b"<html><script>alert(1)</script>", "application/pdf")

    with pytest.raises(RefusedError) as refused:
        make.filed(those.filer, at=at, document=upload)

    assert refused.value.refused.field == "document"
    assert (Filing.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_bytes_do_not_stay_when_the_database_refuses(those: Those, at: datetime) -> None:
    upload = SimpleUploadedFile("report.png", one_pixel(), "image/png")

    with pytest.raises(IntegrityError):
        make.filed(those.filer, at=at, document=upload, dated_on=date(2026, 6, 18))

    assert StoredFile.objects.count() == 0


def test_nothing_at_all_is_refused(those: Those, at: datetime) -> None:
    with pytest.raises(RefusedError) as refused:
        make.filed(those.filer, at=at, link="")

    assert refused.value.refused.field == "document"


# What the database refuses.


@pytest.mark.parametrize(
    ("status", "breach", "name"),
    [
        (FilingStatus.ACCEPTED, {"status": "LOST"}, "accountability_filing_status"),
        (FilingStatus.FILED, {"shows": "MOST"}, "accountability_filing_shows"),
        (FilingStatus.FILED, {"link": ""}, "accountability_filing_something"),
        (FilingStatus.FILED, {"link": "javascript:alert(1)"}, "accountability_filing_link"),
        (FilingStatus.FILED, {"dated_on": date(2026, 6, 18)}, "accountability_filing_not_ahead"),
        (FilingStatus.ACCEPTED, {"settled_at": None}, "accountability_filing_settled"),
        (FilingStatus.RETURNED, {"settled_why": ""}, "accountability_filing_why"),
        (FilingStatus.SET_ASIDE, {"set_aside_why": ""}, "accountability_filing_set_aside"),
        (FilingStatus.ACCEPTED, {"set_aside_why": "Because"}, "accountability_filing_set_aside"),
        (FilingStatus.ACCEPTED, {"emptied_at": NOW}, "accountability_filing_emptied"),
    ],
)
def test_database_refuses(status: FilingStatus, breach: dict[str, Any], name: str, those: Those, at: datetime) -> None:
    filing = in_state(status, those, at)

    with pytest.raises(IntegrityError) as error, transaction.atomic():
        make.kept_otherwise(filing, **breach)

    broken = broken_constraint(error.value)
    assert broken is not None
    assert broken.name == name
