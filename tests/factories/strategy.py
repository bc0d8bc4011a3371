"""Strategies for tests: a small pack that lies beside the tests, loaded as it is or with some of its lines changed."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from commonweal.core.actors import Actor
from commonweal.strategy.models import Commitment, Strategy
from commonweal.strategy.operations import packs
from commonweal.strategy.pack.reading import read_pack
from commonweal.strategy.queries import strategies

SMALL = Path(__file__).parents[1] / "strategy" / "small-2021"
SMALL_SLUG = "small-2021"
LOADER = Actor.system("load_pack")


def small_pack(folder: Path, changes: Mapping[str, Mapping[str, str]] | None = None, *, name: str = SMALL_SLUG) -> Path:
    """A copy of the small pack in `folder`; `changes` say for a file which words become which others."""
    copy = folder / name
    shutil.copytree(SMALL, copy)
    for file, words in (changes or {}).items():
        text = (copy / file).read_text()
        for old, new in words.items():
            assert old in text, f"{file} does not say {old!r}"
            text = text.replace(old, new)
        (copy / file).write_text(text)
    return copy


def load(folder: Path, *, at: datetime) -> Strategy:
    """Load a pack through its operation."""
    return packs.load(contents=read_pack(folder), by=LOADER, at=at).pack.strategy


def a_strategy(*, at: datetime) -> Strategy:
    """The small strategy: adopted in 2021, in force until 2027. The one that is loaded, if one is."""
    return strategies.by_slug(SMALL_SLUG) or load(SMALL, at=at)


def commitment(strategy: Strategy, code: str) -> Commitment:
    """One of its commitments."""
    return Commitment.objects.select_related("strategy", "owner", "section").get(strategy=strategy, code=code)
