"""Letters about documents, documents that nobody is left to accept, and what is kept of people by them."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.files.uploadedfile import SimpleUploadedFile

from commonweal.accountability.models import Filing
from commonweal.accountability.operations import filings as operations
from commonweal.accountability.work import filings as work
from commonweal.core import personal
from commonweal.core.actors import Actor
from commonweal.core.files import StoredFile
from commonweal.core.personal import DataSubject, Due
from commonweal.core.rules import RefusedError
from commonweal.messaging.models import Letter
from commonweal.people import kinds_of_role
from commonweal.people.models import Role
from commonweal.privacy import cases
from tests.factories import evidence as make
from tests.factories import people
from tests.factories.evidence import Those
from tests.platform.personas import one_pixel

pytestmark = pytest.mark.django_db


@pytest.fixture
def those(at: datetime) -> Those:
    return make.those(at=at)


def written() -> list[str]:
    return sorted(Letter.objects.values_list("kind", flat=True))


def give_address(role: Role, address: str) -> None:
    EmailAddress.objects.create(user=role.person, email=address, verified=True, primary=True)


def test_letters_go_to_who_can_accept_and_back_to_who_filed(those: Those, at: datetime) -> None:
    for role, address in ((those.filer, "filer@people.example"), (those.accepter, "accepter@people.example")):
        give_address(role, address)

    filing = make.filed(those.filer, at=at)
    asked = [(letter.kind, letter.to) for letter in Letter.objects.all()]
    operations.return_(filing=filing, why="It has no date", by=those.accepter.person.actor, at=at)
    back = Letter.objects.get(kind="accountability.filing_returned")

    assert asked == [("accountability.filing_waits", "accepter@people.example")]
    assert back.to == "filer@people.example"
    assert "It has no date" in back.text


def test_letter_when_a_document_is_set_aside(those: Those, at: datetime) -> None:
    give_address(those.filer, "filer@people.example")

    filing = make.accepted(those.filer, second=those.accepter, at=at)

    operations.set_aside(filing=filing, why="It is about another fund", by=those.accepter.person.actor, at=at)

    assert "accountability.filing_set_aside" in written()


def test_document_is_adrift_when_nobody_can_accept_it(at: datetime) -> None:
    role = people.role(kinds_of_role.COMMUNITIES_OFFICER, at=at)
    filing = make.filed(role, at=at)
    alone = [item.reference for item in work.adrift(at)]

    second = people.role(kinds_of_role.ACCOUNTABLE_OFFICER, at=at)

    assert (alone, list(work.adrift(at))) == ([filing.reference], [])
    work.hand_over(filing.reference, to=second.person, by=make.SYSTEM, at=at)
    with pytest.raises(RefusedError):
        work.hand_over(filing.reference, to=role.person, by=make.SYSTEM, at=at)


def test_visitor_does_nothing(those: Those, at: datetime) -> None:
    filing = make.filed(those.filer, at=at)

    for name in ("accept", "withdraw"):
        with pytest.raises(RefusedError):
            getattr(operations, name)(filing=filing, by=Actor.visitor(), at=at)


def test_document_that_waits_can_be_asked_for_by_law(those: Those, at: datetime) -> None:
    upload = SimpleUploadedFile("report.png", one_pixel(), "image/png")
    filing = make.filed(those.filer, at=at, document=upload)
    kind = cases.kind_of("accountability.filing")

    document, file = kind.documents(filing.reference)

    assert (kind.exists(filing.reference), kind.exists("FE-2222-2222")) == (True, False)
    assert "Page 4 says what became of each project." in {passage.words for passage in document.passages}
    assert file.file == filing.document_id


# What is kept of people.


def test_who_filed_finds_the_document_and_is_told_why_it_stays(those: Those, at: datetime) -> None:
    filing = make.accepted(those.filer, second=those.accepter, at=at)
    holding = personal.holding("accountability.filings")

    subjects = [DataSubject(person_key=role.person.reference) for role in (those.filer, those.accepter)]
    found = [list(holding.find(subject)) for subject in subjects]
    kept = holding.erase(subjects[0], by=make.SYSTEM, at=at).kept

    assert [[record.reference for record in records] for records in found] == [[filing.reference]] * 2
    assert [each.reference for each in kept] == [filing.reference]
    assert list(holding.find(DataSubject())) == []


def test_document_goes_after_its_time_once_it_counts_for_nothing(those: Those, at: datetime) -> None:
    upload = SimpleUploadedFile("report.png", one_pixel(), "image/png")
    holding = personal.holding("accountability.filings")
    by = those.accepter.person.actor
    stays = make.accepted(those.filer, second=those.accepter, at=at)
    goes = make.accepted(those.filer, second=those.accepter, at=at, document=upload, link="")
    operations.set_aside(filing=goes, why="It is about another fund", by=by, at=at)

    due = list(holding.expired((at + timedelta(days=1)).date()))
    holding.dispose(goes.reference, by=make.SYSTEM, at=at)
    holding.dispose(goes.reference, by=make.SYSTEM, at=at)

    assert due == [Due(goes.reference, at.date())]
    assert (Filing.objects.get(pk=goes.pk).document, StoredFile.objects.count()) == (None, 0)
    with pytest.raises(RefusedError):
        operations.empty(filing=stays, by=make.SYSTEM, at=at)
