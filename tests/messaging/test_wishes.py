"""Optional letters: at once, in the morning, in a digest, or not at all, as their reader chose."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from commonweal.core.actors import Actor
from commonweal.core.digests import contact_digest
from commonweal.core.jobs import Job
from commonweal.messaging import operations, rules
from commonweal.messaging.envelopes import envelope
from commonweal.messaging.models import Letter, QuietHours, ReturnedAddress, Source, TopicChoice
from commonweal.messaging.queries.contacts import Wishes, topics_for
from commonweal.messaging.states import Delivery, When
from tests.factories import messaging as make
from tests.factories import people

LONDON = ZoneInfo("Europe/London")
RELEASER = Actor.system("tests.releaser")
ANN = contact_digest(make.READER)

pytestmark = pytest.mark.django_db


def _london(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=LONDON)  # type: ignore[arg-type,misc]  # year, month and so on


def _choose(when: When, *, from_hour: int = 21, until_hour: int = 7, at: datetime) -> None:
    chosen = {make.NEWS.name: when}
    operations.choose(when=chosen, from_hour=from_hour, until_hour=until_hour, by=Actor.guest(ANN), at=at)


def _standing() -> list[tuple[str, str]]:
    return list(Letter.objects.order_by("added_at", "id").values_list("kind", "status"))


@pytest.mark.parametrize(
    ("when", "status", "due"),
    [
        (When.AT_ONCE, "QUEUED", None),
        (When.DAILY, "WAITING", _london(2026, 6, 18, 7)),
        (When.WEEKLY, "WAITING", _london(2026, 6, 22, 7)),
        (When.NEVER, "UNWANTED", _london(2026, 6, 17, 9, 30)),
    ],
)
def test_optional_letter_goes_as_its_reader_chose_and_a_needed_one_at_once(
    when: When, status: str, due: datetime | None, at: datetime
) -> None:
    _choose(when, at=at)

    optional, needed = make.queued(at=at, draft=make.news()), make.queued(at=at)

    assert (optional.status, optional.due_at, needed.status) == (status, due, "QUEUED")
    assert Job.objects.filter(name="messaging.send_letter").count() == (2 if status == "QUEUED" else 1)


@pytest.mark.parametrize(
    ("written", "due"),
    [
        (_london(2026, 6, 17, 20, 59), None),
        (_london(2026, 6, 17, 21, 0), _london(2026, 6, 18, 7)),
        (_london(2026, 6, 18, 6, 59), _london(2026, 6, 18, 7)),
        (_london(2026, 6, 18, 7, 0), None),
        # The night in which the clocks go back: seven in the morning comes an hour later.
        (_london(2026, 10, 24, 22, 0), _london(2026, 10, 25, 7)),
    ],
)
def test_optional_letter_waits_in_quiet_hours_and_a_needed_one_does_not(
    written: datetime, due: datetime | None
) -> None:
    optional, needed = make.queued(at=written, draft=make.news()), make.queued(at=written)

    assert (optional.status, optional.due_at) == ("WAITING" if due else "QUEUED", due)
    assert needed.status == "QUEUED"


@pytest.mark.parametrize(
    ("hours", "at_hour", "is_quiet"),
    [
        ((21, 7), 3, True),
        ((1, 5), 3, True),
        ((1, 5), 5, False),
        ((8, 8), 8, False),
        ((22, 0), 23, True),
        ((22, 0), 0, False),
    ],
)
def test_quiet_hours_across_midnight_and_none(hours: tuple[int, int], at_hour: int, is_quiet: bool) -> None:
    assert rules.is_quiet(Wishes({}, *hours), at=_london(2026, 6, 17, at_hour)) is is_quiet


def test_letter_that_waited_goes_in_the_morning() -> None:
    letter = make.queued(at=_london(2026, 6, 17, 22), draft=make.news())

    early = operations.release_due(by=RELEASER, at=_london(2026, 6, 18, 6, 50))
    late = operations.release_due(by=RELEASER, at=_london(2026, 6, 18, 7))

    letter.refresh_from_db()
    assert (early, late, letter.status) == (0, 1, "QUEUED")
    assert Job.objects.get(name="messaging.send_letter").arguments == {"letter": letter.reference}


def test_digest_gathers_the_words_of_several_letters_into_one(at: datetime) -> None:
    _choose(When.DAILY, at=at)
    for hall in ("Mill Hall", "Old School"):
        make.queued(at=at, draft=make.news(hall=hall))
    make.queued(at=at, draft=make.news(to="bob@example.org"))

    operations.release_due(by=RELEASER, at=_london(2026, 6, 18, 7))

    digest = Letter.objects.get(kind="messaging.digest")
    assert _standing() == [
        ("tests.news", "GATHERED"),
        ("tests.news", "GATHERED"),
        ("tests.news", "QUEUED"),
        ("messaging.digest", "QUEUED"),
    ]
    assert (digest.to, digest.subject, digest.topic) == (
        make.READER,
        "2 letters from Commonweal, 17 June 2026",
        make.NEWS.name,
    )
    assert "Room at Mill Hall\n-----------------\n\nThere is room at Mill Hall." in digest.text
    assert "Room at Old School" in digest.text
    assert digest.text.count("You get this e-mail") == 0
    assert "<h2>Room at Mill Hall</h2>" in digest.html
    assert make.stop_key() in digest.text


def test_digest_of_one_letter_is_that_letter(at: datetime) -> None:
    _choose(When.DAILY, at=at)
    make.queued(at=at, draft=make.news())

    operations.release_due(by=RELEASER, at=_london(2026, 6, 18, 7))

    assert _standing() == [("tests.news", "QUEUED")]


def test_what_was_chosen_while_a_letter_waited_counts(at: datetime) -> None:
    _choose(When.DAILY, at=at)
    make.queued(at=at, draft=make.news())

    _choose(When.NEVER, at=at)
    operations.release_due(by=RELEASER, at=_london(2026, 6, 18, 7))

    assert _standing() == [("tests.news", "UNWANTED")]


def test_optional_letter_to_an_address_that_came_back_is_not_tried_for_a_month(at: datetime) -> None:
    ReturnedAddress.objects.create(contact_digest=ANN, since_at=at, last_at=at)

    soon, needed = make.queued(at=at, draft=make.news()), make.queued(at=at)
    later = make.queued(at=at + timedelta(days=31), draft=make.news())

    assert (soon.status, needed.status, later.status) == ("UNWANTED", "QUEUED", "QUEUED")


# The one press that stops them.


def test_optional_letter_says_how_to_stop_it_in_its_headers_and_its_foot(at: datetime) -> None:
    letter, needed = make.queued(at=at, draft=make.news()), make.queued(at=at)

    address = f"http://127.0.0.1:8000/account/messages/stop/{make.stop_key()}/"
    lines = envelope(letter).content.decode().split("\r\n")
    assert [line for line in lines if line.startswith("List-Unsubscribe")] == [
        f"List-Unsubscribe: <{address}>",
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
    ]
    assert address in letter.text
    assert b"List-Unsubscribe" not in envelope(needed).content


def test_looking_at_the_stop_page_changes_nothing_and_one_press_stops(client: Client, at: datetime) -> None:
    address = reverse("messaging:topic_stop", kwargs={"key": make.stop_key()})

    looked = client.get(address)
    after_look = list(TopicChoice.objects.values_list("when", flat=True))
    client.head(address)
    pressed = Client(enforce_csrf_checks=True).post(address, {"List-Unsubscribe": "One-Click"})
    again = client.post(address)

    assert (looked.status_code, after_look, pressed.status_code, again.status_code) == (200, [], 200, 200)
    assert list(TopicChoice.objects.values_list("contact_digest", "topic", "when")) == [(ANN, "tests.news", "NEVER")]


@pytest.mark.parametrize("key", ["made-up", "a.b:c", "x" * 300])
def test_stop_page_for_a_key_we_never_made(key: str, client: Client) -> None:
    address = reverse("messaging:topic_stop", kwargs={"key": key})

    assert (client.get(address).status_code, client.post(address).status_code) == (404, 404)
    assert client.get(reverse("messaging:topic_stop", kwargs={"key": make.stop_key()})).status_code == 200


# The page.


@pytest.fixture
def ann(client: Client, at: datetime) -> Client:
    return people.sign_in(client, make.address(people.person(at=at), make.READER))


def test_person_chooses_and_finds_the_choice_again(ann: Client, at: datetime) -> None:
    address = reverse("messaging:wishes_choose")

    open_to = [topic.name for topic in topics_for(Actor.guest(ANN), at=at)]

    weekly = {f"topic_{number}": "WEEKLY" for number in range(len(open_to))}
    saved = ann.post(address, {**weekly, "from_hour": "22", "until_hour": "8"})
    page = ann.get(saved["Location"]).content.decode()

    assert saved["Location"] == f"{address}?saved=yes"
    assert "Saved. It counts from the next letter on." in page
    chosen = TopicChoice.objects.order_by("topic").values_list("contact_digest", "topic", "when")
    assert list(chosen) == [(ANN, name, "WEEKLY") for name in sorted(open_to)]
    assert make.NEWS.name in open_to
    assert list(QuietHours.objects.values_list("contact_digest", "from_hour", "until_hour")) == [(ANN, 22, 8)]


def test_page_tells_the_person_that_letters_come_back(ann: Client, at: datetime) -> None:
    before = ann.get(reverse("messaging:wishes_choose")).content.decode()
    letter = make.sent(at=at)

    operations.note_report(
        message_id=letter.message_id, delivery=Delivery.BOUNCED, source=Source.MAILBOX, code="5.1.1", by=RELEASER, at=at
    )

    words = "Letters to your e-mail address have come back since 17 June 2026."
    assert words not in before
    assert words in ann.get(reverse("messaging:wishes_choose")).content.decode()


def test_topic_for_those_with_a_role_is_offered_to_nobody_else(ann: Client, at: datetime) -> None:
    shown = make.desk(Client(), at=at).get(reverse("messaging:wishes_choose")).content.decode()

    assert "Letters that did not arrive" in shown
    assert "Letters that did not arrive" not in ann.get(reverse("messaging:wishes_choose")).content.decode()


def test_empty_answers_come_back_with_what_to_do(ann: Client) -> None:
    answer = ann.post(reverse("messaging:wishes_choose"), {})

    assert answer.status_code == 422
    assert "Choose when you want these letters" in answer.content.decode()


@pytest.mark.parametrize(
    ("row", "breach"),
    [
        (QuietHours, {"from_hour": 24}),
        (TopicChoice, {"when": "MAYBE"}),
        (ReturnedAddress, {"last_at": _london(2020, 1, 1)}),
    ],
)
def test_database_refuses_wishes_that_cannot_be(row: Any, breach: dict[str, Any], at: datetime) -> None:
    _choose(When.DAILY, at=at)
    ReturnedAddress.objects.create(contact_digest=ANN, since_at=at, last_at=at)

    with pytest.raises(IntegrityError), transaction.atomic():
        row.objects.update(**breach)

    assert row.objects.count() == 1


def test_morning_letter_tells_officers_what_needs_them_and_nobody_when_nothing_does(at: datetime) -> None:
    make.officer(at=at)

    quiet = operations.tell_of_trouble(by=RELEASER, at=at)
    make.held(at=at)
    told = operations.tell_of_trouble(by=RELEASER, at=at)

    letter = Letter.objects.get(kind="messaging.outbox_trouble")
    assert (quiet, told, letter.to, letter.subject) == (
        0,
        1,
        "priya@council.example",
        "Letters need you: 1 held, 0 failed",
    )
    assert "http://127.0.0.1:8000/desk/messages/outbox/" in letter.text
