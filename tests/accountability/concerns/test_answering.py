"""What officers and the bodies concerned do with a concern, and what they may not."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from commonweal.accountability.models import Concern, ConcernOutcome, MayPublish
from commonweal.accountability.operations import concern_desk as operations
from commonweal.accountability.operations import concerns as by_person
from commonweal.accountability.states.concerns import ConcernStatus
from commonweal.accountability.work import concerns as work
from commonweal.core.actors import Actor
from commonweal.core.rules import RefusedError
from commonweal.messaging.models import Letter
from commonweal.people import kinds_of_role as kinds
from commonweal.people.models import BodyKind, Role, RoleEnd
from tests.factories import concerns as make
from tests.factories import people

pytestmark = pytest.mark.django_db


def newest_letter() -> tuple[str, str]:
    letter = Letter.objects.latest("id")
    return letter.kind, letter.to


def test_take_on_by_officers_alone(at: datetime) -> None:
    raised, outsider = make.sent(at=at), people.role(kinds.GRANT_OFFICER, at=at).person.actor

    with pytest.raises(RefusedError, match="Only an officer who answers concerns can take this on"):
        operations.take_on(concern=raised.concern, by=outsider, at=at)
    taken = operations.take_on(concern=raised.concern, by=make.officer(at=at), at=at)

    assert taken.handler is not None
    assert taken.handler.name == make.OFFICER


def test_hand_over_to_somebody_who_may_answer(at: datetime) -> None:
    raised, outsider = make.sent(at=at), people.role(kinds.GRANT_OFFICER, at=at).person
    colleague = people.role(kinds.COMMUNITIES_OFFICER, at=at, who=people.person(at=at, name="Ann Lee")).person
    by = Actor.system("tests")

    with pytest.raises(RefusedError):
        work.hand_over(raised.concern.reference, to=outsider, by=by, at=at)
    work.hand_over(raised.concern.reference, to=colleague, by=by, at=at)

    assert Concern.objects.get().handler == colleague


def test_concern_of_somebody_who_left_is_adrift(at: datetime) -> None:
    raised = make.sent(at=at)
    operations.take_on(concern=raised.concern, by=make.officer(at=at), at=at)
    before = list(work.adrift(at))

    Role.objects.update(ended_at=at, until_on=at.date(), end=RoleEnd.TERM, ended_by="SYSTEM:tests")

    assert before == []
    assert [item.reference for item in work.adrift(at)] == [raised.concern.reference]


def test_answer_is_published_and_sent(at: datetime) -> None:
    raised = make.answered(at=at)

    concern = Concern.objects.get()
    assert (concern.status, concern.outcome, concern.answered_on, concern.held_until_on) == (
        ConcernStatus.ANSWERED,
        ConcernOutcome.UPHELD,
        date(2026, 6, 17),
        date(2026, 7, 15),
    )
    letter = Letter.objects.latest("id")
    assert (letter.kind, letter.to) == ("accountability.concern_answered", "asha@example.org")
    assert make.ANSWER in letter.text
    assert f"What will be done, by 17 July 2026: {make.ACTION}" in letter.text
    assert raised.key not in letter.text


def test_answer_refused_before_it_is_summed_up(at: datetime) -> None:
    waits = make.sent(at=at)
    silent = make.sent(at=at, may_publish=MayPublish.NOTHING)

    with pytest.raises(RefusedError, match="Write the public summary first"):
        make.answer(waits.concern, at=at)
    answered = make.answer(silent.concern, at=at)

    assert (answered.is_answered, answered.public_answer) == (True, "")


def test_answer_refused_to_whoever_filed_or_accepted_the_document(at: datetime) -> None:
    filer, accepter = make.filers(at=at)
    filing = make.a_filing(at=at, filed_by=filer, accepted_by=accepter)
    raised = make.summed_up(at=at, filing=filing)

    with pytest.raises(RefusedError, match=f"You filed {filing.reference}, which this concern is about"):
        make.answer(raised.concern, at=at, by=filer)
    with pytest.raises(RefusedError, match=f"You accepted {filing.reference}"):
        make.answer(raised.concern, at=at, by=accepter)
    with pytest.raises(RefusedError, match="A colleague answers it"):
        operations.take_on(concern=raised.concern, by=accepter, at=at)
    answered = make.answer(raised.concern, at=at, by=make.officer(at=at))

    assert answered.is_upheld


def test_answer_refused_on_a_commitment_that_rests_on_ones_own_document(at: datetime) -> None:
    filer, accepter = make.filers(at=at)
    filing = make.a_filing(at=at, filed_by=filer, accepted_by=accepter)
    about_it = make.summed_up(at=at, commitment=filing.commitment)
    about_another = make.summed_up(at=at)

    with pytest.raises(RefusedError, match="A colleague answers it"):
        make.answer(about_it.concern, at=at, by=filer)
    other = make.answer(about_another.concern, at=at, by=filer)

    assert other.is_answered


def test_answer_refused_with_a_day_that_is_past(at: datetime) -> None:
    raised = make.summed_up(at=at)

    with pytest.raises(RefusedError, match="Enter a day that lies ahead") as refusal:
        make.answer(raised.concern, at=at, action_by_on=at.date() - timedelta(days=1))
    today = make.answer(raised.concern, at=at, action_by_on=at.date())

    assert refusal.value.refused.field == "action_by_on"
    assert today.is_answered


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"action": "", "action_by_on": None}, "accountability_concern_remedy"),
        ({"action_by_on": None}, "accountability_concern_action"),
        ({"answer": ""}, "accountability_concern_answered"),
    ],
)
def test_answer_that_says_half_is_refused_by_the_database(
    changes: dict[str, Any], constraint: str, at: datetime
) -> None:
    raised = make.summed_up(at=at)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make.answer(raised.concern, at=at, **changes)

    whole = make.answer(raised.concern, at=at)
    assert whole.is_answered


def test_summary_refused_with_words_that_may_not_be_printed(at: datetime) -> None:
    raised = make.sent(at=at, may_publish=MayPublish.SUMMARY)
    officer = make.officer(at=at)

    with pytest.raises(IntegrityError, match="accountability_concern_words_shown"), transaction.atomic():
        operations.sum_up(concern=raised.concern, summary="Late", has_words_shown=True, by=officer, at=at)
    summed = operations.sum_up(concern=raised.concern, summary="Late", has_words_shown=False, by=officer, at=at)

    assert (summed.public_summary, summed.public_words) == ("Late", "")


def test_summary_refused_once_it_is_answered(at: datetime) -> None:
    raised = make.answered(at=at)

    with pytest.raises(RefusedError, match="until the concern is answered"):
        operations.sum_up(concern=raised.concern, summary="Other", has_words_shown=False, by=make.officer(at=at), at=at)

    assert Concern.objects.get().summary == make.SUMMARY


# The right of reply.


def test_body_is_asked_and_its_people_are_written_to(at: datetime) -> None:
    raised, (body, role) = make.summed_up(at=at), make.a_partner(at=at)

    asked = make.asked(raised.concern, body, at=at)

    assert (asked.asked_on, asked.reply_by_on) == (date(2026, 6, 17), date(2026, 7, 14))
    assert newest_letter() == ("accountability.concern_reply_asked", f"lead@{body.slug}.example")
    assert role.person.name not in Letter.objects.latest("id").text


@pytest.mark.parametrize(
    ("after", "until"),
    [
        (timedelta(), date(2026, 7, 14)),
        (timedelta(days=10), date(2026, 7, 14)),
        (timedelta(days=25), date(2026, 7, 19)),
    ],
)
def test_body_has_its_days_before_the_answer_is_due_and_never_less_than_a_week(
    after: timedelta, until: date, at: datetime
) -> None:
    raised, (body, _role) = make.summed_up(at=at), make.a_partner(at=at)

    asked = make.asked(raised.concern, body, at=at + after)

    assert asked.reply_by_on == until


def test_body_is_asked_once(at: datetime) -> None:
    raised, (body, _role) = make.summed_up(at=at), make.a_partner(at=at)
    make.asked(raised.concern, body, at=at)

    with pytest.raises(IntegrityError), transaction.atomic():
        make.asked(raised.concern, body, at=at)

    other, _its_role = make.a_partner(at=at, name="Saltmarsh District")
    assert make.asked(raised.concern, other, at=at).body == other


def test_body_is_not_asked_before_there_is_a_summary_nor_the_council_ever(at: datetime) -> None:
    raised, (body, _role) = make.sent(at=at), make.a_partner(at=at)
    council = people.body(BodyKind.COUNCIL)

    with pytest.raises(RefusedError, match="Write the summary first"):
        make.asked(raised.concern, body, at=at)
    with pytest.raises(RefusedError, match="The council answers this concern itself"):
        make.asked(raised.concern, council, at=at)
    operations.sum_up(concern=raised.concern, summary="Late", has_words_shown=False, by=make.officer(at=at), at=at)

    assert make.asked(raised.concern, body, at=at).body == body


def test_answer_waits_for_a_body_until_its_day_is_over(at: datetime) -> None:
    raised, (body, _role) = make.summed_up(at=at), make.a_partner(at=at)
    make.asked(raised.concern, body, at=at)

    with pytest.raises(RefusedError, match="Northmoor Volunteer Centre has until Tuesday 14 July 2026 to reply"):
        make.answer(raised.concern, at=at + timedelta(days=27))
    answered = make.answer(raised.concern, at=at + timedelta(days=28))

    assert (answered.is_answered, answered.is_late_on(answered.answered_on)) == (True, False)  # type: ignore[arg-type]  # just answered


def test_reply_of_a_body_by_its_own_people_once(at: datetime) -> None:
    raised, (body, role) = make.summed_up(at=at), make.a_partner(at=at)
    _other, others_role = make.a_partner(at=at, name="Saltmarsh District")
    asked = make.asked(raised.concern, body, at=at)
    words = "We had moved.\nThe letter came back."

    for outsider in (others_role.person.actor, make.officer(at=at)):
        with pytest.raises(RefusedError, match="Only the people of Northmoor Volunteer Centre can reply for it"):
            operations.reply_for(reply=asked, words=words, by=outsider, at=at)
    written = operations.reply_for(reply=asked, words=words, by=role.person.actor, at=at)
    with pytest.raises(RefusedError, match="has replied already"):
        operations.reply_for(reply=asked, words="And more", by=role.person.actor, at=at)

    assert (written.words, written.replied_by) == (words, role.person)
    assert newest_letter() == ("accountability.concern_body_replied", "communities@weldmere.example")
    assert make.answer(raised.concern, at=at).is_answered


def test_reply_of_a_body_refused_after_its_day_and_after_the_answer(at: datetime) -> None:
    raised, (body, role) = make.summed_up(at=at), make.a_partner(at=at)
    asked = make.asked(raised.concern, body, at=at)
    later = at + timedelta(days=28)

    with pytest.raises(RefusedError, match="was over on 14 July 2026"):
        operations.reply_for(reply=asked, words="Late", by=role.person.actor, at=later)
    make.answer(raised.concern, at=later)
    with pytest.raises(RefusedError, match="This concern has been answered"):
        operations.reply_for(reply=asked, words="Later", by=role.person.actor, at=later)


def test_reply_of_a_body_without_people_here_is_typed_in_by_an_officer(at: datetime) -> None:
    raised, body = make.summed_up(at=at), people.body(BodyKind.NHS, name="Health Board")
    asked = make.asked(raised.concern, body, at=at)

    written = operations.reply_for(reply=asked, words="By letter", by=make.officer(at=at), at=at)

    assert written.words == "By letter"


def test_reply_of_the_person_is_printed_once_somebody_looked(at: datetime) -> None:
    raised = make.replied(at=at)
    before = raised.concern.public_reply

    seen = operations.look_at_reply(concern=raised.concern, is_shown=True, by=make.officer(at=at), at=at)
    with pytest.raises(RefusedError, match="Somebody has looked at this reply already"):
        operations.look_at_reply(concern=raised.concern, is_shown=False, by=make.officer(at=at), at=at)

    assert (before, seen.public_reply) == ("", "Thank you. Please tell the others who waited.")


def test_reply_of_the_person_is_never_printed_against_their_will(at: datetime) -> None:
    raised = make.replied(at=at, may_publish=MayPublish.SUMMARY)
    officer = make.officer(at=at)

    with pytest.raises(IntegrityError, match="accountability_concern_reply_shown"), transaction.atomic():
        operations.look_at_reply(concern=raised.concern, is_shown=True, by=officer, at=at)
    seen = operations.look_at_reply(concern=raised.concern, is_shown=False, by=officer, at=at)

    assert (seen.is_reply_seen, seen.public_reply) == (True, "")


def test_withdrawn_concern_prints_nothing_that_was_summed_up(at: datetime) -> None:
    raised = make.summed_up(at=at)
    before = (raised.concern.public_summary, raised.concern.public_words)

    withdrawn = by_person.withdraw(concern=raised.concern, by=raised.holder, at=at)

    assert before == (make.SUMMARY, make.WORDS)
    assert (withdrawn.public_summary, withdrawn.public_words) == ("", "")
