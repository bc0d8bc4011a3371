"""Letters by GOV.UK Notify: sent once whatever it answers, and what its callback says is checked before it counts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from commonweal.core import jobs
from commonweal.core.days import LONDON
from commonweal.core.jobs import Job
from commonweal.messaging.models import DeliveryReport, Letter, ProviderNotice
from commonweal.messaging.notify import without_signs
from tests.factories import messaging as make
from tests.messaging.conftest import Server
from tests.messaging.notify_service import KEY, TEMPLATE, NotifyService, open_notify

TOKEN = "a-token-that-only-notify-knows"

pytestmark = [pytest.mark.django_db, pytest.mark.real_time]


@pytest.fixture
def notify(settings: Any) -> Iterator[NotifyService]:
    with open_notify() as service:
        settings.MAIL_SERVER = Server("notify", host=TEMPLATE, user=KEY)
        settings.NOTIFY_ADDRESS = service.address
        settings.NOTIFY_TOKEN = TOKEN
        yield service


def _drain_after(wait: timedelta) -> None:
    with time_machine.travel(datetime.now(tz=LONDON) + wait, tick=True):
        jobs.drain()


def _state(letter: Letter) -> tuple[str, int]:
    letter.refresh_from_db()
    return letter.status, letter.attempts


# Sending.


def test_letter_is_an_email_from_the_one_template(notify: NotifyService, at: datetime) -> None:
    letter = make.queued(at=at, draft=make.news())

    jobs.drain()

    sent = notify.taken[0]
    assert _state(letter) == ("SENT", 1)
    assert {
        name: sent[name] for name in ("email_address", "template_id", "reference", "one_click_unsubscribe_url")
    } == {
        "email_address": make.READER,
        "template_id": TEMPLATE,
        "reference": letter.message_id,
        "one_click_unsubscribe_url": f"http://127.0.0.1:8000/account/messages/stop/{make.stop_key()}/",
    }
    assert sent["personalisation"]["subject"] == "Room at Mill Hall"
    assert "There is room at Mill Hall." in sent["personalisation"]["body"]


@pytest.mark.parametrize(
    ("refusal", "status"),
    [
        ("no-address", "FAILED"),
        ("team-only", "QUEUED"),
        ("trial", "QUEUED"),
        ("clock", "QUEUED"),
        ("key", "QUEUED"),
        ("rate", "QUEUED"),
        ("limit", "QUEUED"),
        ("broken", "HANDING_OVER"),
    ],
)
def test_letter_that_notify_refuses_is_tried_again_unless_it_never_can_be_sent(
    refusal: str, status: str, notify: NotifyService, at: datetime
) -> None:
    letter = make.queued(at=at)
    notify.refuses = refusal

    jobs.drain()
    first = _state(letter)[0]
    notify.refuses = ""
    _drain_after(timedelta(minutes=5))
    _drain_after(timedelta(minutes=30))

    assert first == status
    assert (_state(letter)[0], len(notify.taken)) == (("FAILED", 0) if status == "FAILED" else ("SENT", 1))


@pytest.mark.parametrize("moment", ["before", "after"])
def test_letter_in_doubt_is_asked_about_by_its_reference_before_it_is_sent_again(
    moment: str, notify: NotifyService, at: datetime
) -> None:
    letter = make.queued(at=at)
    notify.hangs_up = moment

    jobs.drain()
    first = _state(letter)[0]
    notify.hangs_up = ""
    _drain_after(timedelta(minutes=5))
    _drain_after(timedelta(minutes=30))

    assert (first, _state(letter)[0], len(notify.taken)) == ("HANDING_OVER", "SENT", 1)
    assert f"reference={letter.message_id.replace('@', '%40')}" in notify.asked[0]


def test_letter_in_doubt_waits_while_notify_cannot_be_asked(notify: NotifyService, at: datetime) -> None:
    letter = make.queued(at=at)
    notify.hangs_up = "after"
    jobs.drain()

    notify.refuses = "broken"
    _drain_after(timedelta(minutes=5))
    meanwhile = _state(letter)[0]
    notify.refuses = notify.hangs_up = ""
    _drain_after(timedelta(hours=1))

    assert (meanwhile, _state(letter)[0], len(notify.taken)) == ("HANDING_OVER", "SENT", 1)


def test_letter_waits_when_notify_is_not_there(notify: NotifyService, settings: Any, at: datetime) -> None:
    letter = make.queued(at=at)
    settings.NOTIFY_ADDRESS = "http://127.0.0.1:1"

    jobs.drain()
    settings.NOTIFY_ADDRESS = notify.address
    _drain_after(timedelta(minutes=5))
    _drain_after(timedelta(minutes=30))

    assert (_state(letter)[0], len(notify.taken)) == ("SENT", 1)


def test_words_hold_no_markup_of_notifys_own() -> None:
    text = "# Heading\n^ panel\n* bullet\n---\n[press](https://thief.example)\nplain\n"

    assert without_signs(text) == ("\\# Heading\n\\^ panel\n* bullet\n\\---\n\\[press](https://thief.example)\nplain\n")


# The callback.


def _call(client: Client, body: object, *, token: str = TOKEN) -> int:
    answer = client.post(
        reverse("messaging:notify_callback"),
        json.dumps(body) if not isinstance(body, bytes) else body,
        content_type="application/json",
        headers={"Authorization": f"Bearer {token}"},
    )
    return answer.status_code


def _receipt(notification: str, status: str) -> dict[str, str]:
    """As Notify's documentation has a delivery receipt."""
    return {
        "id": notification,
        "reference": "12345678",
        "to": make.READER,
        "status": status,
        "created_at": "2026-06-17T08:30:00.000000Z",
        "completed_at": "2026-06-17T08:30:05.000000Z",
        "sent_at": "2026-06-17T08:30:01.000000Z",
        "notification_type": "email",
        "template_id": TEMPLATE,
        "template_version": "1",
    }


