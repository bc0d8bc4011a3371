"""Every file that comes with a message: kept with its request, seen by who may, and gone when the request is erased."""

from __future__ import annotations

import io
import re
from datetime import datetime
from email.message import EmailMessage

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from commonweal.accountability import mail as reading
from commonweal.accountability.models import Enclosure, FormatRequest
from commonweal.accountability.operations import format_line
from commonweal.accountability.operations import formats as operations
from commonweal.core import files
from commonweal.core.actors import Actor
from commonweal.core.files import StoredFile
from commonweal.messaging.models import Letter
from commonweal.people.models import Person
from tests.accountability.test_mail import written
from tests.accountability.test_operations import photo
from tests.factories import accountability as make
from tests.factories import people as make_people
from tests.publishing.answers import content_of

pytestmark = pytest.mark.django_db

A_PROGRAM = b"MZ\x90\x00 a program"


def message(*contents: bytes) -> EmailMessage:
    one = written()
    for number, content in enumerate(contents, start=1):
        one.add_attachment(content, maintype="image", subtype="jpeg", filename=f"page-{number}.jpg")
    return one


def take(one: EmailMessage, at: datetime) -> tuple[FormatRequest, bool]:
    """The request that became of a message, and whether it holds all of it."""
    mail = reading.read(one.as_bytes(), at=at)
    assert mail is not None
    is_whole = format_line.take_mail(mail=mail, by=Actor.system("tests.fetcher"), at=at)
    return FormatRequest.objects.get(), is_whole


def letter(kind: str) -> str:
    return Letter.objects.get(kind=f"accountability.{kind}").text


def key_of(text: str) -> str:
    found = re.search(r"/another-format/([^/]+)/", text)
    assert found is not None
    return found[1]


def test_every_file_is_kept_in_order(at: datetime) -> None:
    page = photo().read()

    asked, is_whole = take(message(page, page, page), at)

    assert is_whole
    assert [stored.name for stored in asked.files] == ["page-1.jpg", "page-2.jpg", "page-3.jpg"]
    assert "could not keep" not in letter("format_received")


def test_what_is_not_kept_is_told_with_the_reason(at: datetime) -> None:
    asked, is_whole = take(message(A_PROGRAM, photo().read()), at)

    told, for_the_team = letter("format_received"), letter("format_for_the_team")
    with pytest.raises(files.UploadRefusedError) as refusal:
        files.accept(SimpleUploadedFile("page-1.jpg", A_PROGRAM), kinds=operations.DOCUMENT_KINDS, at=at)
    assert not is_whole
    assert [stored.name for stored in asked.files] == ["page-2.jpg"]
    for said in (told, for_the_team):
        assert f"page-1.jpg: {refusal.value}" in " ".join(said.split())


def test_more_files_than_we_keep(at: datetime) -> None:
    page = photo().read()

    asked, is_whole = take(message(*[page] * (format_line.MOST_FILES + 1)), at)

    assert (len(asked.files), is_whole) == (format_line.MOST_FILES, False)
    assert "page-11.jpg: we keep 10 files of a message" in letter("format_received")


def test_holder_and_officer_are_sent_each_file_and_no_other(client: Client, at: datetime) -> None:
    officer = make.officer(at=at)
    asked, _is_whole = take(message(photo().read(), photo().read()), at)
    key = key_of(letter("format_received"))
    person = Person.objects.get(reference=officer.key)
    desk = make_people.sign_in(Client(), person)

    def status(of: Client, page: str, number: int, **where: str) -> int:
        answer = of.get(reverse(f"accountability:{page}", kwargs={"number": number, **where}))
        content_of(answer)
        return answer.status_code

    numbers = (0, 1, 2, 3, 99_999)
    by_key = [status(client, "format_document", number, key=key) for number in numbers]
    at_desk = [status(desk, "desk_document", number, ref=asked.reference) for number in numbers]

    assert by_key == at_desk == [404, 200, 200, 404, 404]
    shown = client.get(reverse("accountability:format_record", kwargs={"key": key})).content.decode()
    assert ("Your files" in shown, "page-2.jpg" in shown) == (True, True)


def test_every_file_goes_when_the_request_is_erased(at: datetime) -> None:
    asked, _is_whole = take(message(photo().read(), photo().read()), at)
    assert StoredFile.objects.count() == 2

    emptied = operations.erase(asked=asked, by=make.officer(at=at), at=at)

    assert (StoredFile.objects.count(), Enclosure.objects.count(), emptied.files) == (0, 0, [])


@pytest.mark.parametrize(
    ("constraint", "number"),
    [("accountability_enclosure_number", 1), ("accountability_enclosure_once|number", 2)],
)
def test_constraint_of_enclosures(constraint: str, number: int, at: datetime) -> None:
    asked, _is_whole = take(message(photo().read(), photo().read()), at)
    content = SimpleUploadedFile("page.jpg", io.BytesIO(photo().read()).getvalue())
    stored = files.accept(content, kinds=operations.DOCUMENT_KINDS, at=at)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Enclosure.objects.create(request=asked, number=number, document=stored)
