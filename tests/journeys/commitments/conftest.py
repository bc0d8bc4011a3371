"""A house in which nobody but these journeys brings anything for a commitment, and the windows of those in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import running
from tests.journeys.conftest import DESKTOP, TELEPHONE, OpenWindow
from tests.journeys.visits import Visit
from tests.running import House

Enter = Callable[[str], Visit]


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Apart from the house of the other journeys: what people brought there would change how it stands here."""
    with running.started(tmp_path_factory.mktemp("strategy-house"), postgres=running.chosen_postgres()) as one:
        yield one


@pytest.fixture(scope="session")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which an operator keeps packs; the one that is loaded lies there."""
    return tmp_path_factory.mktemp("packs")


@pytest.fixture(scope="session")
def council(house: House, packs: Path) -> dict[str, Any]:
    """The council and its strategy."""
    found: dict[str, Any] = json.loads(house.run("-m", "tests.journeys.commitments.council", str(packs)))
    return found


@pytest.fixture(params=[DESKTOP, TELEPHONE], ids=["1280", "320"])
def enter(request: pytest.FixtureRequest, open_window: OpenWindow, house: House, council: dict[str, Any]) -> Enter:
    """Open a window for somebody: `visitor` is anybody, the others are signed in. Once at each width."""

    def open_for(who: str) -> Visit:
        visit = open_window(viewport=request.param)
        cookies = council["cookies"].get(who, {}).items()
        jar = [{"name": name, "value": value, "url": house.address} for name, value in cookies]
        visit.page.context.add_cookies(jar)  # type: ignore[arg-type]  # as Playwright has them
        return visit

    return open_for
