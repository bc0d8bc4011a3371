"""A backup and back again: everything returns, and what is not whole changes nothing."""

from __future__ import annotations

import io
import json
import os
import tarfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from pytest_django import Settings

import commonweal
from commonweal.core import audit
from commonweal.core.actors import Actor
from commonweal.core.idempotency import IdempotencyKey
from commonweal.core.operating import maintenance, marks
from commonweal.core.operating.backups import archive, dumps, making, restoring
from commonweal.core.operating.backups.archive import NotABackupError

# A restore replaces the database under the test's feet, so nothing may be held in a transaction.
pytestmark = pytest.mark.django_db(transaction=True)

Store = Callable[[str, str], None]


def say_nothing(words: str) -> None:
    """Progress that nobody reads."""


def add_keys(*names: str, at: datetime) -> None:
    IdempotencyKey.objects.bulk_create([IdempotencyKey(purpose="test", key=name, claimed_at=at) for name in names])


def keys() -> list[str]:
    return list(IdempotencyKey.objects.order_by("key").values_list("key", flat=True))


def stored() -> dict[str, str]:
    found: dict[str, str] = {}
    for name in making.stored_names():
        with default_storage.open(name) as stream:
            found[name] = stream.read().decode()
    return found


def happen(name: str, *, at: datetime) -> None:
    """One audited and sealed event."""
    with transaction.atomic():
        mark = marks.Mark.objects.create(name=name, set_at=at)
        audit.record("core.test.happen", mark, by=Actor.system("test"), at=at)
    audit.seal_events(at=at)


@pytest.fixture
def backup(own_folder: Path, store: Store, at: datetime) -> Path:
    """A backup of two rows, three files and one sealed event."""
    add_keys("one", "two", at=at)
    happen("first", at=at)
    store("a/letter.txt", "Dear all")
    store("a/b/plan.txt", "The plan")
    store("empty.txt", "")
    target = own_folder / "kept.commonweal"
    making.make(target, at=at, tell=say_nothing)
    return target


def test_round_trip_brings_back_rows_files_and_audit(backup: Path, store: Store, at: datetime) -> None:
    IdempotencyKey.objects.filter(key="one").delete()
    add_keys("three", at=at)
    happen("second", at=at)
    default_storage.delete("a/letter.txt")
    default_storage.delete("a/b/plan.txt")
    store("a/b/plan.txt", "Another plan")
    store("newer.txt", "Written since")

    restored = restoring.restore(backup, at=at, tell=say_nothing)

    assert keys() == ["one", "two"]
    assert stored() == {"a/letter.txt": "Dear all", "a/b/plan.txt": "The plan", "empty.txt": ""}
    assert audit.verify().head.number == 1
    assert maintenance.closure() is None
    assert restored.manifest.rows["core_idempotencykey"] == 2
    # And there is a way back to what was there before.
    assert restored.before is not None
    restoring.restore(restored.before, at=at.replace(hour=11), tell=say_nothing)
    assert keys() == ["three", "two"]
    assert stored() == {"a/b/plan.txt": "Another plan", "empty.txt": "", "newer.txt": "Written since"}
    assert audit.verify().head.number == 2


def test_database_takes_rows_after_a_restore(backup: Path, at: datetime) -> None:
    restoring.restore(backup, at=at, tell=say_nothing)

    add_keys("three", at=at)
    happen("second", at=at)

    assert keys() == ["one", "three", "two"]
    assert audit.verify().head.number == 2


def test_backup_says_what_it_holds(backup: Path, at: datetime) -> None:
    manifest = archive.verify(backup)

    assert manifest.version == commonweal.__version__
    assert manifest.made_at == at.isoformat(timespec="seconds")
    assert manifest.database == connection.vendor
    assert manifest.file_names == ["empty.txt", "a/letter.txt", "a/b/plan.txt"]
    assert manifest.rows["core_idempotencykey"] == 2
    assert manifest.seal == str(audit.verify().head)
    assert "core.0001_first_tables" in manifest.migrations


def test_backup_is_for_its_owner_alone_and_leaves_nothing_beside_it(backup: Path) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600
    assert sorted(entry.name for entry in backup.parent.iterdir()) == ["files", "kept.commonweal"]


def test_backup_holds_no_key(backup: Path, settings: Settings) -> None:
    content = backup.read_bytes()

    assert [
        key
        for key in (settings.SECRET_KEY, settings.AUDIT_KEY, *settings.FIELD_KEYS.values())
        if key.encode() in content
    ] == []


