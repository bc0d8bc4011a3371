"""What the person who raises a concern does with it, and what it leaves behind."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from commonweal.accountability.models import Concern, MayPublish, ReachRaiserBy
from commonweal.accountability.operations import concerns as operations
from commonweal.accountability.operations import filings
from commonweal.accountability.queries import concerns as queries
from commonweal.accountability.rules import concerns as rules
from commonweal.accountability.states.concerns import ConcernStatus
from commonweal.core import audit
from commonweal.core.actors import Actor
from commonweal.core.audit import AuditEvent
from commonweal.core.rules import RefusedError
from commonweal.messaging.models import Letter
from commonweal.strategy.models import Touch
from tests.factories import concerns as make

pytestmark = pytest.mark.django_db


def letters() -> list[tuple[str, str]]:
    return [(letter.kind, letter.to) for letter in Letter.objects.order_by("id")]


def test_start_keeps_no_key(at: datetime) -> None:
    raised = make.begun(at=at)

    row = Concern.objects.values().get()
    assert raised.key not in str(row)
    assert queries.get_by_key(raised.key) == raised.concern


def test_start_leaves_nothing_in_the_trail(at: datetime) -> None:
    raised = make.begun(at=at)

    operations.say_what(concern=raised.concern, words="This", by=Actor.visitor(), at=at)

    seen = AuditEvent.objects.filter(subject_reference=raised.concern.reference).values_list("verb", flat=True)
    assert list(seen) == ["accountability.concern.say_what"]


def test_start_refused_while_very_many_are_begun(monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    monkeypatch.setattr(rules, "MOST_BEGUN_AN_HOUR", 2)
    make.begun(at=at - timedelta(minutes=61))
    make.begun(at=at - timedelta(minutes=59))
    make.sent(at=at)

    with pytest.raises(RefusedError, match="Try again in an hour, or ring us on"):
        make.begun(at=at)

    assert make.begun(at=at + timedelta(minutes=2)).concern.is_draft


def test_send_starts_the_days_of_the_strategy(at: datetime) -> None:
    raised = make.sent(at=at)

    raised.concern.refresh_from_db()
    assert (raised.concern.status, raised.concern.sent_on, raised.concern.answer_by_on) == (
        ConcernStatus.WAITING,
        date(2026, 6, 17),
        date(2026, 7, 15),
    )
    assert letters() == [
        ("accountability.concern_received", "asha@example.org"),
        ("accountability.concern_for_the_team", "communities@weldmere.example"),
    ]


def test_send_tells_the_team_nothing_of_what_was_written(at: datetime) -> None:
    make.sent(at=at, words="Marrow soup")

    to_team = Letter.objects.get(kind="accountability.concern_for_the_team")
    assert make.a_commitment(at=at).code in to_team.text
    assert "Marrow soup" not in to_team.text + to_team.html


@pytest.mark.parametrize("reach_by", [ReachRaiserBy.PHONE, ReachRaiserBy.POST, ReachRaiserBy.NOTHING])
def test_send_without_email_writes_to_the_team_only(reach_by: ReachRaiserBy, at: datetime) -> None:
    make.sent(at=at, reach_by=reach_by, contact="01632 960 001")

    assert letters() == [("accountability.concern_for_the_team", "communities@weldmere.example")]


def test_send_twice_is_sending_once(at: datetime) -> None:
    raised = make.sent(at=at)

    again = operations.send(concern=raised.concern, link="https://x.example/", by=Actor.visitor(), at=at)

    assert again.status == ConcernStatus.WAITING
    assert len(letters()) == 2


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"words": ""}, "Tell us what is the matter"),
        ({"may_publish": ""}, "Choose whether we may publish your words"),
        ({"reach_by": "", "contact": ""}, "Tell us how to reach you, or choose that we do not"),
    ],
)
def test_send_refused_while_an_answer_is_missing(changes: dict[str, Any], reason: str, at: datetime) -> None:
    with pytest.raises(RefusedError, match=reason):
        make.sent(at=at, **changes)

    assert Concern.objects.get().status == ConcernStatus.DRAFT
    assert letters() == []


def test_send_refused_after_five_for_one_contact_in_a_day(at: datetime) -> None:
    earlier = [make.sent(at=at - timedelta(hours=hours)).concern for hours in (30, 20, 15, 10, 5)]

    fifth = make.sent(at=at).concern
    with pytest.raises(RefusedError, match="that is as many as we take in a day"):
        make.sent(at=at)
    other = make.sent(at=at, contact="ben@example.org").concern

    assert [each.status for each in (*earlier, fifth, other)] == [ConcernStatus.WAITING] * 7


def test_send_without_contact_refused_when_very_many_come(monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    monkeypatch.setattr(rules, "MOST_UNREACHABLE_AN_HOUR", 1)
    make.sent(at=at, reach_by=ReachRaiserBy.NOTHING)

    with pytest.raises(RefusedError, match="send it in an hour, or tell us how to reach you"):
        make.sent(at=at, reach_by=ReachRaiserBy.NOTHING)

    assert make.sent(at=at).concern.is_open


def test_change_refused_once_it_is_sent(at: datetime) -> None:
    raised = make.sent(at=at)

    with pytest.raises(RefusedError, match="You have sent this concern already"):
        operations.say_what(concern=raised.concern, words="Else", by=Actor.visitor(), at=at)

    raised.concern.refresh_from_db()
    assert raised.concern.words == make.WORDS


def test_every_step_marks_what_rests_on_it(at: datetime) -> None:
    raised = make.answered(at=at)
    Touch.objects.all().delete()

    operations.reply(concern=raised.concern, words="Thank you", by=raised.holder, at=at)

    assert set(Touch.objects.values_list("name", flat=True)) == {
        "accountability.concern",
        "strategy.commitment/small-2021/C-005",
    }


def test_withdraw_by_the_holder_of_the_link_alone(at: datetime) -> None:
    raised = make.sent(at=at, reach_by=ReachRaiserBy.NOTHING)

    with pytest.raises(RefusedError, match="Only the person who raised this concern can withdraw it"):
        operations.withdraw(concern=raised.concern, by=Actor.visitor(), at=at)
    withdrawn = operations.withdraw(concern=raised.concern, by=raised.holder, at=at)

    assert withdrawn.status == ConcernStatus.WITHDRAWN
    assert letters()[-1] == ("accountability.concern_withdrawn", "communities@weldmere.example")


def test_withdraw_refused_once_it_is_answered(at: datetime) -> None:
    raised = make.answered(at=at)

    with pytest.raises(RefusedError, match="nothing to withdraw"):
        operations.withdraw(concern=raised.concern, by=raised.holder, at=at)

    assert Concern.objects.get().status == ConcernStatus.ANSWERED


def test_reply_is_the_last_word(at: datetime) -> None:
    raised = make.answered(at=at)
    until = datetime.fromisoformat("2026-07-15T23:00:00+01:00")

    replied = operations.reply(concern=raised.concern, words="Thank you", by=raised.holder, at=until)
    with pytest.raises(RefusedError, match="This concern is closed"):
        operations.reply(concern=raised.concern, words="And more", by=raised.holder, at=until)

    assert (replied.status, replied.raiser_reply, replied.public_reply) == (ConcernStatus.CLOSED, "Thank you", "")
    assert letters()[-1] == ("accountability.concern_raiser_replied", "communities@weldmere.example")


def test_reply_refused_after_its_day_and_to_others(at: datetime) -> None:
    raised = make.answered(at=at)

    with pytest.raises(RefusedError, match="The time for a reply is over"):
        operations.reply(concern=raised.concern, words="Late", by=raised.holder, at=at + timedelta(days=29))
    with pytest.raises(RefusedError, match="Only the person who raised this concern can reply"):
        operations.reply(concern=raised.concern, words="Mine", by=make.officer(at=at), at=at)

    assert Concern.objects.get().raiser_reply == ""


def test_close_by_its_person_at_once_and_by_the_job_when_the_time_is_over(at: datetime) -> None:
    mine, silent, young = make.answered(at=at), make.answered(at=at), make.answered(at=at + timedelta(days=1))
    job = Actor.system("accountability.close_concerns")

    operations.close(concern=mine.concern, by=mine.holder, at=at)
    with pytest.raises(RefusedError, match="still has time to reply"):
        operations.close(concern=silent.concern, by=job, at=at + timedelta(days=28))
    closed = operations.close_unreplied(by=job, at=at + timedelta(days=29))

    assert closed == 1
    assert {each.pk: each.status for each in Concern.objects.all()} == {
        mine.concern.pk: ConcernStatus.CLOSED,
        silent.concern.pk: ConcernStatus.CLOSED,
        young.concern.pk: ConcernStatus.ANSWERED,
    }


def test_contact_that_was_changed_is_forgotten(at: datetime) -> None:
    raised = make.drafted(at=at, contact="first@example.org")
    first = raised.concern.contact_digest
    before = audit.names_for([first])

    operations.say_how_to_reach(
        concern=raised.concern, name="", reach_by=ReachRaiserBy.NOTHING, contact="", by=Actor.visitor(), at=at
    )

    assert before == {first: "first@example.org"}
    assert audit.names_for([first]) == {}


def test_erase_leaves_what_the_council_wrote_and_the_days(at: datetime) -> None:
    raised = make.replied(at=at)
    contact = raised.concern.contact_digest
    before = audit.names_for([contact])

    operations.erase(concern=raised.concern, by=make.officer(at=at), at=at + timedelta(days=1))

    row = Concern.objects.values().get()
    kept = {name: value for name, value in row.items() if value not in ("", None, False)}
    assert before == {contact: "asha@example.org"}
    assert kept == {
        "id": raised.concern.pk,
        "reference": raised.concern.reference,
        "key_digest": raised.concern.key_digest,
        "status": "CLOSED",
        "commitment_id": raised.concern.commitment_id,
        "may_publish": "WORDS",
        "summary": make.SUMMARY,
        "outcome": "UPHELD",
        "answer": make.ANSWER,
        "action": make.ACTION,
        "action_by_on": date(2026, 7, 17),
        "started_at": at,
        "sent_at": at,
        "sent_on": date(2026, 6, 17),
        "answer_by_on": date(2026, 7, 15),
        "answered_at": at,
        "answered_on": date(2026, 6, 17),
        "held_until_on": date(2026, 7, 15),
        "replied_at": at,
        "settled_at": at,
        "emptied_at": at + timedelta(days=1),
    }
    assert audit.names_for([contact]) == {}


def test_erase_withdraws_what_waits_and_closes_what_is_answered(at: datetime) -> None:
    waits, answered = make.sent(at=at), make.answered(at=at)

    for raised in (waits, answered):
        operations.erase(concern=raised.concern, by=make.officer(at=at), at=at)

    assert {each.pk: each.status for each in Concern.objects.all()} == {
        waits.concern.pk: ConcernStatus.WITHDRAWN,
        answered.concern.pk: ConcernStatus.CLOSED,
    }


def test_erase_refused_to_its_person_a_second_time_and_before_it_is_sent(at: datetime) -> None:
    raised, draft, officer = make.closed(at=at), make.drafted(at=at), make.officer(at=at)

    with pytest.raises(RefusedError, match="Only the council can erase a concern"):
        operations.erase(concern=raised.concern, by=raised.holder, at=at)
    with pytest.raises(RefusedError, match="was never sent"):
        operations.erase(concern=draft.concern, by=officer, at=at)
    operations.erase(concern=raised.concern, by=officer, at=at)
    with pytest.raises(RefusedError, match="has been erased already"):
        operations.erase(concern=raised.concern, by=officer, at=at)


def test_document_that_is_named_is_one_that_stands_for_the_commitment(at: datetime) -> None:
    filer, accepter = make.filers(at=at)
    filing = make.a_filing(at=at, filed_by=filer, accepted_by=accepter)
    by, ref = Actor.visitor(), str(filing.reference)

    right, _key = operations.start(commitment=filing.commitment, filing=ref, by=by, at=at)
    elsewhere, _key = operations.start(commitment=make.a_commitment(at=at), filing=ref, by=by, at=at)
    filings.set_aside(filing=filing, why="Out of date", by=accepter, at=at)
    gone, _key = operations.start(commitment=filing.commitment, filing=ref, by=by, at=at)

    assert (right.filing, elsewhere.filing, gone.filing) == (filing, None, None)


def test_what_may_be_published_is_kept_as_it_was_chosen(at: datetime) -> None:
    chosen = [make.sent(at=at, may_publish=each).concern.may_publish for each in MayPublish]

    assert chosen == list(MayPublish)
