"""What people type at the desk for evidence, and what is said where something is wrong with it."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from commonweal.accountability.models import (
    Attestation,
    Filing,
    Note,
    Obstacle,
)
from commonweal.accountability.operations import filings as operations
from commonweal.accountability.states.filings import FilingStatus
from commonweal.people import kinds_of_role
from commonweal.people.models import Role
from tests.factories import evidence as make
from tests.factories import people
from tests.factories.evidence import Those
from tests.platform.personas import one_pixel

pytestmark = pytest.mark.django_db


DESK = "/desk/evidence/"
BRING = f"{DESK}small-2021/{make.DOCUMENT}/"


@pytest.fixture
def those(at: datetime) -> Those:
    return make.those(at=at)


def at_desk(role: Role) -> Client:
    return people.sign_in(Client(), role.person)


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


DAY = {"dated_on_day": "1", "dated_on_month": "6", "dated_on_year": "2026"}
FILE = {"title": "Report", "words": "Page 4", "shows": "WHOLE", "link": "https://www.example.org/r"} | DAY
ANSWERS = {
    "question": "Is it kept?",
    "asked_by": "The team",
    "asked_whom": "All groups",
    "asked_on_day": "1",
    "asked_on_month": "6",
    "asked_on_year": "2026",
    "asked": "1,200",
    "answered": "20",
    "agreed": "15",
    "words": "",
    "link": "",
}


def test_document_goes_through_the_desk(those: Those, at: datetime) -> None:
    make.commitment(at=at)
    upload = SimpleUploadedFile("report.png", one_pixel(), "image/png")

    filed = at_desk(those.filer).post(f"{BRING}file/", FILE | {"document": upload})
    filing = Filing.objects.get()
    accepted = at_desk(those.accepter).post(f"/desk/filings/{filing.reference}/accept/")

    assert (filed["Location"], accepted.status_code) == (f"/desk/filings/{filing.reference}/", 302)
    assert Filing.objects.get().status == FilingStatus.ACCEPTED


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"link": ""}, "Choose a file, or enter a link to the document"),
        ({"link": "www.example.org"}, "Enter the link in full, like https://www.example.org/report"),
        ({"link": "javascript:alert(1)"}, "Enter the link in full, like https://www.example.org/report"),
        ({"dated_on_year": "2027"}, "Enter the day of the document; it cannot be after today"),
        ({"shows": "ALL"}, "Choose how much it shows from those that are offered"),
        ({"title": "x" * 201}, "What the document is called must be 200 characters or fewer"),
    ],
)
def test_document_with_something_wrong(changes: dict[str, str], words: str, those: Those, at: datetime) -> None:
    make.commitment(at=at)

    answer = at_desk(those.filer).post(f"{BRING}file/", FILE | changes)

    assert (answer.status_code, Filing.objects.count()) == (422, 0)
    assert words in answer.content.decode()


def test_returned_document_is_filed_again_from_what_was_there(those: Those, at: datetime) -> None:
    filing = make.filed(those.filer, at=at)
    operations.return_(filing=filing, why="No date", by=those.accepter.person.actor, at=at)
    filer = at_desk(those.filer)

    shown = text(filer, f"{BRING}file/?again={filing.reference}")
    filer.post(f"{BRING}file/?again={filing.reference}", FILE)

    assert 'value="How the Crowd Fund went"' in shown
    assert Filing.objects.count() == 2
    assert "Returned to you" not in text(filer, DESK)


def test_answers_go_through_the_desk(those: Those, at: datetime) -> None:
    make.commitment(at=at)

    at_desk(those.accepter).post(f"{BRING}answers/", ANSWERS)
    at_desk(those.member).post(f"{BRING}answers/", ANSWERS)

    recorded = Attestation.objects.order_by("id").values_list("side", "asked", "answered", "agreed")
    assert list(recorded) == [("COUNCIL", 1200, 20, 15), ("SECTOR", 1200, 20, 15)]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"agreed": "21"}, "No more can agree than answered, and no more answer than were asked"),
        ({"asked": "a few"}, "Enter how many were asked as a whole number, like 25"),
        ({"answered": "-1"}, "Enter how many answered as a whole number, like 25"),
        ({"asked": "99999999999"}, "Enter how many were asked as a number below ten million"),
        ({"asked": ""}, "Enter how many were asked"),
        ({"asked_on_year": "2027"}, "Enter the day the answers were in; it cannot be after today"),
    ],
)
def test_answers_with_something_wrong(changes: dict[str, str], words: str, those: Those, at: datetime) -> None:
    make.commitment(at=at)

    answer = at_desk(those.accepter).post(f"{BRING}answers/", ANSWERS | changes)

    assert (answer.status_code, Attestation.objects.count()) == (422, 0)
    assert words in answer.content.decode()


def test_note_is_signed_and_withdrawn_at_the_desk(those: Those, at: datetime) -> None:
    make.commitment(at=at)
    member = at_desk(those.member)

    member.post(f"{BRING}note/", {"words": "We see it otherwise."})
    note = Note.objects.get()
    others = at_desk(those.accepter).get(f"/desk/notes/{note.reference}/withdraw/")
    member.post(f"/desk/notes/{note.reference}/withdraw/", {"why": "The year was wrong"})

    assert (others.status_code, Note.objects.get().withdrawn_why) == (404, "The year was wrong")


def test_note_of_somebody_with_two_offices_asks_in_which(those: Those, at: datetime) -> None:
    make.commitment(at=at)
    second = people.role(kinds_of_role.COMMUNITIES_OFFICER, at=at, who=those.accountable.person, where=those.council)
    client = at_desk(those.accountable)

    asked = client.post(f"{BRING}note/", {"words": "We see it otherwise."})
    client.post(f"{BRING}note/", {"words": "We see it otherwise.", "role": second.reference})

    assert asked.status_code == 422
    assert Note.objects.get().signed_as == "Communities officer, Small County Council"


def test_obstacle_is_reported_and_cleared_at_the_desk(those: Those, at: datetime) -> None:
    make.commitment(at=at)
    filer = at_desk(those.filer)

    unsaid = filer.post(f"{BRING}obstacle/", {"what": "No hall", "body": "else", "unblocker": ""})
    filer.post(f"{BRING}obstacle/", {"what": "No hall", "body": those.group.reference, "unblocker": ""})
    obstacle = Obstacle.objects.get()
    filer.post(f"/desk/obstacles/{obstacle.reference}/gone/", {"why": "A school lends its hall"})

    assert unsaid.status_code == 422
    assert (obstacle.unblocker, Obstacle.objects.get().gone_how) == ("Voices", "A school lends its hall")
