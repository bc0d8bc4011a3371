"""What people and the council do with a request: what changes, what is written, what is refused."""

from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from PIL import Image

from commonweal.accountability.models import FormatRequest, ReachBy
from commonweal.accountability.operations import formats as operations
from commonweal.accountability.queries import formats as queries
from commonweal.accountability.rules import formats as rules
from commonweal.accountability.states.formats import Status
from commonweal.core.actors import Actor
from commonweal.core.audit import AuditEvent
from commonweal.core.digests import contact_digest
from commonweal.core.files import StoredFile
from commonweal.core.rules import RefusedError
from commonweal.messaging.models import Letter
from commonweal.people import kinds_of_role
from tests.factories import accountability as make
from tests.factories import people

pytestmark = pytest.mark.django_db


def photo(name: str = "letter.jpg") -> SimpleUploadedFile:
    stream = BytesIO()
    Image.new("RGB", (40, 30), "tan").save(stream, "JPEG")
    return SimpleUploadedFile(name, stream.getvalue(), "image/jpeg")


def letters() -> list[tuple[str, str]]:
    return [(letter.kind, letter.to) for letter in Letter.objects.order_by("id")]


def test_start_keeps_no_key(at: datetime) -> None:
    asked = make.begun(at=at)

    row = FormatRequest.objects.values().get()
    assert asked.key not in str(row)
    assert queries.get_by_key(asked.key) == asked.request


def test_start_leaves_nothing_in_the_trail(at: datetime) -> None:
    asked = make.begun(at=at)

    operations.say_what(asked=asked.request, wanted="This", document=None, by=Actor.visitor(), at=at)

    assert list(AuditEvent.objects.values_list("verb", flat=True)) == ["accountability.format_request.say_what"]


def test_start_refused_while_very_many_are_begun(monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    monkeypatch.setattr(rules, "MOST_DRAFTS_AN_HOUR", 3)
    make.begun(at=at - timedelta(minutes=121))
    make.sent(at=at)
    for _time in range(3):
        make.begun(at=at - timedelta(minutes=59))

    with pytest.raises(RefusedError, match="Try again in an hour, or ring us on"):
        make.begun(at=at)

    assert FormatRequest.objects.count() == 5
    make.begun(at=at + timedelta(minutes=2))


def test_document_refused_while_drafts_hold_as_much_as_there_is_room_for(
    monkeypatch: pytest.MonkeyPatch, at: datetime
) -> None:
    sent, draft, asked = make.sent(at=at, document=photo()), make.answered(at=at, document=photo()), make.begun(at=at)
    held = draft.request.document
    assert held is not None
    monkeypatch.setattr(rules, "MOST_DRAFT_BYTES", held.size + photo().size - 1)  # type: ignore[operator]  # an upload has a size

    with pytest.raises(RefusedError, match="Go on without one, or ring us on") as refusal:
        operations.say_what(asked=asked.request, wanted="This", document=photo(), by=Actor.visitor(), at=at)

    assert refusal.value.refused.field == "document"
    assert set(StoredFile.objects.all()) == {held, sent.request.document}
    without = operations.say_what(asked=asked.request, wanted="This", document=None, by=Actor.visitor(), at=at)
    assert without.wanted == "This"


def test_send_reached_by_email(at: datetime) -> None:
    asked = make.sent(at=at)

    asked.request.refresh_from_db()
    assert asked.request.status == Status.RECEIVED
    assert asked.request.answer_by_on == date(2026, 7, 1)
    assert letters() == [
        ("accountability.format_received", "asha@example.org"),
        ("accountability.format_for_the_team", "communities@weldmere.example"),
    ]


def test_send_reached_by_post_writes_to_the_team_only(at: datetime) -> None:
    make.sent(at=at, reach_by=ReachBy.POST, contact="A Gurung, 2 Mill Lane, Weldmere")

    assert letters() == [("accountability.format_for_the_team", "communities@weldmere.example")]


def test_send_twice_is_sending_once(at: datetime) -> None:
    asked = make.sent(at=at)

    again = operations.send(asked=asked.request, link="https://x.example/", by=Actor.visitor(), at=at)

    assert again.status == Status.RECEIVED
    assert len(letters()) == 2


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"wanted": ""}, "Tell us what you would like in another format"),
        ({"format": ""}, "Choose the format you need"),
        ({"contact": "", "reach_by": ""}, "Tell us how to reach you"),
    ],
)
def test_send_refused_while_an_answer_is_missing(changes: dict[str, str], reason: str, at: datetime) -> None:
    with pytest.raises(RefusedError, match=reason):
        make.sent(at=at, **changes)

    assert FormatRequest.objects.get().status == Status.DRAFT
    assert letters() == []


