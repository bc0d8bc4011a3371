"""Loading a pack is killed at random instants: it is loaded whole or not at all, on both databases.

The seed is printed; `COMMONWEAL_KILL_SEED` repeats it, as nearly as processes repeat anything.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import running
from tests.running import ROOT, House, Mailbox

pytestmark = [pytest.mark.kill, pytest.mark.real_time]

KILLS = 12
LOAD = ("-m", "commonweal.config.commands", "load_pack")
KENT = ROOT / "packs" / "kent-2021"

# Prints for every strategy how much is kept of it, as another process sees it.
COUNT = """
import json, django
django.setup()
from commonweal.core.models import AuditEvent
from commonweal.strategy.models import Commitment, Contradiction, Edition, Fact, Part, Provision, Strategy
models = (Commitment, Part, Fact, Contradiction, Provision)
print(json.dumps({
    strategy.slug: [
        *(model.objects.filter(strategy=strategy).count() for model in models),
        Edition.objects.filter(pack__strategy=strategy).count(),
        strategy.packs.count(),
        AuditEvent.objects.filter(verb="strategy.pack.load", subject_reference=strategy.slug).count(),
    ]
    for strategy in Strategy.objects.all()
}))
"""


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_pack_whose_loading_is_killed_is_whole_or_not_there(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    postgres = running.named_postgres() if kind == "postgresql" else None
    if kind == "postgresql" and postgres is None:
        pytest.skip("No PostgreSQL was named: set COMMONWEAL_TEST_POSTGRES_URL, or run ./run test --all.")
    seed = int(os.environ.get("COMMONWEAL_KILL_SEED") or time.time_ns() % 1_000_000)
    chance = random.Random(seed)

    with running.made_database(postgres) as database:
        house = House(tmp_path, Mailbox(0), database, {})
        house.manage("migrate", "--verbosity", "0")
        checked, loaded = _seconds(house, _pack(tmp_path, 0), "--check"), _seconds(house, _pack(tmp_path, 1))
        for number in range(2, 2 + KILLS):
            _load_and_kill(house, _pack(tmp_path, number), after=chance.uniform(0.7 * checked, 1.1 * loaded))
        found: dict[str, list[int]] = json.loads(house.run("-c", COUNT).splitlines()[-1])

    with capsys.disabled():
        print(f"\n{kind}, seed {seed}: {len(found) - 1} of {KILLS} loads were done before they were killed")
    assert found["pack-1"][2:4] == [83, 23]
    assert {slug: rows for slug, rows in found.items() if rows != found["pack-1"]} == {}


def _pack(folder: Path, number: int) -> Path:
    """The pack under a slug of its own, so that each is loaded as a new one."""
    copy = folder / f"pack-{number}"
    shutil.copytree(KENT, copy)
    head = (copy / "pack.toml").read_text()
    (copy / "pack.toml").write_text(head.replace('slug = "kent-2021"', f'slug = "pack-{number}"'))
    return copy


def _seconds(house: House, pack: Path, *words: str) -> float:
    began = time.monotonic()
    house.run(*LOAD, str(pack), *words)
    return time.monotonic() - began


def _load_and_kill(house: House, pack: Path, *, after: float) -> None:
    process = subprocess.Popen(
        [sys.executable, *LOAD, str(pack)],
        cwd=ROOT,
        env=house.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