def test_backup_replaces_nothing(backup: Path, at: datetime) -> None:
    before = backup.read_bytes()

    with pytest.raises(making.TargetTakenError) as refused:
        making.make(backup, at=at, tell=say_nothing)

    assert str(refused.value) == f"{backup} is there already: give another name."
    assert backup.read_bytes() == before


def test_backup_that_fails_half_way_leaves_no_file(
    own_folder: Path, store: Store, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    store("a.txt", "one")
    store("b.txt", "two")
    monkeypatch.setattr(FileSystemStorage, "size", lambda self, name: 5000)  # the store then gives fewer bytes

    with pytest.raises(OSError, match="unexpected end of data"):
        making.make(own_folder / "kept.commonweal", at=at, tell=say_nothing)

    assert sorted(entry.name for entry in own_folder.iterdir()) == ["files"]


def cut(source: Path, at_byte: int) -> None:
    os.truncate(source, at_byte)


def flip(source: Path, needle: bytes) -> None:
    """One bit of the last place where `needle` stands: a table may have a column that is called as in the manifest."""
    content = bytearray(source.read_bytes())
    content[content.rindex(needle)] ^= 1
    source.write_bytes(content)


def put(source: Path, text: str) -> None:
    source.write_text(text)


DAMAGE: dict[str, tuple[Callable[[Path], None], str]] = {
    "cut in the database": (lambda source: cut(source, 20_000), "It was cut short, or it is no backup."),
    "cut in the manifest": (
        lambda source: cut(source, source.read_bytes().index(b"manifest.json") + 700),
        "It was cut short, or it is no backup.",
    ),
    "cut before the manifest": (
        lambda source: cut(source, source.read_bytes().index(b"manifest.json")),
        "It has no list of contents at its end: it was cut short, or it is no backup.",
    ),
    "a byte of a file": (
        lambda source: flip(source, b"Dear all"),
        "The part files/a/letter.txt is not as it was written.",
    ),
    "a byte of the manifest": (
        lambda source: flip(source, b"made_at"),
        "Its list of contents was altered, or it was made under another COMMONWEAL_AUDIT_KEY.",
    ),
    "no backup at all": (lambda source: put(source, "Dear all" * 300), "It was cut short, or it is no backup."),
    "empty": (lambda source: cut(source, 0), "It was cut short, or it is no backup."),
}


@pytest.mark.parametrize(("damage", "sentence"), DAMAGE.values(), ids=DAMAGE)
def test_restore_of_a_damaged_backup_changes_nothing(
    backup: Path, at: datetime, damage: Callable[[Path], None], sentence: str
) -> None:
    archive.verify(backup)  # whole before
    add_keys("three", at=at)
    files = stored()
    damage(backup)

    with pytest.raises(NotABackupError) as refused:
        restoring.restore(backup, at=at, tell=say_nothing)

    assert str(refused.value) == sentence
    assert keys() == ["one", "three", "two"]
    assert stored() == files
    assert maintenance.closure() is None
    assert not (backup.parent / "backups").exists()


def test_restore_of_a_part_that_was_slipped_in_changes_nothing(backup: Path, own_folder: Path, at: datetime) -> None:
    extra = own_folder / "extra"
    extra.write_text("slipped in")
    with tarfile.open(backup, "a:") as tar:
        tar.add(extra, "files/extra.txt")

    with pytest.raises(NotABackupError) as refused:
        restoring.restore(backup, at=at, tell=say_nothing)

    assert str(refused.value) == "It holds something that we did not put there."


def rewrite(source: Path, **changed: object) -> None:
    """The same backup with another manifest, properly signed."""
    manifest = archive.verify(source)
    members: list[tuple[str, bytes]] = [(name, stream.read()) for name, stream in archive.parts(source)]
    source.unlink()
    with archive.Writer(source) as writer:
        for name, content in members:
            writer.add(name, ContentFile(content), size=len(content))
        writer.finish(archive.Manifest(**{**manifest.__dict__, **changed}))


@pytest.mark.parametrize("changed", [{"version": "99.0.0"}, {"migrations": ("core.9999_not_yet",)}], ids=str)
def test_restore_of_a_newer_backup_changes_nothing(backup: Path, at: datetime, changed: dict[str, object]) -> None:
    rewrite(backup, **changed)
    add_keys("three", at=at)

    with pytest.raises(restoring.CannotRestoreError) as refused:
        restoring.restore(backup, at=at, tell=say_nothing)

    theirs = changed.get("version", commonweal.__version__)
    assert str(refused.value) == (
        f"It was made by a newer version ({theirs}; this is {commonweal.__version__}): upgrade first, then restore."
    )
    assert keys() == ["one", "three", "two"]


def test_restore_onto_another_kind_of_database(backup: Path, at: datetime) -> None:
    rewrite(backup, database="oracle")

    with pytest.raises(restoring.CannotRestoreError) as refused:
        restoring.restore(backup, at=at, tell=say_nothing)

    assert str(refused.value) == (
        f"It holds a oracle database, and COMMONWEAL_DATABASE_URL names a {connection.vendor} one."
    )


def test_restore_of_a_trail_that_lost_its_last_seal(backup: Path, at: datetime) -> None:
    rewrite(backup, seal="2:" + "0" * 64)  # the manifest knows of a seal that the database no longer has

    with pytest.raises(restoring.UnfinishedError) as stopped:
        restoring.restore(backup, at=at, tell=say_nothing)

    first, again, back = str(stopped.value).splitlines()
    assert first == (
        "The database is the backup's, but the restore did not finish: The trail was cut short: seal 2 was noted, but "
        "the chain ends at 1. The site stays closed."
    )
    assert again.startswith("To try again: run the same restore once more.")
    assert back.startswith("To go back to what was there: ./run restore ")
    assert maintenance.closure() is not None


def test_restore_opens_the_site_though_the_backup_was_made_while_closed(own_folder: Path, at: datetime) -> None:
    maintenance.close(reason="For the backup.", at=at)
    making.make(own_folder / "kept.commonweal", at=at, tell=say_nothing)

    restoring.restore(own_folder / "kept.commonweal", at=at, tell=say_nothing)
    maintenance.look()

    assert maintenance.closure() is None


def test_command_asks_and_takes_no_for_an_answer(
    backup: Path, at: datetime, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    add_keys("three", at=at)
    monkeypatch.setattr("builtins.input", lambda _question: "yes")

    with pytest.raises(CommandError, match=r"^Nothing was changed\.$"):
        call_command("restore", str(backup))

    assert "version 0.1.0" in capsys.readouterr().out
    assert keys() == ["one", "three", "two"]


def test_command_goes_on_when_told_to(backup: Path, at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    add_keys("three", at=at)
    monkeypatch.setattr("builtins.input", lambda _question: "restore")

    call_command("restore", str(backup))

    assert keys() == ["one", "two"]


def test_command_where_nobody_can_answer(backup: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))

    with pytest.raises(CommandError) as refused:
        call_command("restore", str(backup))

    assert str(refused.value) == "Nothing was changed. Where nobody can answer, say --yes."


def test_only_the_newest_of_its_own_backups_are_kept(own_folder: Path, settings: Settings, at: datetime) -> None:
    settings.BACKUPS_KEPT = 2

    for minute in range(4):
        making.keep("before-upgrade", at=at.replace(minute=minute), tell=say_nothing)

    assert sorted(entry.name for entry in (own_folder / "backups").iterdir()) == [
        "2026-06-17-090200-before-upgrade.commonweal",
        "2026-06-17-090300-before-upgrade.commonweal",
    ]


def test_manifest_is_plain_json_for_those_who_look(backup: Path) -> None:
    with tarfile.open(backup) as tar:
        member = tar.extractfile("manifest.json")
        assert member is not None
        words = json.loads(json.loads(member.read())["manifest"])

    assert sorted(words) == ["database", "format", "made_at", "migrations", "parts", "rows", "seal", "version"]


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="about PostgreSQL's own tools")
def test_restore_while_others_hold_the_database(backup: Path, at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dumps, "WAIT_SECONDS", 1)
    add_keys("three", at=at)
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("LOCK TABLE core_idempotencykey IN ACCESS SHARE MODE")

        with pytest.raises(dumps.DumpError) as refused:
            restoring.restore(backup, at=at, tell=say_nothing)

        cursor.execute("ROLLBACK")
    other.close()
    assert str(refused.value) == (
        "Others are using the database: stop the web servers and the workers, then try again."
    )
    assert keys() == ["one", "three", "two"]
    assert maintenance.closure() is None


def test_what_a_killed_backup_left_goes_after_a_day(own_folder: Path, at: datetime) -> None:
    old, fresh = own_folder / ".dump-old", own_folder / ".dump-fresh"
    for left in (old, fresh):
        left.mkdir()
        (left / "database").write_text("rows")
    yesterday = at.timestamp() - 25 * 3600
    os.utime(old, (yesterday, yesterday))
    os.utime(fresh, (at.timestamp(), at.timestamp()))

    making.make(own_folder / "kept.commonweal", at=at, tell=say_nothing)

    assert sorted(entry.name for entry in own_folder.iterdir()) == [".dump-fresh", "kept.commonweal"]