def test_send_refused_after_five_for_one_contact_in_a_day(at: datetime) -> None:
    earlier = [make.sent(at=at - timedelta(hours=hours)) for hours in (30, 20, 15, 10, 5)]
    fifth = make.sent(at=at, contact=" ASHA@example.org")
    other = make.sent(at=at, contact="ben@example.org")

    with pytest.raises(RefusedError, match="We have had 5 requests for this contact since yesterday"):
        make.sent(at=at)

    assert {asked.request.status for asked in [*earlier, fifth, other]} == {Status.RECEIVED}
    assert FormatRequest.objects.get(status=Status.DRAFT).wanted == "The letter about bus passes"


@pytest.mark.parametrize(
    "contact",
    ["asha+1@example.org", "Asha+two+three@EXAMPLE.org", "a.sha@example.org"],
)
def test_send_refused_for_one_mailbox_however_it_is_tagged(contact: str, at: datetime) -> None:
    for number in range(5):
        make.sent(at=at, contact=f"asha+{number}{number}@example.org")

    with pytest.raises(RefusedError, match="We have had 5 requests for this contact since yesterday"):
        make.sent(at=at, contact=contact)

    assert make.sent(at=at, contact="asha@example.com").request.status == Status.RECEIVED


def test_send_refused_for_one_telephone_however_it_begins(at: datetime) -> None:
    for _time in range(5):
        make.sent(at=at, reach_by=ReachBy.PHONE, contact="01632960001")

    with pytest.raises(RefusedError, match="since yesterday"):
        make.sent(at=at, reach_by=ReachBy.PHONE, contact="+441632960001")


def test_change_refused_once_sent(at: datetime) -> None:
    asked = make.sent(at=at)

    with pytest.raises(RefusedError, match="You have sent this request already"):
        operations.choose_format(asked=asked.request, format="AUDIO", format_detail="", by=Actor.visitor(), at=at)

    asked.request.refresh_from_db()
    assert asked.request.format == "LARGE_PRINT"


def test_what_and_who_are_encrypted_and_audited_without_names(at: datetime) -> None:
    asked = make.sent(at=at)

    event = AuditEvent.objects.get(verb="accountability.format_request.say_how_to_reach")
    assert asked.request.contact_digest == contact_digest("asha@example.org")
    assert "asha" not in str(event.facts).lower()
    assert event.by == "VISITOR:visitor"


def test_format_and_language_are_in_neither_the_trail_nor_the_row_as_words(at: datetime) -> None:
    asked = make.sent(at=at, format="LANGUAGE", format_detail="Nepali")

    with connection.cursor() as cursor:
        cursor.execute("SELECT format_detail FROM accountability_formatrequest")
        [(kept,)] = cursor.fetchall()
    facts = [event.facts for event in AuditEvent.objects.all()]

    assert asked.request.format_words == "Another language: Nepali"
    assert "Nepali" not in kept
    assert "LANGUAGE" not in str(facts)


def test_audit_tells_the_whole_story(at: datetime) -> None:
    make.withdrawn(at=at)

    verbs = list(
        AuditEvent.objects.filter(verb__startswith="accountability").order_by("id").values_list("verb", "happened_at")
    )
    assert verbs == [
        (f"accountability.format_request.{verb}", at)
        for verb in ("say_what", "choose_format", "say_how_to_reach", "send", "withdraw")
    ]


