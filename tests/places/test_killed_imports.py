"""An import of postcodes that is killed at random instants: readers see the old edition or the new one, whole."""

from __future__ import annotations

import json
import os
import random
import signal
import time
from itertools import islice, product
from pathlib import Path
from typing import Any

import pytest

from tests.core.jobs.trials import fresh_trial
from tests.places import files

pytestmark = [pytest.mark.kill, pytest.mark.slow, pytest.mark.real_time]

SCRIPT = "tests.places.import_service"
OLD, NEW = "X07900001", "X07900002"
ROWS = 100_000
KILLS = 5
MOST_SECONDS = 3.5  # about as long as the whole takes, from Python's first word to its last


def postcodes_of(path: Path, district: str) -> Path:
    letters = "ABCDEFGHJK"
    places = product("ABCDEFGHJKLMNOPR", letters, range(1, 10), range(10), letters, letters)
    rows = (f"{a}{b}{c} {d}{e}{f}" for a, b, c, d, e, f in places)
    return files.plain_postcodes(path, list(islice(rows, ROWS)), district=district)


def test_import_killed_at_random_instants(
    tmp_path: Path, django_db_blocker: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    seed = int(os.environ.get("COMMONWEAL_KILL_SEED") or time.time_ns() % 1_000_000)
    chance = random.Random(seed)
    old, new = postcodes_of(tmp_path / "old.csv", OLD), postcodes_of(tmp_path / "new.csv", NEW)
    stop = tmp_path / "stop"
    with django_db_blocker.unblock(), fresh_trial(tmp_path) as trial:
        trial.run("prepare", OLD, NEW, script=SCRIPT)
        trial.run("import", str(old), script=SCRIPT)
        watcher = trial.start("watch", str(stop), script=SCRIPT)

        cut_short = 0
        for _ in range(KILLS):
            importer = trial.start("import", str(new), script=SCRIPT)
            time.sleep(chance.uniform(0.5, MOST_SECONDS))
            cut_short += importer.poll() is None
            importer.send_signal(signal.SIGKILL)
            importer.wait()
        trial.run("import", str(new), script=SCRIPT)
        trial.run("import", str(new), script=SCRIPT)
        stop.touch()
        seen = json.loads(watcher.communicate(timeout=30)[0])
        report = trial.report(script=SCRIPT)

        with capsys.disabled():
            print(f"\nimports: seed {seed}, {cut_short} of {KILLS} were cut short, editions made: {report['editions']}")
        whole = [[[ROWS, OLD, OLD]], [[ROWS, NEW, NEW]]]
        assert cut_short
        assert seen == whole
        assert (report["seen"], report["rows"]) == (whole[1], ROWS)
        assert [status for name, status in report["imports"] if name == "new.csv"].count("DONE") == 1
