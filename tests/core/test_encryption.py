"""Encrypted fields: plain to us, ciphertext to the database, and written anew under a new key."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import override_settings

from commonweal.core import encryption
from commonweal.core.audit import AuditName

COLUMN = "core.auditname.value"
OLD = {"old": "a key of last year"}
NEW = {"new": "a key of this year"}


def stored():
    """The values of the column as they stand in the database, by key of their row."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT digest, value FROM core_auditname")
        return dict(cursor.fetchall())


def key_names():
    return {digest: token.rpartition(".")[0] for digest, token in stored().items()}


def rotated():
    """What `rotate_field_keys` says about the column, and its last line."""
    out = StringIO()
    call_command("rotate_field_keys", stdout=out)
    lines = out.getvalue().splitlines()
    return [line for line in lines if line.startswith(COLUMN)], lines[-1]


def test_a_field_is_plain_in_python_and_ciphertext_in_the_database(db):
    AuditName.objects.create(digest="d1", value="Sam Reed, 01632 960 001")

    assert AuditName.objects.get().value == "Sam Reed, 01632 960 001"
    assert "Sam" not in stored()["d1"]


def test_the_same_value_is_never_written_alike(db):
    AuditName.objects.create(digest="d1", value="Sam Reed")
    AuditName.objects.create(digest="d2", value="Sam Reed")

    assert len(set(stored().values())) == 2


def test_an_empty_field_stays_empty(db):
    AuditName.objects.create(digest="d1", value="")

    assert (AuditName.objects.get().value, stored()) == ("", {"d1": ""})


@pytest.mark.parametrize("way", [{"value": "Sam Reed"}, {"value__icontains": "Sam"}, {"value__in": ["Sam Reed"]}])
def test_a_field_cannot_be_searched(way):
    with pytest.raises(TypeError, match="is encrypted and cannot be searched"):
        AuditName.objects.filter(**way)


def test_a_value_does_not_open_in_another_column():
    token = encryption.encrypt("Sam Reed", column=COLUMN)

    with pytest.raises(encryption.CannotDecryptError, match="altered, or a wrong key"):
        encryption.decrypt(token, column="core.other.value")

    assert encryption.decrypt(token, column=COLUMN) == "Sam Reed"


@pytest.mark.parametrize(
    "alter", [lambda token: token[:-4] + "AAA=", lambda token: token + "!", lambda token: token[:12]]
)
def test_an_altered_value_does_not_open(alter):
    token = encryption.encrypt("Sam Reed", column=COLUMN)

    with pytest.raises(encryption.CannotDecryptError, match="altered, or a wrong key"):
        encryption.decrypt(alter(token), column=COLUMN)


@override_settings(FIELD_KEYS=OLD)
def test_a_value_under_a_key_we_do_not_have_says_which():
    token = encryption.encrypt("Sam Reed", column=COLUMN)

    with override_settings(FIELD_KEYS=NEW), pytest.raises(encryption.CannotDecryptError, match="under the key 'old'"):
        encryption.decrypt(token, column=COLUMN)


@override_settings(FIELD_KEYS={"name.with.dots": "a key"})
def test_a_key_may_have_any_name():
    assert encryption.decrypt(encryption.encrypt("Sam Reed", column=COLUMN), column=COLUMN) == "Sam Reed"


def test_rotation_makes_the_old_key_dispensable(db):
    with override_settings(FIELD_KEYS=OLD):
        for number in range(450):
            AuditName.objects.create(digest=f"d{number}", value=f"Sam Reed {number}" if number else "")

    with override_settings(FIELD_KEYS=NEW | OLD):
        said = rotated()

    assert said == (
        [f"{COLUMN}: 449 rotated"],
        "Everything is under the key new. Restart every process with it first, then drop older keys.",
    )
    with override_settings(FIELD_KEYS=NEW):
        values = {name.digest: name.value for name in AuditName.objects.all()}
    assert values == {f"d{number}": f"Sam Reed {number}" if number else "" for number in range(450)}


def test_rotation_leaves_alone_what_is_under_the_current_key(db):
    with override_settings(FIELD_KEYS=OLD):
        AuditName.objects.create(digest="d1", value="Sam Reed")
    with override_settings(FIELD_KEYS=NEW | OLD):
        AuditName.objects.create(digest="d2", value="Ada Ward")
        before = stored()
        said = [rotated()[0], rotated()[0]]

    assert said == [[f"{COLUMN}: 1 rotated"], [f"{COLUMN}: 0 rotated"]]
    assert stored()["d2"] == before["d2"]
    assert key_names() == {"d1": "new", "d2": "new"}


def test_rotation_that_was_stopped_goes_on_where_it_was(db):
    with override_settings(FIELD_KEYS={"lost": "a key that somebody dropped"}):
        AuditName.objects.create(digest="d300", value="Sam Reed")
    with override_settings(FIELD_KEYS=OLD):
        for number in range(100, 300):
            AuditName.objects.create(digest=f"d{number}", value=f"Ada Ward {number}")

    with (
        override_settings(FIELD_KEYS=NEW | OLD),
        pytest.raises(CommandError, match=r"under the key 'lost'.*Put its key back"),
    ):
        call_command("rotate_field_keys", stdout=StringIO())
    half_way = set(key_names().values())
    with override_settings(FIELD_KEYS=NEW | OLD | {"lost": "a key that somebody dropped"}):
        said = rotated()[0]

    assert half_way == {"new", "lost"}
    assert said == [f"{COLUMN}: 1 rotated"]
    assert set(key_names().values()) == {"new"}


def test_an_encrypted_field_is_a_plain_column_to_migrations():
    assert encryption.EncryptedTextField().deconstruct()[1:] == ("django.db.models.TextField", [], {})
