"""docs/reference/journeys.md: the states of each thing that has a life, and the moves between them."""

from __future__ import annotations

import importlib
from collections.abc import Iterator

from django.db import models

from commonweal.core.journeys import Journey
from tools.reference.markdown import code, link, listed, page, table
from tools.reference.modules import Module, modules, texts_in

WORDS = """\
A journey is a table of moves: from which states, to which. Only an operation makes a move, and each move leaves a step
with who and when, which nobody can edit. A move that is not drawn here cannot be made."""


def text() -> str:
    """Every journey of every states.py, drawn and as a table."""
    body = [line for module in modules("states") for line in _section(module)]
    return page("Journeys", written_from="every `states.py`", words=WORDS, body=body)


def _section(module: Module) -> Iterator[str]:
    loaded = importlib.import_module(module.name)
    for name, journey in vars(loaded).items():
        if isinstance(journey, Journey):
            states = _states_of(journey, vars(loaded))
            yield from (f"## {module.area}: `{name}`", "", link(f"`{module.path}`", module.path), "")
            yield from table(("state", "as people read it"), ((code(each.value), str(each.label)) for each in states))
            yield from _diagram(journey, states)
            yield from table(
                ("move", "from", "to", "made by"),
                (
                    (
                        code(move),
                        listed(code(each) for each in sorted(way.sources)),
                        code(way.target),
                        _makers(module, move),
                    )
                    for move, way in journey.moves.items()
                ),
            )


def _states_of(journey: Journey, names: dict[str, object]) -> list[models.TextChoices]:
    """The states that `journey` moves between, in the order they were written."""
    used = {state for source, _move, target in journey.edges() for state in (source, target)}
    for choices in names.values():
        if isinstance(choices, type) and issubclass(choices, models.TextChoices) and used <= set(choices.values):
            return list(choices)
    raise LookupError(f"no states for a journey between {sorted(used)}")


def _diagram(journey: Journey, states: list[models.TextChoices]) -> Iterator[str]:
    yield from ("```mermaid", "stateDiagram-v2", f"    [*] --> {states[0].value}")
    for source, move, target in journey.edges():
        yield f"    {source} --> {target}: {move}"
    yield from (f"    {state.value} --> [*]" for state in states if not journey.moves_from(state.value))
    yield from ("```", "")


def _makers(module: Module, move: str) -> str:
    """The operations of the same area that make `move`."""
    return listed(
        code(f"{operations.noun}.{name}")
        for operations in modules("operations")
        if operations.area == module.area
        for name, function in operations.functions.items()
        if not name.startswith("_") and move in texts_in(function)
    )
