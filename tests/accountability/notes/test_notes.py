"""Signed notes: who may sign, nobody but the author takes one back, and no note moves a status."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from commonweal.accountability.models import Note, StatusStep
from commonweal.accountability.operations import notes as operations
from commonweal.accountability.presenters import brought
from commonweal.accountability.queries import notes as queries
from commonweal.accountability.states.statuses import Standing
from commonweal.core import personal
from commonweal.core.personal import DataSubject, Due
from commonweal.core.rules import RefusedError
from commonweal.people import kinds_of_role
from commonweal.ui.pages import broken_constraint
from tests.factories import evidence as make
from tests.factories import people
from tests.factories.evidence import Those

pytestmark = pytest.mark.django_db

HOLDING = personal.holding("accountability.notes")


@pytest.fixture
def those(at: datetime) -> Those:
    return make.those(at=at)


ANY_COMMITMENT = {
    kinds_of_role.COMMUNITIES_OFFICER,
    kinds_of_role.GRANT_OFFICER,
    kinds_of_role.ACCOUNTABLE_OFFICER,
    kinds_of_role.STEERING_MEMBER,
}
THEIR_OWN = {kinds_of_role.PARTNER_LEAD, kinds_of_role.PARTNER_OFFICER}


@pytest.mark.parametrize("owns", [True, False])
@pytest.mark.parametrize("kind", [each.name for each in kinds_of_role.ALL])
def test_who_may_sign(kind: str, owns: bool, those: Those, at: datetime) -> None:
    found = next(each for each in kinds_of_role.ALL if each.name == kind)
    where = those.council if those.council.kind in found.bodies else people.body(found.bodies[0], name="Their body")
    role = people.role(kind, at=at, where=where)
    if owns:
        make.give(make.DOCUMENT, where, at=at)

    if kind in ANY_COMMITMENT or (owns and kind in THEIR_OWN):
        assert make.note(role, at=at).signed_as == f"{found.title}, {where.name}"
    else:
        with pytest.raises(RefusedError):
            make.note(role, at=at)


def test_note_is_not_signed_in_the_office_of_another(those: Those, at: datetime) -> None:
    found = make.commitment(at=at)

    with pytest.raises(RefusedError) as refused:
        operations.write(
            commitment=found, words="Mine", role=those.member.reference, by=those.filer.person.actor, at=at
        )

    assert refused.value.refused.reason == "Choose one of the offices that you hold"


@pytest.mark.parametrize("role", ["filer", "accountable", "member"])
def test_nobody_but_the_author_withdraws(role: str, those: Those, at: datetime) -> None:
    note = make.note(those.accepter, at=at)

    with pytest.raises(RefusedError) as refused:
        operations.withdraw(note=note, why="We disagree", by=getattr(those, role).person.actor, at=at)

    assert refused.value.refused.reason.startswith("Only the person who signed this note can withdraw it.")
    assert Note.objects.get().is_withdrawn is False


def test_note_is_printed_unedited_under_name_and_office(those: Those, at: datetime) -> None:
    words = "<script>alert('x')</script>\n=SUM(A1)\n\u202eевил"
    make.note(those.member, at=at, words=words)

    (shown,) = brought.signed(queries.public_for(make.commitment(at=at)))

    assert (shown.words, shown.signature) == (
        words,
        "Esi Voice, Member of the Steering Group, Voices, 17 June 2026",
    )


def test_withdrawn_note_says_so_and_why_and_is_silent_otherwise(those: Those, at: datetime) -> None:
    note = make.note(those.member, at=at)

    operations.withdraw(note=note, why="I had the wrong year", by=those.member.person.actor, at=at)

    (shown,) = brought.signed(queries.public_for(make.commitment(at=at)))
    assert (shown.words, shown.signature, shown.withdrawn) == (
        "",
        "Member of the Steering Group, Voices, 17 June 2026",
        "Withdrawn on 17 June 2026: I had the wrong year",
    )


def test_note_moves_no_status(those: Those, at: datetime) -> None:
    before = make.standing_of(make.DOCUMENT, at=at)
    steps = StatusStep.objects.count()
    make.note(those.accepter, at=at, words="It is kept. I say so.")

    after = make.standing_of(make.DOCUMENT, at=at + timedelta(minutes=1))

    assert before == after
    assert after[0] == Standing.NO_CURRENT_EVIDENCE
    assert StatusStep.objects.count() == steps


# What is kept of people.


def test_author_finds_the_note_and_is_told_why_it_stays(those: Those, at: datetime) -> None:
    note = make.note(those.accepter, at=at)
    subject = DataSubject(person_key=those.accepter.person.reference)

    (found,) = HOLDING.find(subject)
    erasure = HOLDING.erase(subject, by=make.SYSTEM, at=at)

    assert (found.reference, found.items[1].words) == (note.reference, "The report is late: staff were ill.")
    assert [kept.reference for kept in erasure.kept] == [note.reference]


def test_words_of_a_withdrawn_note_go_after_their_time(those: Those, at: datetime) -> None:
    stays, goes = make.note(those.accepter, at=at, words="Stays"), make.note(those.accepter, at=at, words="Goes")
    operations.withdraw(note=goes, why="Wrong year", by=those.accepter.person.actor, at=at)

    due = list(HOLDING.expired((at + timedelta(days=1)).date()))
    HOLDING.dispose(goes.reference, by=make.SYSTEM, at=at)
    HOLDING.dispose(goes.reference, by=make.SYSTEM, at=at)

    assert due == [Due(goes.reference, at.date())]
    assert sorted(Note.objects.values_list("words", flat=True)) == ["", "Stays"]
    with pytest.raises(RefusedError):
        operations.empty(note=stays, by=make.SYSTEM, at=at)


@pytest.mark.parametrize(
    ("breach", "name"),
    [
        ({"words": ""}, "accountability_note_words"),
        ({"signed_as": ""}, "accountability_note_words"),
        ({"withdrawn_why": "Because"}, "accountability_note_withdrawn"),
    ],
)
def test_database_refuses(breach: dict[str, Any], name: str, those: Those, at: datetime) -> None:
    note = make.note(those.accepter, at=at)

    with pytest.raises(IntegrityError) as error, transaction.atomic():
        make.kept_otherwise(note, **breach)

    broken = broken_constraint(error.value)
    assert broken is not None
    assert broken.name == name
