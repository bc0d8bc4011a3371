"""Who gets in where: what a strategy says, its versions and feeds, following it, and the desk of newer figures."""

from __future__ import annotations

from commonweal.accountability import following
from commonweal.accountability.models import Follow
from commonweal.strategy.models import Strategy
from commonweal.strategy.operations import figures as operations
from commonweal.strategy.queries import figures
from tests.factories import follows, strategy
from tests.platform.access_rows import Answers, Row, everybody, no_words, only, people
from tests.platform.personas import Persona, World

GET_BY_ALL = {"GET": everybody(200)}

FIGURE = {"words": "There are more.", "source": "Register", "link": "", "year": "2025", "scope": "All", "caveat": ""}
"""A newer figure, as an officer typed it."""

TYPED = tuple(filter(None, FIGURE.values()))
"""What somebody typed into the figures of this world."""


def _strategy(world: World) -> Strategy:
    return strategy.a_strategy(at=world.at)


def _asked(world: World) -> Follow:
    return follows.asked(world.made(_strategy), at=world.at, email="asked@example.org")


def _confirmed(world: World) -> Follow:
    return follows.confirmed(world.made(_strategy), at=world.at, email="follows@example.org")


def _followed(world: World) -> Follow:
    """What the communities officer follows."""
    who = world.people[Persona.COMMUNITIES_OFFICER]
    return follows.by_person(world.made(_strategy), who=who, at=world.at)


def _figure(world: World) -> int:
    world.made(_strategy)
    fact = figures.get_fact(strategy.SMALL_SLUG, "F-15")
    officer = world.people[Persona.COMMUNITIES_OFFICER]
    operations.add_later_figure(fact=fact, **FIGURE, by=officer.actor, at=world.at)
    return len(figures.later_figures(fact))


def of_strategy(world: World, _persona: Persona) -> dict[str, str]:
    """A strategy."""
    return {"slug": world.made(_strategy).slug}


def with_code(code: str, world: World) -> dict[str, str]:
    """Something of this code in a strategy."""
    return {"slug": world.made(_strategy).slug, "code": code}


def confirm_key(world: World, _persona: Persona) -> dict[str, str]:
    """The key in the letter that asks."""
    return {"key": following.confirm_address(world.made(_asked)).split("/")[-2]}


def list_key(world: World, _persona: Persona) -> dict[str, str]:
    """The key in a letter to somebody who follows."""
    return {"key": following.list_key(world.made(_confirmed).contact_digest)}


def keepers(status: int) -> Answers:
    """`status` for those who keep newer figures."""
    return only(COMMUNITIES_OFFICER=status)


ROWS: tuple[Row, ...] = (
    Row("accountability:changes_feed", no_words, GET_BY_ALL),
    *(
        Row(f"accountability:{name}", of_strategy, GET_BY_ALL)
        for name in (
            *("strategy_changes", "facts", "contradictions", "words", "rules", "grant_terms", "named_bodies"),
            *("compact", "versions", "follow_sent"),
        )
    ),
    Row("accountability:commitment_changes", lambda world, _persona: with_code("S-001", world), GET_BY_ALL),
    Row("accountability:fact", lambda world, _persona: with_code("F-15", world), GET_BY_ALL),
    Row("accountability:contradiction", lambda world, _persona: with_code("G-01", world), GET_BY_ALL),
    Row("accountability:version", lambda world, persona: of_strategy(world, persona) | {"number": "1"}, GET_BY_ALL),
    Row("accountability:follow_strategy", of_strategy, {"GET": everybody(200), "POST": everybody(422)}),
    Row(
        "accountability:follow",
        lambda world, _persona: with_code("S-001", world),
        {"GET": everybody(200), "POST": everybody(422)},
    ),
    # Whoever has a letter has its key, and nobody else.
    Row("accountability:follow_confirm", confirm_key, {"GET": everybody(200), "POST": everybody(302)}),
    Row("accountability:follow_list_by_key", list_key, GET_BY_ALL),
    Row(
        "accountability:follow_stop_by_key",
        lambda world, persona: list_key(world, persona) | {"ref": world.made(_confirmed).reference},
        {"GET": everybody(200), "POST": everybody(302)},
    ),
    Row("accountability:follow_list", no_words, {"GET": people(200)}),
    Row(
        "accountability:follow_stop",
        lambda world, _persona: {"ref": world.made(_followed).reference},
        {"GET": only(COMMUNITIES_OFFICER=200), "POST": only(COMMUNITIES_OFFICER=302)},
    ),
    Row("accountability:figure_desk", no_words, {"GET": keepers(200)}),
    Row(
        "accountability:figure_add",
        lambda world, _persona: with_code("F-15", world),
        {"GET": keepers(200), "POST": keepers(422)},
    ),
    Row(
        "accountability:figure_withdraw",
        lambda world, _persona: with_code("F-15", world) | {"number": str(world.made(_figure))},
        {"GET": keepers(200), "POST": keepers(422)},
    ),
)
