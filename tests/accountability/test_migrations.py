"""Migrations that move data, before and after. Each runs in an empty database of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_whoever_asked_by_the_website_asked_when_it_was_sent(tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COMMONWEAL_")}
    environment = kept | {
        "DJANGO_SETTINGS_MODULE": "commonweal.config.settings",
        "COMMONWEAL_DATA_DIR": str(tmp_path),
        "COMMONWEAL_DATABASE_URL": f"sqlite:///{tmp_path}/before.sqlite3",
    }

    command = [sys.executable, "-m", "tests.accountability.migrating"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "AF-2222-2222": "2026-06-01T12:00:00+00:00",
        "AF-3333-3333": "2026-05-31T12:00:00+00:00",
        "AF-4444-4444": None,
    }
