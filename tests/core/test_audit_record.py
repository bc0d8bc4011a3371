"""What an operation leaves in the audit trail, and what of it can be forgotten."""

from datetime import UTC, date, datetime
from enum import StrEnum

import pytest
from django.db import connection, transaction

from commonweal.core import audit, logs
from commonweal.core.actors import Actor
from commonweal.core.digests import contact_digest

AT = datetime(2026, 3, 29, 12, 30, 15, 678901, tzinfo=UTC)
OFFICER = Actor.person("p-1", name="Ada Ward")
RESIDENT = Actor.guest(contact_digest("sam@group.example"), name="Sam Reed")


class Status(StrEnum):
    ASKED = "ASKED"
    SENT = "SENT"


@pytest.fixture
def parcel(parcel_class):
    return parcel_class.objects.create()


def only_event():
    [event] = audit.AuditEvent.objects.values()
    return event


def test_record_keeps_who_what_when_and_why(parcel):
    with logs.about_request("request-1"):
        event = audit.record(
            "core.parcel.send",
            parcel,
            by=OFFICER.acting_for(RESIDENT),
            at=AT,
            facts={
                "status": [Status.ASKED, Status.SENT],
                "fee_pence": 250,
                "is_urgent": True,
                "due_on": date(2026, 4, 1),
            },
            reason="Asked for at the counter",
        )

    assert only_event() == {
        "id": event.pk,
        "happened_at": AT,
        "verb": "core.parcel.send",
        "subject_kind": "core.parcel",
        "subject_reference": parcel.reference,
        "by": "PERSON:p-1",
        "on_behalf_of": f"GUEST:{contact_digest('sam@group.example')}",
        "request_id": "request-1",
        "facts": {"status": ["ASKED", "SENT"], "fee_pence": 250, "is_urgent": True, "due_on": "2026-04-01"},
        "reason": "Asked for at the counter",
    }


def test_record_of_a_thing_without_reference_names_its_key(db):
    name = audit.AuditName.objects.create(digest="d1", value="a value")

    audit.record("core.name.add", name, by=OFFICER, at=AT)

    assert (only_event()["subject_kind"], only_event()["subject_reference"]) == ("core.auditname", "d1")


def test_record_of_personal_values_keeps_digests_in_the_event_and_values_apart(parcel):
    audit.record(
        "core.parcel.send",
        parcel,
        by=OFFICER,
        at=AT,
        facts={"count": 1},
        personal={"email": "Sam@Group.example", "phone": ""},
    )

    digest = audit.digest_of("sam@group.example")
    assert only_event()["facts"] == {"count": 1, "email": {"digest": digest}, "phone": {"digest": None}}
    assert audit.names_for([digest, "unknown"]) == {digest: "Sam@Group.example"}


def test_record_of_personal_values_leaves_them_readable_nowhere_in_the_database(parcel):
    audit.record("core.parcel.send", parcel, by=RESIDENT, at=AT, personal={"email": "sam@group.example"})

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM core_auditevent")
        event = repr(cursor.fetchall())
        cursor.execute("SELECT * FROM core_auditname")
        names = repr(cursor.fetchall())
    digest = audit.digest_of("sam@group.example")
    assert [(word in event, word in names) for word in (digest, "sam@group", "Sam Reed")] == [
        (True, True),
        (False, False),
        (False, False),
    ]


def test_record_of_the_same_person_twice_keeps_one_name(parcel):
    audit.record("core.parcel.send", parcel, by=OFFICER, at=AT, personal={"email": "sam@group.example"})
    audit.record("core.parcel.send", parcel, by=OFFICER, at=AT, personal={"email": " SAM@group.example"})

    assert [name.value for name in audit.AuditName.objects.all()] == ["sam@group.example"]


def test_a_guest_is_known_by_the_digest_of_their_contact(parcel):
    audit.record("core.parcel.ask", parcel, by=RESIDENT, at=AT, personal={"email": "sam@group.example"})

    assert audit.names_for([RESIDENT.key]) == {RESIDENT.key: "sam@group.example"}


def test_erasing_a_name_leaves_the_event_as_it_was(parcel):
    audit.record("core.parcel.send", parcel, by=OFFICER, at=AT, personal={"email": "sam@group.example"})
    digest = audit.digest_of("sam@group.example")
    before = (only_event(), audit.names_for([digest]))

    erased = (audit.erase_name(digest), audit.erase_name(digest))

    assert before == (only_event(), {digest: "sam@group.example"})
    assert erased == (True, False)
    assert audit.names_for([digest]) == {}


def test_record_is_undone_with_the_change_it_tells_of(parcel):
    with transaction.atomic():
        audit.record("core.parcel.send", parcel, by=OFFICER, at=AT, personal={"email": "sam@group.example"})
        transaction.set_rollback(True)

    left = [model.objects.count() for model in (audit.AuditEvent, audit.UnsealedEvent, audit.AuditName)]
    assert left == [0, 0, 0]


@pytest.mark.parametrize("verb", ["send", "core.send", "core.parcel.send.now", "core.Parcel.send", "core.parcel.", ""])
def test_record_with_a_verb_of_another_form_is_refused(parcel, verb):
    with pytest.raises(ValueError, match=r"is not of the form area\.noun\.verb"):
        audit.record(verb, parcel, by=OFFICER, at=AT)


@pytest.mark.parametrize("fact", [1.5, b"bytes", object(), {"inside": [0.1]}])
def test_record_of_a_fact_that_would_not_come_back_as_it_was_is_refused(parcel, fact):
    with pytest.raises(TypeError, match="an audit fact cannot be a"):
        audit.record("core.parcel.send", parcel, by=OFFICER, at=AT, facts={"fact": fact})


def test_record_of_an_unsaved_thing_is_refused(parcel_class):
    with pytest.raises(ValueError, match="after it is saved"):
        audit.record("core.parcel.send", parcel_class(), by=OFFICER, at=AT)


@pytest.mark.django_db(transaction=True)
def test_record_outside_a_transaction_is_refused():
    subject = audit.AuditName.objects.create(digest="d1", value="a value")

    with pytest.raises(RuntimeError, match="inside the transaction"):
        audit.record("core.name.add", subject, by=OFFICER, at=AT)
    with transaction.atomic():
        audit.record("core.name.add", subject, by=OFFICER, at=AT)

    assert audit.AuditEvent.objects.count() == 1
