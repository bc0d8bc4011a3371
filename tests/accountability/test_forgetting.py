"""What is forgotten, when, and what stays: drafts, settled requests, and those that somebody asks to have erased."""

from datetime import date, datetime, timedelta

import pytest

from commonweal.accountability.models import FormatRequest, ReachBy
from commonweal.accountability.operations import formats as operations
from commonweal.accountability.states.formats import Status
from commonweal.core import audit, jobs
from commonweal.core.actors import Actor
from commonweal.core.audit import AuditEvent
from commonweal.core.files import StoredFile
from commonweal.core.rules import RefusedError
from commonweal.privacy import tasks as privacy
from commonweal.privacy.models import Proposal
from commonweal.privacy.operations import deletions
from commonweal.privacy.states import ProposalStatus
from tests.accountability.test_operations import letters, photo
from tests.factories import accountability as make
from tests.factories import privacy as make_privacy

pytestmark = pytest.mark.django_db


def test_contact_that_was_changed_is_forgotten(at: datetime) -> None:
    asked = make.answered(at=at, contact="first@example.org")
    first = asked.request.contact_digest
    before = audit.names_for([first])

    changed = operations.say_how_to_reach(
        asked=asked.request, name="", reach_by=ReachBy.EMAIL, contact="second@example.org", by=Actor.visitor(), at=at
    )

    assert before == {first: "first@example.org"}
    assert audit.names_for([first, changed.contact_digest]) == {changed.contact_digest: "second@example.org"}


def test_erase_leaves_reference_dates_channel_and_format_only(at: datetime) -> None:
    asked = make.supplied(at=at, document=photo(), format="LANGUAGE", format_detail="Nepali")
    contact = asked.request.contact_digest
    before = audit.names_for([contact])

    operations.erase(asked=asked.request, by=make.officer(at=at), at=at + timedelta(days=1))

    row = FormatRequest.objects.values().get()
    kept = {name: value for name, value in row.items() if value not in ("", None, False)}
    assert before == {contact: "asha@example.org"}
    assert kept == {
        "id": asked.request.pk,
        "reference": asked.request.reference,
        "key_digest": asked.request.key_digest,
        "status": "SUPPLIED",
        "format": "LANGUAGE",
        "channel": "WEB",
        "started_at": at,
        "left_at": at,
        "asked_at": at,
        "answer_by_on": date(2026, 7, 1),
        "first_answer_by_at": at + timedelta(days=1),
        "first_answered_at": at,
        "settled_at": at,
        "emptied_at": at + timedelta(days=1),
    }
    assert StoredFile.objects.count() == 0
    assert audit.names_for([contact]) == {}
    assert AuditEvent.objects.latest("id").verb == "accountability.format_request.empty"


def test_erase_withdraws_what_is_open_and_tells_the_team(at: datetime) -> None:
    asked = make.sent(at=at)

    erased = operations.erase(asked=asked.request, by=make.officer(at=at), at=at)

    assert (erased.status, erased.is_emptied) == (Status.WITHDRAWN, True)
    assert letters()[-1] == ("accountability.format_withdrawn", "communities@weldmere.example")


def test_erase_keeps_the_contact_of_another_request(at: datetime) -> None:
    asked, other = make.supplied(at=at), make.sent(at=at)

    operations.erase(asked=asked.request, by=make.officer(at=at), at=at)

    other.request.refresh_from_db()
    assert other.request.contact == "asha@example.org"
    assert audit.names_for([other.request.contact_digest]) == {other.request.contact_digest: "asha@example.org"}


def test_erase_refused_to_a_guest_and_a_second_time(at: datetime) -> None:
    asked = make.supplied(at=at)

    with pytest.raises(RefusedError, match="Only the council can erase"):
        operations.erase(asked=asked.request, by=asked.holder, at=at)
    operations.erase(asked=asked.request, by=make.officer(at=at), at=at)
    with pytest.raises(RefusedError, match="has been erased already"):
        operations.erase(asked=asked.request, by=make.officer(at=at), at=at)


def test_erase_refused_before_it_is_sent(at: datetime) -> None:
    asked = make.answered(at=at)

    with pytest.raises(RefusedError, match="This request was never sent"):
        operations.erase(asked=asked.request, by=make.officer(at=at), at=at)

    asked.request.refresh_from_db()
    assert asked.request.contact == "asha@example.org"


def nights_work(*, at: datetime) -> None:
    """What the schedule proposes, and what it lets go without anybody."""
    privacy.propose_deletions(at=at)
    jobs.drain()


def confirm_everything(*, at: datetime) -> None:
    """A privacy officer confirms what was proposed."""
    for proposal in Proposal.objects.filter(status=ProposalStatus.PROPOSED):
        deletions.confirm(proposal=proposal, by=make_privacy.officer(at=at).actor, at=at)
    jobs.drain()


def test_settled_requests_are_emptied_after_400_days_once_an_officer_confirms(at: datetime) -> None:
    old = [maker(at=at - timedelta(days=402)) for maker in (make.supplied, make.withdrawn)]
    late = make.sent(at=at - timedelta(days=500))
    young = make.supplied(at=at - timedelta(days=399))
    nights_work(at=at)
    before = FormatRequest.objects.exclude(emptied_at=None).count()

    confirm_everything(at=at)

    emptied = FormatRequest.objects.exclude(emptied_at=None)
    assert before == 0
    assert set(emptied) == {asked.request for asked in old}
    assert {asked.contact for asked in emptied} == {""}
    assert FormatRequest.objects.filter(pk__in=[late.request.pk, young.request.pk], emptied_at=None).count() == 2


def test_drafts_are_forgotten_after_a_week_with_their_files(at: datetime) -> None:
    old = make.answered(at=at - timedelta(days=8), document=photo())
    young = make.answered(at=at - timedelta(days=6))
    sent = make.sent(at=at - timedelta(days=30))

    nights_work(at=at)

    assert set(FormatRequest.objects.all()) == {young.request, sent.request}
    assert StoredFile.objects.count() == 0
    assert AuditEvent.objects.filter(
        verb="accountability.format_request.forget_draft", subject_reference=old.request.reference
    ).exists()


def test_draft_that_is_forgotten_takes_its_contact_along(at: datetime) -> None:
    draft = make.answered(at=at - timedelta(days=8), contact="once@example.org")
    contact = draft.request.contact_digest
    before = audit.names_for([contact])

    nights_work(at=at)

    assert before == {contact: "once@example.org"}
    assert audit.names_for([contact]) == {}


def test_draft_without_an_answer_leaves_nothing_of_itself_in_the_trail(at: datetime) -> None:
    draft = make.begun(at=at - timedelta(days=8))

    nights_work(at=at)

    assert FormatRequest.objects.count() == 0
    assert not AuditEvent.objects.filter(subject_reference=draft.request.reference).exists()
