"""The rows of the access table for the public pages of a strategy: all of them are open to everybody."""

from __future__ import annotations

from commonweal.strategy.models import Strategy
from tests.factories import concerns
from tests.factories.strategy import SMALL_SLUG
from tests.platform.access_rows import Row, everybody
from tests.platform.personas import Persona, World

READ_BY_ALL = {"GET": everybody(200)}


def _strategy(world: World) -> Strategy:
    return concerns.a_commitment(at=world.at).strategy


def a_strategy(world: World, _persona: Persona) -> dict[str, str]:
    """The small strategy."""
    world.made(_strategy)
    return {"slug": SMALL_SLUG}


def a_kind(world: World, persona: Persona) -> dict[str, str]:
    """Its aims."""
    return a_strategy(world, persona) | {"kind": "aims"}


def an_aim(world: World, persona: Persona) -> dict[str, str]:
    """One of its aims."""
    return a_kind(world, persona) | {"code": "aim-1"}


def an_owner(world: World, persona: Persona) -> dict[str, str]:
    """A body that it names."""
    return a_strategy(world, persona) | {"key": "group"}


def a_commitment(world: World, persona: Persona) -> dict[str, str]:
    """One of its commitments."""
    return a_strategy(world, persona) | {"code": "C-005"}


def some_records(world: World, persona: Persona) -> dict[str, str]:
    """The records that speak for it."""
    return a_commitment(world, persona) | {"query": "accountability.formats_supplied"}


ROWS = (
    *(
        Row(f"accountability:{name}", a_strategy, READ_BY_ALL)
        for name in ("strategy", "strategy_history", "strategy_compare", "strategy_how", "owner_list", "commitments")
    ),
    Row("accountability:part_list", a_kind, READ_BY_ALL),
    Row("accountability:part", an_aim, READ_BY_ALL),
    Row("accountability:owner", an_owner, READ_BY_ALL),
    Row("accountability:commitment", a_commitment, READ_BY_ALL),
    Row("accountability:evidence", some_records, READ_BY_ALL),
    Row("accountability:evidence_csv", some_records, READ_BY_ALL),
)