def test_withdraw_by_the_holder(at: datetime) -> None:
    asked = make.sent(at=at)

    operations.withdraw(asked=asked.request, by=asked.holder, at=at)

    asked.request.refresh_from_db()
    assert (asked.request.status, asked.request.settled_at) == (Status.WITHDRAWN, at)
    assert letters()[-1] == ("accountability.format_withdrawn", "communities@weldmere.example")


@pytest.mark.parametrize(
    "stranger",
    [
        Actor.visitor(),
        Actor.guest(contact_digest("somebody@example.org")),
        Actor.person("officer-1", name="Priya Shah"),
    ],
    ids=["visitor", "another guest", "an officer"],
)
def test_withdraw_refused_to_anybody_else(stranger: Actor, at: datetime) -> None:
    asked = make.sent(at=at)

    with pytest.raises(RefusedError, match="Only the person who asked"):
        operations.withdraw(asked=asked.request, by=stranger, at=at)

    asked.request.refresh_from_db()
    assert asked.request.status == Status.RECEIVED


def test_supply_tells_the_person(at: datetime) -> None:
    asked = make.supplied(at=at)

    asked.request.refresh_from_db()
    letter = Letter.objects.order_by("-id")[0]
    assert asked.request.status == Status.SUPPLIED
    assert (letter.kind, letter.to) == ("accountability.format_supplied", "asha@example.org")
    assert "Posted today" in letter.text


def test_supply_and_erase_refused_to_an_officer_of_something_else(at: datetime) -> None:
    asked, grants = make.sent(at=at), people.role(kinds_of_role.GRANT_OFFICER, at=at).person.actor

    with pytest.raises(RefusedError, match="Only the council can note"):
        operations.supply(asked=asked.request, note="Posted", by=grants, at=at)
    with pytest.raises(RefusedError, match="Only the council can erase"):
        operations.erase(asked=asked.request, by=grants, at=at)
    operations.supply(asked=asked.request, note="Posted", by=make.officer(at=at), at=at)
    erased = operations.erase(asked=asked.request, by=make.officer(at=at), at=at)

    assert (erased.status, erased.is_emptied) == (Status.SUPPLIED, True)


def test_erase_by_a_privacy_officer(at: datetime) -> None:
    asked, privacy_officer = make.supplied(at=at), people.role(kinds_of_role.PRIVACY_OFFICER, at=at).person.actor

    erased = operations.erase(asked=asked.request, by=privacy_officer, at=at)

    assert erased.is_emptied


def test_supply_refused_to_a_guest(at: datetime) -> None:
    asked = make.sent(at=at)

    with pytest.raises(RefusedError, match="Only the council"):
        operations.supply(asked=asked.request, note="Mine", by=asked.holder, at=at)


def test_document_is_kept_replaced_and_removed(at: datetime) -> None:
    asked = make.answered(at=at, document=photo("first.jpg"))
    by = Actor.visitor()

    operations.say_what(asked=asked.request, wanted="This", document=photo("second.jpg"), by=by, at=at)
    replaced = [stored.name for stored in StoredFile.objects.all()]
    operations.remove_document(asked=asked.request, by=by, at=at)

    asked.request.refresh_from_db()
    assert replaced == ["second.jpg"]
    assert asked.request.document is None
    assert StoredFile.objects.count() == 0


def test_document_that_is_no_picture_is_refused(at: datetime) -> None:
    asked = make.begun(at=at)
    page = SimpleUploadedFile("letter.jpg", b"<html><script>alert(1)</script></html>", "image/jpeg")

    with pytest.raises(RefusedError) as refusal:
        operations.say_what(asked=asked.request, wanted="This", document=page, by=Actor.visitor(), at=at)

    asked.request.refresh_from_db()
    assert refusal.value.refused.field == "document"
    assert (asked.request.wanted, asked.request.document) == ("", None)
    assert StoredFile.objects.count() == 0
