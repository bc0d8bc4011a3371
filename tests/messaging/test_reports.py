"""What other mail servers report of letters: bounces and complaints, true, forged, broken, twice."""

from __future__ import annotations

import mailbox
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from commonweal.core.actors import Actor
from commonweal.core.digests import contact_digest
from commonweal.core.journeys import steps_of
from commonweal.messaging import fetching, operations, queries, reports
from commonweal.messaging.mailboxes import CannotFetchError, Maildir
from commonweal.messaging.models import DeliveryReport, Letter, ReturnedAddress, Source, TopicChoice
from commonweal.messaging.reports import Report
from commonweal.messaging.states import Delivery
from tests.factories import messaging as make

FETCHER = Actor.system("tests.fetcher")

BOUNCE = """\
Return-Path: <>
From: Mail Delivery System <MAILER-DAEMON@mx.example>
To: no-reply@commonweal.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

I could not deliver your message.

--B
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example
Arrival-Date: Wed, 17 Jun 2026 09:31:00 +0100

Final-Recipient: rfc822; ann@example.org
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 no such user ann@example.org

--B
Content-Description: Undelivered Message Headers
Content-Type: {part}

From: Commonweal <no-reply@commonweal.example>
To: ann@example.org
Message-ID: <{message_id}>
Subject: We have your request

--B--
"""

COMPLAINT = """\
From: abuse@mail.example
To: no-reply@commonweal.example
Subject: FW: Room at Mill Hall
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="C"

--C
Content-Type: text/plain

This is an e-mail abuse report.

--C
Content-Type: message/feedback-report

Feedback-Type: {kind}
User-Agent: Feedback/1.0
Version: 1

--C
Content-Type: message/rfc822

From: Commonweal <no-reply@commonweal.example>
Message-ID: <{message_id}>
Subject: Room at Mill Hall

There is room at Mill Hall.

--C--
"""


def bounce(
    message_id: str, *, action: str = "failed", status: str = "5.1.1", part: str = "text/rfc822-headers"
) -> bytes:
    return BOUNCE.format(message_id=message_id, action=action, status=status, part=part).encode()


def complaint(message_id: str, *, kind: str = "abuse") -> bytes:
    return COMPLAINT.format(message_id=message_id, kind=kind).encode()


def _note(letter: Letter, delivery: Delivery, *, at: datetime, code: str = "") -> DeliveryReport | None:
    return operations.note_report(
        message_id=letter.message_id, delivery=delivery, source=Source.MAILBOX, code=code, by=FETCHER, at=at
    )


# Reading.


@pytest.mark.parametrize("part", ["text/rfc822-headers", "message/rfc822"])
@pytest.mark.parametrize(
    ("action", "status", "delivery"),
    [
        ("failed", "5.1.1", Delivery.BOUNCED),
        ("Failed (no such user)", "5.1.1 (unknown)", Delivery.BOUNCED),
        ("delayed", "4.4.1", Delivery.DELAYED),
        ("delivered", "2.0.0", Delivery.DELIVERED),
    ],
)
def test_delivery_report_is_read(part: str, action: str, status: str, delivery: Delivery) -> None:
    content = bounce("a1@commonweal.example", action=action, status=status, part=part)

    assert reports.read(content) == Report("a1@commonweal.example", delivery, status[:5])


def test_complaint_is_read() -> None:
    assert reports.read(complaint("a1@commonweal.example")) == Report(
        "a1@commonweal.example", Delivery.COMPLAINED, "abuse"
    )


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"Subject: Hello\r\n\r\nWhen is the hall open?\r\n",
        b"Subject: Out of office\nAuto-Submitted: auto-replied\n\nI am away.\n",
        bounce("a1@commonweal.example", action="relayed"),
        bounce("").replace(b"Message-ID: <>", b"Message-ID:"),
        complaint("a1@commonweal.example", kind="not-spam"),
        bounce("a1@commonweal.example").replace(b"report-type=delivery-status", b"report-type=disposition"),
        bounce("a1@commonweal.example")[:300],
        bounce("a1@commonweal.example").replace(b"Content-Type: message/delivery-status", b"Content-Type: image/png"),
        b"Content-Type: multipart/report; report-type=delivery-status; boundary=\n\n--\n",
    ],
)
def test_what_is_no_report_says_nothing(content: bytes) -> None:
    assert reports.read(content) is None


