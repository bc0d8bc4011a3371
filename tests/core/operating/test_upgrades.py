"""An upgrade backs up first, and says exactly how to go back when it fails."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from pytest_django import Settings

from commonweal.core import audit
from commonweal.core.actors import Actor
from commonweal.core.operating import maintenance, marks
from commonweal.core.operating.backups import archive

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ready(fit_settings: Settings, own_folder: Path) -> Path:
    """Settings that are fit, and a place for static files."""
    fit_settings.STATIC_ROOT = own_folder / "static"
    return own_folder


def backups(folder: Path) -> list[str]:
    return sorted(entry.name for entry in (folder / "backups").glob("*"))


def test_upgrade_backs_up_collects_and_opens(ready: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("upgrade")

    assert backups(ready) == ["2026-06-17-093000-before-upgrade.commonweal"]
    archive.verify(ready / "backups" / backups(ready)[0])
    assert (ready / "static" / "commonweal" / "app.css").is_file()
    assert maintenance.closure() is None
    assert capsys.readouterr().out.splitlines()[-1] == "Done. Start the web server and the workers again."


def test_upgrade_leaves_a_closed_site_closed(ready: Path, at: datetime) -> None:
    maintenance.close(reason="For longer.", at=at)

    call_command("upgrade")

    assert maintenance.closure() is not None


def test_upgrade_with_unfit_settings_changes_nothing(ready: Path, fit_settings: Settings) -> None:
    fit_settings.DEBUG = True

    with pytest.raises(CommandError) as refused:
        call_command("upgrade")

    assert str(refused.value).splitlines()[0] == "Nothing was changed. Put this right first:"
    assert not (ready / "backups").exists()


def test_upgrade_that_fails_says_how_to_go_back(ready: Path, at: datetime) -> None:
    with transaction.atomic():
        mark = marks.Mark.objects.create(name="test", set_at=at)
        audit.record("core.test.happen", mark, by=Actor.system("test"), at=at)
    audit.seal_events(at=at)
    audit.SealHead.objects.update(digest="0" * 64)

    with pytest.raises(CommandError) as failed:
        call_command("upgrade")

    (backup,) = backups(ready)
    lines = str(failed.value).splitlines()
    assert lines[0].startswith("The upgrade failed (The head of the chain was altered")
    assert lines[1] == (
        "To go back: 1. put the earlier version of the software in place; "
        f"2. ./run restore {ready / 'backups' / backup}; 3. start the web server and the workers. "
        "Or put right what failed, and run the upgrade again."
    )
    assert maintenance.closure() is not None


def test_upgrade_applies_what_is_missing(ready: Path) -> None:
    call_command("migrate", "core", "0005", verbosity=0)

    call_command("upgrade")

    assert "core_mark" in connection.introspection.table_names()
