"""The words of letters, where they may go, and how they wait in the outbox."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from commonweal.core.digests import contact_digest
from commonweal.messaging import letters, outbox
from commonweal.messaging.envelopes import envelope
from commonweal.messaging.letters import CannotBeAddressedError, Draft
from commonweal.messaging.models import Letter
from tests.messaging.conftest import CLERK


def _compose(**changes: Any) -> Draft:
    given = {"to": "ann@example.org", "subject": "Your letter", "template": "messaging/letter"} | changes
    return letters.compose("tests.greeting", **given)


def test_both_parts_say_whose_letter_it_is_why_it_came_and_where_to_write() -> None:
    draft = _compose(subject="Ann's <room> & board")

    for part in (draft.text, draft.html):
        for words in ("Commonweal", "Weldmere County Council", "You get this e-mail because", "01632 960 000"):
            assert words in part
    assert "Ann's <room> & board" in draft.text
    assert "Ann&#39;s &lt;room&gt; &amp; board" in draft.html
    assert "<" not in draft.text.replace("<room>", "")


def test_text_has_no_gaps_wider_than_a_line() -> None:
    draft = _compose()

    assert "\n\n\n" not in draft.text
    assert draft.text == draft.text.strip() + "\n"


@pytest.mark.parametrize(
    ("typed", "subject"),
    [
        ("Room for hire\r\nBcc: everybody@example.org", "Room for hire Bcc: everybody@example.org"),
        ("  two   spaces\tand a tab ", "two spaces and a tab"),
        ("a\u2028b\x00c\x85d", "a b c d"),
        ("x" * 300, "x" * 200),
    ],
)
def test_subject_is_one_line_whatever_was_typed(typed: str, subject: str) -> None:
    assert _compose(subject=typed).subject == subject


@pytest.mark.parametrize(
    "to",
    [
        "",
        "ann",
        "ann@example.org, bob@example.org",
        "ann@example.org\r\nBcc: bob@example.org",
        "ann@example.org\nbob",
        "Ann <ann@example.org>",
        '"ann bob"@example.org',
        '"ann\x01"@example.org',
    ],
)
def test_letter_to_anything_but_one_address_is_refused(to: str) -> None:
    with pytest.raises(CannotBeAddressedError):
        _compose(to=to)

    assert _compose(to=" ann@example.org ").to == "ann@example.org"


@pytest.mark.parametrize("subject", ["", "Hello\r\nBcc: bob@example.org", "Hello\nthere", "Hello\x85there"])
def test_draft_whose_subject_would_write_headers_is_refused(subject: str, draft: Draft) -> None:
    with pytest.raises(CannotBeAddressedError):
        Draft(draft.kind, draft.to, subject, draft.text, draft.html)


@pytest.mark.django_db
def test_headers_hold_no_line_break_even_if_the_row_does(draft: Draft, at: datetime) -> None:
    letter = outbox.add(draft, at=at, by=CLERK)
    letter.subject = "Hello\r\nBcc: bob@example.org"

    with pytest.raises(ValueError, match="linefeed or carriage return"):
        envelope(letter)


@pytest.mark.django_db
def test_envelope_is_the_same_to_the_last_byte_each_time(draft: Draft, at: datetime) -> None:
    letter = outbox.add(draft, at=at, by=CLERK)

    again = Letter.objects.get(pk=letter.pk)

    assert envelope(letter) == envelope(again)
    assert b"\n" not in envelope(letter).content.replace(b"\r\n", b"")


@pytest.mark.django_db
def test_address_in_a_domain_with_accents_is_written_in_ascii(draft: Draft, at: datetime) -> None:
    letter = outbox.add(
        Draft(draft.kind, "ann@caf\xe9.example", draft.subject, draft.text, draft.html), at=at, by=CLERK
    )

    assert envelope(letter).recipient == "ann@xn--caf-dma.example"


@pytest.mark.django_db
def test_outbox_keeps_nothing_personal_in_plain(draft: Draft, at: datetime) -> None:
    letter = outbox.add(draft, at=at, by=CLERK)

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM messaging_letter")
        row = str(cursor.fetchone())
        cursor.execute("SELECT arguments, name, key FROM core_job")
        job = str(cursor.fetchone())
    assert not [word for word in ("ann@", "Ann", "request") if word in row + job]
    assert letter.to_digest == contact_digest("Ann@Example.org ")
    assert Letter.objects.get(pk=letter.pk).text == draft.text


@pytest.mark.django_db
@pytest.mark.parametrize(
    "breach", [{"status": "SENT", "sent_at": None}, {"status": "QUEUED", "sent": True}, {"status": "POSTED"}]
)
def test_database_refuses_a_letter_that_cannot_be(breach: dict[str, Any], draft: Draft, at: datetime) -> None:
    letter = outbox.add(draft, at=at, by=CLERK)
    changes = breach | ({"sent_at": at} if breach.get("sent") else {})
    changes.pop("sent", None)

    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(**changes)

    assert Letter.objects.get(pk=letter.pk).status == "QUEUED"