@pytest.fixture
def sent(notify: NotifyService, at: datetime) -> Letter:
    letter = make.queued(at=at)
    jobs.drain()
    letter.refresh_from_db()
    return letter


@pytest.mark.parametrize(
    ("status", "delivery"),
    [
        ("delivered", "DELIVERED"),
        ("permanent-failure", "BOUNCED"),
        ("temporary-failure", "BOUNCED"),
        ("technical-failure", "BOUNCED"),
        ("sending", "UNKNOWN"),
    ],
)
def test_receipt_is_stored_answered_and_counts_once_notify_was_asked(
    status: str, delivery: str, sent: Letter, notify: NotifyService, client: Client
) -> None:
    notification = notify.become(sent.message_id, status)

    answered = _call(client, _receipt(notification, status))
    sent.refresh_from_db()
    before = sent.delivery
    jobs.drain()

    sent.refresh_from_db()
    assert (answered, before, sent.delivery) == (204, "UNKNOWN", delivery)
    assert f"/v2/notifications/{notification}" in notify.asked


def test_receipt_that_comes_again_changes_nothing(sent: Letter, notify: NotifyService, client: Client) -> None:
    notification = notify.become(sent.message_id, "permanent-failure")

    for _time in range(3):
        _call(client, _receipt(notification, "permanent-failure"))
        jobs.drain()

    assert (ProviderNotice.objects.count(), DeliveryReport.objects.count()) == (1, 1)
    assert Job.objects.filter(name="messaging.check_notice").count() == 1


def test_receipt_that_lies_is_believed_as_far_as_notify_bears_it_out(
    sent: Letter, notify: NotifyService, client: Client
) -> None:
    notification = notify.become(sent.message_id, "delivered")

    _call(client, _receipt(notification, "permanent-failure"))
    _call(client, _receipt("740e5834-3a29-46b4-9a6f-16142fde533a", "permanent-failure"))
    jobs.drain()

    sent.refresh_from_db()
    assert (sent.delivery, ProviderNotice.objects.filter(checked_at=None).count()) == ("DELIVERED", 0)


@pytest.mark.parametrize("token", ["", "another", TOKEN[:-1], f"{TOKEN} ", "é"])
def test_callback_without_the_token_is_not_there(
    token: str, sent: Letter, notify: NotifyService, client: Client
) -> None:
    notification = notify.become(sent.message_id, "delivered")

    refused = _call(client, _receipt(notification, "delivered"), token=token)
    stored = ProviderNotice.objects.count()
    taken = _call(client, _receipt(notification, "delivered"))

    assert (refused, stored, taken) == (404, 0, 204)


def test_callback_is_not_there_where_no_token_is_set(settings: Any, client: Client) -> None:
    settings.NOTIFY_TOKEN = ""

    assert _call(client, _receipt("740e5834-3a29-46b4-9a6f-16142fde533a", "delivered"), token="") == 404


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"x"', b'{"id": "x", "status": "y"}', b'{"id": 5}', b"[" * 9_000])
def test_callback_with_anything_else_in_it_says_what_to_send(
    body: bytes, notify: NotifyService, client: Client
) -> None:
    assert _call(client, body) == 400


def test_callback_keeps_nobodys_address(sent: Letter, notify: NotifyService, client: Client) -> None:
    _call(client, _receipt(notify.become(sent.message_id, "delivered"), "delivered"))

    notice = ProviderNotice.objects.get()
    assert make.READER not in str(vars(notice)) + str(Job.objects.values_list("arguments", flat=True))