@pytest.mark.parametrize("cut", range(0, 1000, 97))
def test_report_that_is_cut_anywhere_is_read_or_is_none(cut: int) -> None:
    found = reports.read(bounce("a1@commonweal.example")[:cut])

    assert found in {None, Report("a1@commonweal.example", Delivery.BOUNCED, "5.1.1")}


# Noting.


@pytest.mark.django_db
def test_bounce_is_kept_with_the_letter_and_the_address_is_remembered_by_its_digest(at: datetime) -> None:
    letter = make.sent(at=at)

    _note(letter, Delivery.BOUNCED, code="5.1.1", at=at)
    _note(make.sent(at=at), Delivery.BOUNCED, code="5.1.1", at=at + timedelta(days=1))

    letter.refresh_from_db()
    assert (letter.status, letter.delivery) == ("SENT", "BOUNCED")
    assert list(ReturnedAddress.objects.values_list("contact_digest", "since_at", "last_at", "times")) == [
        (contact_digest(make.READER), at, at + timedelta(days=1), 2)
    ]


@pytest.mark.django_db
def test_report_that_comes_twice_is_noted_once(at: datetime) -> None:
    letter = make.sent(at=at)

    for _time in range(2):
        _note(letter, Delivery.BOUNCED, code="5.1.1", at=at)

    assert (DeliveryReport.objects.count(), ReturnedAddress.objects.get().times) == (1, 1)


@pytest.mark.django_db
def test_report_about_a_letter_that_is_not_ours_or_was_never_sent_changes_nothing(at: datetime) -> None:
    waiting, sent = make.queued(at=at), make.sent(at=at)
    forged = Letter(message_id="forged@commonweal.example")

    noted = [_note(letter, Delivery.BOUNCED, at=at) is not None for letter in (forged, waiting, sent)]

    waiting.refresh_from_db()
    assert (noted, waiting.delivery) == ([False, False, True], "UNKNOWN")
    assert DeliveryReport.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("heard", "stands"),
    [
        ((Delivery.DELAYED, Delivery.DELIVERED), "DELIVERED"),
        ((Delivery.DELIVERED, Delivery.BOUNCED), "BOUNCED"),
        ((Delivery.BOUNCED, Delivery.DELIVERED), "BOUNCED"),
        ((Delivery.DELIVERED, Delivery.COMPLAINED), "COMPLAINED"),
        ((Delivery.COMPLAINED, Delivery.DELAYED), "COMPLAINED"),
    ],
)
def test_loudest_report_stands_in_whatever_order_they_come(
    heard: tuple[Delivery, ...], stands: str, at: datetime
) -> None:
    letter = make.sent(at=at)

    for delivery in heard:
        _note(letter, delivery, at=at)

    letter.refresh_from_db()
    assert (letter.delivery, letter.reports.count()) == (stands, 2)


@pytest.mark.django_db
def test_letter_that_arrives_later_clears_its_address(at: datetime) -> None:
    _note(make.sent(at=at), Delivery.BOUNCED, at=at)
    later = make.sent(at=at)

    _note(later, Delivery.DELIVERED, at=at)

    assert ReturnedAddress.objects.count() == 0


@pytest.mark.django_db
def test_owner_who_types_in_a_code_from_a_letter_clears_the_address(at: datetime) -> None:
    _note(make.sent(at=at), Delivery.BOUNCED, at=at)
    before = ReturnedAddress.objects.count()

    operations.note_address_works(contact_digest=contact_digest(make.READER), by=FETCHER, at=at)

    assert (before, ReturnedAddress.objects.count()) == (1, 0)


