"""`verify_audit`: a whole trail is called whole, and every way of tampering with one is found and named."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import override_settings

from commonweal.core import audit
from commonweal.core.actors import Actor

AT = datetime(2026, 3, 29, 12, 0, tzinfo=UTC)


@pytest.fixture
def events(db):
    """Three sealed events and one that waits; their ids."""
    subject = audit.AuditName.objects.create(digest="d1", value="a value")
    ids = [audit.record("core.name.add", subject, by=Actor.visitor(), at=AT, facts={"n": n}).pk for n in range(3)]
    audit.seal_events(at=AT)
    return [*ids, audit.record("core.name.add", subject, by=Actor.visitor(), at=AT).pk]


def verdict(*arguments):
    """The sentence, and whether it ended with an error."""
    out = StringIO()
    try:
        call_command("verify_audit", *arguments, stdout=out)
    except CommandError as error:
        return str(error), error.returncode
    return out.getvalue().strip(), 0


def tamper(unguarded, *statements):
    with unguarded(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def head():
    return audit.SealHead.objects.get().anchor


def test_verify_says_that_an_empty_trail_is_whole(db):
    assert verdict() == ("The audit trail is whole: nothing is sealed yet, 0 waiting for a seal.", 0)


def test_verify_says_that_a_trail_is_whole_and_where_it_ends(events):
    sentence = f"The audit trail is whole: 3 sealed, 1 waiting for a seal. It ends at 3:{head().digest}."

    assert verdict() == (sentence, 0)


def test_verify_holds_the_trail_against_every_seal_that_was_noted(events):
    for seal in audit.AuditSeal.objects.all():
        assert verdict("--expect", str(seal))[1] == 0


def test_verify_finds_nothing_wrong_when_a_name_was_erased(events):
    subject = audit.AuditName.objects.create(digest="d2", value="a value")
    audit.record("core.name.add", subject, by=Actor.visitor(), at=AT, personal={"email": "sam@group.example"})
    audit.seal_events(at=AT)

    erased = audit.erase_name(audit.digest_of("sam@group.example"))

    assert (erased, verdict()) == (
        True,
        (f"The audit trail is whole: 5 sealed, 0 waiting for a seal. It ends at {head()}.", 0),
    )


def test_verify_reads_long_trails_in_batches(db):
    subject = audit.AuditName.objects.create(digest="d1", value="a value")
    for _number in range(600):
        audit.record("core.name.add", subject, by=Actor.visitor(), at=AT)

    audit.seal_events(at=AT)

    assert verdict()[0].startswith("The audit trail is whole: 600 sealed, 0 waiting")


@pytest.mark.parametrize(
    "change",
    [
        "happened_at = '2020-01-01 00:00:00'",
        "verb = 'core.name.drop'",
        "subject_kind = 'core.other'",
        "subject_reference = 'd2'",
        "by = 'PERSON:somebody-else'",
        "on_behalf_of = 'PERSON:somebody-else'",
        "request_id = 'another'",
        """facts = '{"n": 7}'""",
        "reason = 'another'",
    ],
)
def test_verify_finds_an_event_of_which_anything_was_altered(events, unguarded, change):
    tamper(unguarded, f"UPDATE core_auditevent SET {quoted(change)} WHERE id = {events[1]}")

    assert verdict() == (f"The audit trail is broken. Event {events[1]} or its seal, number 2, was altered.", 1)


def quoted(change):
    # "by" is a word of SQL.
    column, equals, value = change.partition(" = ")
    return f'"{column}"{equals}{value}'


@pytest.mark.parametrize("change", ["sealed_at = '2020-01-01 00:00:00'", "digest = 'another'"])
def test_verify_finds_an_altered_seal(events, unguarded, change):
    tamper(unguarded, f"UPDATE core_auditseal SET {change} WHERE number = 2")

    assert verdict() == (f"The audit trail is broken. Event {events[1]} or its seal, number 2, was altered.", 1)


def test_verify_finds_two_events_that_changed_places(events, unguarded):
    tamper(
        unguarded,
        "UPDATE core_auditseal SET event_id = -1 WHERE number = 2",
        f"UPDATE core_auditseal SET event_id = {events[1]} WHERE number = 3",
        f"UPDATE core_auditseal SET event_id = {events[2]} WHERE number = 2",
    )

    assert verdict() == (f"The audit trail is broken. Event {events[2]} or its seal, number 2, was altered.", 1)


def test_verify_finds_a_missing_event(events, unguarded):
    tamper(unguarded, f"DELETE FROM core_auditevent WHERE id = {events[1]}")

    assert verdict() == (f"The audit trail is broken. Event {events[1]} is missing: it was sealed as number 2.", 1)


def test_verify_finds_a_missing_event_that_was_waiting(events, unguarded):
    tamper(unguarded, f"DELETE FROM core_auditevent WHERE id = {events[3]}")

    sentence = f"The audit trail is broken. Event {events[3]} is missing: it was waiting to be sealed."
    assert (verdict(), audit.seal_events(at=AT), verdict()) == ((sentence, 1), 0, (sentence, 1))


def test_verify_finds_a_missing_seal(events, unguarded):
    tamper(unguarded, "DELETE FROM core_auditseal WHERE number = 2")

    assert verdict() == ("The audit trail is broken. Seal 2 is missing: after seal 1 comes 3.", 1)


def test_verify_finds_a_missing_last_seal(events, unguarded):
    tamper(unguarded, "DELETE FROM core_auditseal WHERE number = 3")

    assert verdict() == ("The audit trail is broken. Seal 3 is missing: the chain should go on to 3.", 1)


def test_verify_finds_a_head_that_was_set_back(events, unguarded):
    tamper(unguarded, "UPDATE core_sealhead SET number = 2")

    sentence = "The audit trail is broken. The head of the chain was altered: it ends at 2, but there is a seal 3."
    assert verdict() == (sentence, 1)


def test_verify_finds_a_head_with_another_digest(events, unguarded):
    last = head()
    tamper(unguarded, "UPDATE core_sealhead SET digest = 'another'")

    sentence = f"The audit trail is broken. The head of the chain was altered: it does not name the last seal, {last}."
    assert verdict() == (sentence, 1)


def test_verify_finds_an_event_that_was_slipped_in(events, unguarded):
    tamper(unguarded, f"DELETE FROM core_unsealedevent WHERE event_id = {events[3]}")

    sentence = (
        f"The audit trail is broken. Event {events[3]} neither has a seal nor waits for one:"
        " another hand added it, or took its seal away."
    )
    assert verdict() == (sentence, 1)


def test_verify_finds_a_trail_that_was_cut_short_only_by_what_was_noted(events, unguarded):
    noted, kept = head(), audit.AuditSeal.objects.get(number=2)
    tamper(
        unguarded,
        "DELETE FROM core_auditseal WHERE number = 3",
        f"DELETE FROM core_auditevent WHERE id = {events[2]}",
        f"UPDATE core_sealhead SET number = 2, digest = '{kept.digest}'",
    )

    assert verdict()[1] == 0
    assert verdict("--expect", str(noted)) == (
        "The audit trail is broken. The trail was cut short: seal 3 was noted, but the chain ends at 2.",
        1,
    )


def test_verify_finds_a_trail_that_was_written_anew_only_by_what_was_noted(events, unguarded):
    noted = head()
    tamper(
        unguarded,
        f"UPDATE core_auditevent SET reason = 'another' WHERE id = {events[0]}",
        "DELETE FROM core_auditseal",
        "DELETE FROM core_sealhead",
        "DELETE FROM core_unsealedevent",
        "INSERT INTO core_unsealedevent SELECT id, happened_at FROM core_auditevent",
    )
    audit.seal_events(at=AT)

    assert verdict()[1] == 0
    assert verdict("--expect", str(noted)) == (
        "The audit trail is broken. Seal 3 is not the one that was noted: the trail was written anew.",
        1,
    )


def test_verify_under_another_audit_key_says_that_it_may_be_the_key(events):
    with override_settings(AUDIT_KEY="another"):
        found = verdict()

    sentence = f"Event {events[0]} or its seal, the first, was altered, or the audit key is not its own."
    assert found == (f"The audit trail is broken. {sentence}", 1)


@pytest.mark.parametrize("expect", ["3", "3:", ":5f0c", "0:5f0c", "three:5f0c", "-1:5f0c", "³:5f0c"])
def test_verify_says_how_to_write_what_was_noted(db, expect):
    sentence, code = verdict(f"--expect={expect}")

    assert "with a colon between, for example 120:5f0c" in sentence
    assert code == 1
