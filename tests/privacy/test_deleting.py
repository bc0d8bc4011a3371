"""The schedule at work: what is proposed, taken out, held, deleted and certified."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from commonweal.accountability.models import FormatRequest
from commonweal.core import jobs, personal
from commonweal.core.actors import Actor
from commonweal.core.rules import RefusedError
from commonweal.privacy import operations, queries, tasks
from commonweal.privacy.models import Certificate, HoldKind, Outcome, Proposal, ProposedRecord
from commonweal.privacy.operations import deletions
from commonweal.privacy.states import ProposalStatus
from tests.conftest import SameQueries
from tests.factories import accountability
from tests.factories import privacy as make

pytestmark = pytest.mark.django_db


def outcomes(proposal: Proposal) -> list[str]:
    return sorted(proposal.records.values_list("outcome", flat=True))


def test_propose_only_what_is_past_its_time(at: datetime) -> None:
    old = make.settled_long_ago(at=at, count=2)
    accountability.supplied(at=at)

    proposal = deletions.propose(rule=make.rule(), by=make.JOB, at=at)

    assert proposal is not None
    assert {record.record_reference for record in proposal.records.all()} == set(old)
    assert proposal.because == "Kept for 400 days from the day the request was supplied or withdrawn"
    assert proposal.status == ProposalStatus.PROPOSED


def test_propose_again_proposes_nothing_twice(at: datetime) -> None:
    make.proposed(at=at)

    again = deletions.propose(rule=make.rule(), by=make.JOB, at=at)

    assert again is None
    assert ProposedRecord.objects.count() == 2


def test_nothing_is_deleted_before_a_person_confirms(at: datetime) -> None:
    proposal = make.proposed(at=at)

    deletions.run_step(proposal=proposal, by=make.JOB, at=at)

    assert FormatRequest.objects.filter(emptied_at=None).count() == 2
    assert Certificate.objects.count() == 0


def test_confirm_deletes_and_certifies(at: datetime) -> None:
    proposal, by = make.proposed(at=at), make.officer(at=at).actor
    references = [record.record_reference for record in proposal.records.all()]

    deletions.confirm(proposal=proposal, by=by, at=at)
    left = deletions.run_step(proposal=proposal, by=make.JOB, at=at)

    certificate = Certificate.objects.get()
    assert not left
    assert FormatRequest.objects.filter(emptied_at=None).count() == 0
    assert certificate.digests == sorted(queries.retention.digest_of_reference(each) for each in references)
    assert (certificate.count, certificate.confirmed_by, certificate.period) == (2, by.label, "400 days")


def test_confirm_refused_to_who_is_no_privacy_officer(at: datetime) -> None:
    proposal = make.proposed(at=at)

    with pytest.raises(RefusedError, match="Only a privacy officer"):
        deletions.confirm(proposal=proposal, by=Actor.person("PN-2222-2222", name="Somebody"), at=at)

    assert deletions.confirm(proposal=proposal, by=make.officer(at=at).actor, at=at).confirmed_at == at


def test_deletion_that_was_stopped_goes_on_where_it_was(monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    monkeypatch.setattr(deletions, "DISPOSED_AT_ONCE", 2)
    proposal = make.proposed(at=at, count=5)
    deletions.confirm(proposal=proposal, by=make.officer(at=at).actor, at=at)
    first = deletions.run_step(proposal=proposal, by=make.JOB, at=at)
    half_way = FormatRequest.objects.filter(emptied_at=None).count()

    jobs.drain()

    proposal.refresh_from_db()
    assert (first, half_way) == (True, 3)
    assert proposal.status == ProposalStatus.DONE
    assert Certificate.objects.get().count == 5


def test_run_once_more_changes_nothing(at: datetime) -> None:
    proposal = make.proposed(at=at)
    deletions.confirm(proposal=proposal, by=make.officer(at=at).actor, at=at)
    deletions.run_step(proposal=proposal, by=make.JOB, at=at)
    before = list(Certificate.objects.values())

    deletions.run_step(proposal=proposal, by=make.JOB, at=at + timedelta(days=1))

    assert list(Certificate.objects.values()) == before


def test_taken_out_stays_until_its_day(at: datetime) -> None:
    proposal, by = make.proposed(at=at), make.officer(at=at).actor
    first = proposal.records.all()[0]
    stays = {"because": "They are appealing", "again_on": date(2026, 9, 1)}

    deletions.take_out(proposal=proposal, record=first, by=by, at=at, **stays)  # type: ignore[arg-type]  # as a form gives
    deletions.confirm(proposal=proposal, by=by, at=at)
    deletions.run_step(proposal=proposal, by=make.JOB, at=at)
    next_night = deletions.propose(rule=make.rule(), by=make.JOB, at=at + timedelta(days=1))
    in_autumn = deletions.propose(rule=make.rule(), by=make.JOB, at=at + timedelta(days=90))

    assert outcomes(proposal) == [Outcome.DISPOSED, Outcome.TAKEN_OUT]
    assert next_night is None
    assert in_autumn is not None
    assert [record.record_reference for record in in_autumn.records.all()] == [first.record_reference]


def test_all_taken_out_leaves_nothing_to_confirm(at: datetime) -> None:
    proposal, by = make.proposed(at=at, count=1), make.officer(at=at).actor
    stays = {"because": "They are appealing", "again_on": date(2026, 9, 1)}

    deletions.take_out(proposal=proposal, record=proposal.records.get(), by=by, at=at, **stays)  # type: ignore[arg-type]  # as above

    proposal.refresh_from_db()
    assert proposal.status == ProposalStatus.DROPPED
    with pytest.raises(RefusedError, match="confirmed already"):
        deletions.confirm(proposal=proposal, by=by, at=at)


@pytest.mark.parametrize("kind", [HoldKind.PERSON, HoldKind.RECORD, HoldKind.HOLDING])
def test_what_is_held_is_not_proposed(kind: HoldKind, at: datetime) -> None:
    [reference] = make.settled_long_ago(at=at)
    what = {
        HoldKind.PERSON: {"contact": "person0@example.org"},
        HoldKind.RECORD: {"holding": "accountability.format_requests", "record_reference": reference},
        HoldKind.HOLDING: {"holding": "accountability.format_requests"},
    }
    by = make.officer(at=at).actor
    hold = make.hold(at=at, by=by, kind=kind, **what[kind])

    held = deletions.propose(rule=make.rule(), by=make.JOB, at=at)
    operations.holds.lift(hold=hold, because="The claim is settled", by=by, at=at)
    lifted = deletions.propose(rule=make.rule(), by=make.JOB, at=at)

    assert held is None
    assert lifted is not None


def test_held_after_it_was_confirmed_stays(at: datetime) -> None:
    proposal, by = make.proposed(at=at), make.officer(at=at).actor
    deletions.confirm(proposal=proposal, by=by, at=at)
    make.hold(at=at, by=by, contact="person0@example.org")

    deletions.run_step(proposal=proposal, by=make.JOB, at=at)

    assert outcomes(proposal) == [Outcome.DISPOSED, Outcome.HELD]
    assert Certificate.objects.get().count == 1


def test_no_longer_due_stays(at: datetime) -> None:
    proposal, by = make.proposed(at=at), make.officer(at=at).actor
    deletions.confirm(proposal=proposal, by=by, at=at)
    first = proposal.records.all()[0].record_reference
    FormatRequest.objects.filter(reference=first).update(settled_at=at)

    deletions.run_step(proposal=proposal, by=make.JOB, at=at)

    assert outcomes(proposal) == [Outcome.DISPOSED, Outcome.GONE]


def test_what_needs_nobody_goes_by_itself(at: datetime) -> None:
    make.settled_long_ago(at=at)
    unattended = {"needs_person": False, "unattended_because": "it says so"}

    proposal = deletions.propose(rule=make.rule(**unattended), by=make.JOB, at=at)
    jobs.drain()

    assert proposal is not None
    assert Certificate.objects.get().confirmed_by == make.JOB.label
    assert FormatRequest.objects.filter(emptied_at=None).count() == 0


def test_nightly_job_looks_through_every_holding(at: datetime) -> None:
    make.settled_long_ago(at=at, count=2)
    accountability.answered(at=at - timedelta(days=8))

    tasks.propose_deletions(at=at)
    jobs.drain()

    assert Proposal.objects.get(holding="accountability.format_requests").records.count() == 2
    assert Proposal.objects.get(holding="accountability.format_drafts").status == ProposalStatus.DONE
    assert FormatRequest.objects.filter(status="DRAFT").count() == 0


def test_officer_confirms_from_the_pages(at: datetime) -> None:
    proposal = make.proposed(at=at)
    officer = make.officers_browser(Client(), at=at)
    where = {"ref": proposal.reference}
    record = proposal.records.all()[0].record_reference
    looked = officer.get(reverse("privacy:proposal_show", kwargs=where)).content.decode()
    later = {"again_on_day": "1", "again_on_month": "9", "again_on_year": "2026"}

    officer.post(reverse("privacy:proposal_take_out", kwargs=where | {"record": record}), {"because": "Appeal"} | later)
    officer.get(reverse("privacy:proposal_confirm", kwargs=where))
    officer.post(reverse("privacy:proposal_confirm", kwargs=where))
    jobs.drain()
    certificate = Certificate.objects.get()
    page = officer.get(reverse("privacy:certificate_show", kwargs={"ref": certificate.reference})).content.decode()
    sheet = officer.get(reverse("privacy:certificate_csv", kwargs={"ref": certificate.reference})).content.decode()

    assert record in looked
    assert outcomes(proposal) == [Outcome.DISPOSED, Outcome.TAKEN_OUT]
    assert "Requests for another format" in page
    assert certificate.digests[0] in sheet


def test_proposals_make_the_same_queries_for_many(same_queries: SameQueries, at: datetime) -> None:
    officer = make.officers_browser(Client(), at=at)

    def add(number: int) -> None:
        fields = {"holding": "core.files", "period": "1 day", "because": "x", "law": "x", "action": "delete"}
        Proposal.objects.create(began_before_on=date(2026, 1, 1), made_at=at + timedelta(minutes=number), **fields)

    same_queries(officer, reverse("privacy:proposal_list"), add)


def test_every_holding_can_be_looked_through(at: datetime) -> None:
    for holding in personal.holdings():
        assert list(holding.expired(date(2000, 1, 1))) == [], holding.name