@pytest.mark.django_db
def test_complaint_about_an_optional_letter_stops_its_topic_and_one_about_a_needed_letter_stops_nothing(
    at: datetime,
) -> None:
    optional, needed = make.sent(at=at, draft=make.news()), make.sent(at=at)

    for letter in (optional, needed):
        _note(letter, Delivery.COMPLAINED, code="abuse", at=at)

    assert list(TopicChoice.objects.values_list("topic", "when")) == [("tests.news", "NEVER")]
    assert make.queued(at=at, draft=make.news()).status == "UNWANTED"
    assert make.queued(at=at).status == "QUEUED"


@pytest.mark.django_db
def test_report_of_a_held_letter_shows_that_it_was_sent(at: datetime) -> None:
    letter = make.held(at=at)

    _note(letter, Delivery.BOUNCED, at=at)

    letter.refresh_from_db()
    assert (letter.status, letter.delivery, steps_of(letter).last().move) == ("SENT", "BOUNCED", "settle")  # type: ignore[union-attr]  # it has steps


@pytest.mark.django_db
@pytest.mark.parametrize(
    "breach", [{"delivery": "LOST"}, {"source": "RUMOUR"}, {"delivery": "DELIVERED", "code": "2.0.0"}]
)
def test_database_refuses_a_report_that_cannot_be(breach: dict[str, Any], at: datetime) -> None:
    letter = make.sent(at=at)
    _note(letter, Delivery.BOUNCED, code="5.1.1", at=at)
    _note(letter, Delivery.DELIVERED, code="2.0.0", at=at)

    with pytest.raises(IntegrityError), transaction.atomic():
        DeliveryReport.objects.filter(code="5.1.1").update(**breach)

    assert DeliveryReport.objects.count() == 2


# Fetching, from a maildir as a mail server on this machine fills it.


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    mailbox.Maildir(str(tmp_path / "bounces"), create=True)
    return tmp_path / "bounces"


def _deliver(folder: Path, *contents: bytes) -> None:
    box = mailbox.Maildir(str(folder))
    for content in contents:
        box.add(content)


@pytest.mark.django_db
def test_reports_in_a_maildir_are_noted_and_deleted_and_the_rest_is_left_as_seen(folder: Path, at: datetime) -> None:
    letter = make.sent(at=at)
    question = EmailMessage()
    question["Subject"] = "When is the hall open?"
    _deliver(folder, bounce(letter.message_id), bytes(question), bounce("forged@commonweal.example"))

    first = fetching.fetch(Maildir(folder), by=FETCHER, at=at)
    second = fetching.fetch(Maildir(folder), by=FETCHER, at=at)

    letter.refresh_from_db()
    left = mailbox.Maildir(str(folder))
    assert (first, second, letter.delivery) == ((1, 2), (0, 0), "BOUNCED")
    assert sorted((str(each["Subject"]), each.get_flags()) for each in left) == [
        ("Undelivered Mail Returned to Sender", "S"),
        ("When is the hall open?", "S"),
    ]


@pytest.mark.django_db
def test_report_that_was_noted_before_a_worker_was_killed_is_noted_once(folder: Path, at: datetime) -> None:
    letter = make.sent(at=at)
    _deliver(folder, bounce(letter.message_id), bounce(letter.message_id))
    _note(letter, Delivery.BOUNCED, code="5.1.1", at=at)

    fetched = fetching.fetch(Maildir(folder), by=FETCHER, at=at)

    assert (fetched, DeliveryReport.objects.count()) == ((2, 0), 1)


def test_maildir_that_is_not_there_says_so(tmp_path: Path, at: datetime) -> None:
    with pytest.raises(CannotFetchError, match="no maildir"):
        fetching.fetch(Maildir(tmp_path / "nowhere"), by=FETCHER, at=at)


@pytest.mark.django_db
def test_reports_are_shown_to_officers_with_the_letter(at: datetime) -> None:
    letter = make.sent(at=at)

    _note(letter, Delivery.BOUNCED, code="5.1.1", at=at)

    assert [(each.delivery, each.code) for each in queries.reports_of(letter)] == [("BOUNCED", "5.1.1")]
    assert list(queries.came_back()) == [letter]
