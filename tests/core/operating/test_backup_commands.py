"""`./run backup` and `./run restore`, as they speak to the person who types them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from commonweal.core.operating import telling
from commonweal.core.operating.backups import archive, making

pytestmark = pytest.mark.django_db(transaction=True)

Store = Callable[[str, str], None]


@pytest.mark.parametrize("named", ["nowhere/kept.commonweal", "nowhere/"])
def test_backup_into_a_folder_that_is_not_there(own_folder: Path, named: str) -> None:
    (own_folder / "here").mkdir()
    call_command("backup", f"{own_folder}/{named.replace('nowhere', 'here')}")

    with pytest.raises(CommandError) as refused:
        call_command("backup", f"{own_folder}/{named}")

    assert str(refused.value) == (
        f"No backup was made. There is no folder {own_folder}/nowhere: see that its disk is there, or make it."
    )
    assert not (own_folder / "nowhere").exists()


def test_backup_counts_one_as_one(
    own_folder: Path, store: Store, at: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    store("a.txt", "one")
    target = own_folder / "kept.commonweal"

    call_command("backup", str(target))

    rows = sum(archive.verify(target).rows.values())
    assert capsys.readouterr().out.splitlines()[-1] == f"Done: {target}, with {rows} rows and 1 file."


def test_backup_goes_on_when_nobody_reads_how(own_folder: Path, at: datetime) -> None:
    def hung_up(words: str) -> None:
        raise BrokenPipeError

    making.make(own_folder / "kept.commonweal", at=at, tell=telling.teller(hung_up))

    assert archive.verify(own_folder / "kept.commonweal").made_at == at.isoformat(timespec="seconds")


def test_command_that_cannot_read_says_so(own_folder: Path) -> None:
    nowhere = own_folder / "nowhere"

    with pytest.raises(CommandError) as refused:
        call_command("restore", str(nowhere), yes=True)

    assert str(refused.value) == (
        f"{nowhere} was not restored, and nothing was changed. There is no {nowhere}: look for a slip in its name, or a"
        " disk that is not there."
    )


def test_command_names_a_backup_in_a_folder(own_folder: Path) -> None:
    call_command("backup", str(own_folder))

    assert [entry.name for entry in own_folder.glob("*.commonweal")] == ["2026-06-17-093000.commonweal"]
