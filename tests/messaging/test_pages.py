"""The desk's pages of letters: their words, and those that did not arrive."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from commonweal.core import personal
from commonweal.core.actors import Actor
from commonweal.core.personal import DataSubject
from commonweal.messaging import operations
from commonweal.messaging.kinds import KINDS
from commonweal.messaging.models import Letter, Source, Wording
from commonweal.messaging.states import Delivery
from tests.conftest import SameQueries
from tests.factories import messaging as make

FETCHER = Actor.system("tests.fetcher")
KIND = "tests.news"
WORDS = {
    "subject": "Space at ((hall))",
    "body": "Come to ((hall)).\n\n[See it](((link)))",
    "reason": "Shorter",
    "seen": "0",
}

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client, at: datetime) -> Client:
    return make.desk(client, at=at)


def _text(answer: Any) -> str:
    main = BeautifulSoup(answer.content, "html.parser").main
    assert main is not None
    return " ".join(main.get_text(" ").split())


def _address(name: str, **words: str) -> str:
    return reverse(f"messaging:{name}", kwargs={"kind": KIND} | words)


# The words of letters.


def test_list_names_every_letter_and_whether_it_was_changed(desk: Client) -> None:
    desk.post(_address("words_change"), WORDS)

    page = BeautifulSoup(desk.get(reverse("messaging:kind_list")).content, "html.parser")

    titles = [each.get_text(strip=True) for each in page.select("main dt")]
    changed = [each.find_previous("dt").get_text(strip=True) for each in page.select("main dd strong")]  # type: ignore[union-attr]  # each stands beside one
    assert sorted(titles) == sorted(str(kind.title) for kind in KINDS.all())
    assert changed == ["News of halls"]


def test_letter_is_shown_with_examples_and_every_field(desk: Client) -> None:
    shown = _text(desk.get(_address("kind_record")))

    assert "Subject: Room at Mill Hall" in shown
    assert "There is room at Mill Hall." in shown
    assert "The letter has 16 words." in shown
    assert "((hall)) The hall's name. It must stay. For example: Mill Hall" in shown
    assert "Its reader chooses whether and when to get it." in shown


def test_officer_looks_at_new_words_then_saves_them(desk: Client) -> None:
    looked = desk.post(_address("words_change"), WORDS | {"reason": "", "preview": "yes"})
    before = Wording.objects.count()
    saved = desk.post(_address("words_change"), WORDS)

    assert looked.status_code == 200
    assert "Come to Mill Hall." in _text(looked)
    assert (before, Wording.objects.count(), saved["Location"]) == (0, 1, _address("kind_record"))
    assert "Space at Mill Hall" in _text(desk.get(_address("kind_record")))


def test_words_that_lack_a_field_come_back_with_what_to_do(desk: Client) -> None:
    answer = desk.post(_address("words_change"), WORDS | {"body": "Come."})

    assert answer.status_code == 422
    assert "Put ((link)) back: whoever gets this letter needs it" in _text(answer)
    assert Wording.objects.count() == 0


def test_two_officers_at_once_the_second_is_told(desk: Client) -> None:
    desk.post(_address("words_change"), WORDS)

    second = desk.post(_address("words_change"), WORDS | {"subject": "Another ((hall))"})

    assert second.status_code == 422
    assert "Somebody else changed this letter just now" in _text(second)
    assert list(Wording.objects.values_list("subject", flat=True)) == ["Space at ((hall))"]


def test_version_shows_what_is_different_and_can_be_used_again(desk: Client) -> None:
    desk.post(_address("words_change"), WORDS)

    original = desk.get(_address("words_version", number="0"))
    used = desk.post(_address("words_go_back", number="0"), {"reason": "Was better", "seen": "1"})

    page = BeautifulSoup(original.content, "html.parser")
    assert next(each.get_text(" ", strip=True) for each in page.select("del")) == "Then: Room at ((hall))"
    assert next(each.get_text(" ", strip=True) for each in page.select("ins")) == "Now: Space at ((hall))"
    assert used["Location"] == _address("kind_record")
    assert "Back to the original: Was better" in _text(desk.get(_address("kind_record")))
    assert "Room at Mill Hall" in _text(desk.get(_address("kind_record")))


@pytest.mark.parametrize("number", ["1", "99999", "x", "²", "-1"])
def test_version_that_there_is_not(number: str, desk: Client) -> None:
    assert desk.get(_address("words_version", number=number)).status_code == 404
    assert desk.get(_address("words_version", number="0")).status_code == 200


# Letters that did not arrive.


def test_outbox_shows_what_needs_somebody_and_nobodys_words(desk: Client, at: datetime) -> None:
    held, failed, returned = make.held(at=at), make.failed(at=at), make.sent(at=at)
    operations.note_report(
        message_id=returned.message_id, delivery=Delivery.BOUNCED, source=Source.MAILBOX, code="", by=FETCHER, at=at
    )

    answer = desk.get(reverse("messaging:outbox_list"))

    shown = _text(answer)
    assert "2 letters need you." in shown
    assert all(letter.reference in shown for letter in (held, failed, returned))
    assert [word for word in ("ann@", "Dear Ann", "We have your request") if word in answer.content.decode()] == []


def test_outbox_with_nothing_in_it(desk: Client) -> None:
    shown = _text(desk.get(reverse("messaging:outbox_list")))

    assert "No letter needs you." in shown
    assert "No letter has come back." in shown


@pytest.mark.parametrize(
    ("state", "move", "status"),
    [
        ("held", "resend", "QUEUED"),
        ("held", "settle", "SENT"),
        ("held", "drop", "DROPPED"),
        ("failed", "resend", "QUEUED"),
        ("failed", "drop", "DROPPED"),
    ],
)
def test_officer_decides_after_being_asked(state: str, move: str, status: str, desk: Client, at: datetime) -> None:
    letter = getattr(make, state)(at=at)
    address = reverse("messaging:letter_decide", kwargs={"ref": letter.reference, "move": move})

    looked = desk.get(address)
    before = Letter.objects.get().status
    done = desk.post(address)

    assert (looked.status_code, before) == (200, letter.status)
    assert (done.status_code, Letter.objects.get().status) == (302, status)


def test_decision_that_is_not_open_is_refused_in_words(desk: Client, at: datetime) -> None:
    letter = make.sent(at=at)

    answer = desk.post(reverse("messaging:letter_decide", kwargs={"ref": letter.reference, "move": "resend"}))

    assert answer.status_code == 422
    assert f"{letter.reference} is neither held nor failed, so there is nothing to decide about it" in _text(answer)


def test_letter_page_tells_its_story(desk: Client, at: datetime) -> None:
    letter = make.sent(at=at)
    operations.note_report(
        message_id=letter.message_id, delivery=Delivery.BOUNCED, source=Source.MAILBOX, code="5.1.1", by=FETCHER, at=at
    )

    shown = _text(desk.get(reverse("messaging:letter_record", kwargs={"ref": letter.reference})))

    assert "It came back: the address does not take letters." in shown
    assert "A report by e-mail: Came back (5.1.1)" in shown
    assert "The mail server took it" in shown


def test_outbox_makes_the_same_queries_for_few_and_many(desk: Client, at: datetime, same_queries: SameQueries) -> None:
    same_queries(desk, reverse("messaging:outbox_list"), lambda _number: make.held(at=at))


# What is held about somebody, and let go.

ANN = DataSubject(contacts=(make.READER,))


def test_person_finds_their_letters_and_no_others(at: datetime) -> None:
    mine = make.sent(at=at)
    make.sent(at=at, draft=make.needed("bob@example.org"))

    found = list(personal.holding("messaging.letters").find(ANN))

    assert [(each.reference, each.items[0].words, each.items[1].words) for each in found] == [
        (mine.reference, make.READER, "We have your request")
    ]


def test_erasure_empties_letters_that_are_closed_and_keeps_those_still_to_be_sent(at: datetime) -> None:
    closed, waiting, others = (
        make.sent(at=at),
        make.queued(at=at),
        make.sent(at=at, draft=make.needed("bob@example.org")),
    )

    erasure = personal.holding("messaging.letters").erase(ANN, by=FETCHER, at=at)

    assert (erasure.erased, [each.reference for each in erasure.kept]) == ((closed.reference,), [waiting.reference])
    emptied = Letter.objects.get(pk=closed.pk)
    assert (emptied.to, emptied.to_digest, emptied.subject, emptied.text, emptied.html) == ("", "", "", "", "")
    assert (emptied.status, emptied.sent_at, emptied.emptied_at) == ("SENT", at, at)
    assert Letter.objects.get(pk=others.pk).text == others.text


def test_letter_whose_time_has_come_is_due_until_it_is_emptied(at: datetime) -> None:
    letter = make.sent(at=at)
    holding = personal.holding("messaging.letters")
    day, next_day = at.date(), at.date().replace(day=at.day + 1)

    before, due = list(holding.expired(day)), list(holding.expired(next_day))
    holding.dispose(letter.reference, by=FETCHER, at=at)

    assert (before, [(each.reference, each.began_on) for each in due]) == ([], [(letter.reference, day)])
    assert list(holding.expired(next_day)) == []


def test_person_finds_and_erases_what_they_chose(at: datetime) -> None:
    by = Actor.guest(ANN.contact_digests[0])
    operations.choose(when={KIND: "WEEKLY"}, from_hour=22, until_hour=8, by=by, at=at)  # type: ignore[dict-item]  # as a form has it
    holding = personal.holding("messaging.wishes")

    found = [[(str(item.title), item.words) for item in each.items] for each in holding.find(ANN)]
    holding.erase(ANN, by=FETCHER, at=at)

    assert found == [[("News of halls", "In one letter a week"), ("Quiet hours", "22–8")]]
    assert list(holding.find(ANN)) == []
