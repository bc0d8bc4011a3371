"""The rows of the access table for the success framework: public pages, and the desk of those who enter and confirm."""

from __future__ import annotations

from commonweal.accountability.models import Measure, MeasureValue
from tests.factories import measures as make
from tests.factories import strategy
from tests.factories.decisions import House
from tests.factories.measures import Land
from tests.platform.access_rows import Answers, Row, everybody, no_words, only
from tests.platform.personas import Persona, World

WAITING_WORDS = "Quoll sanctuary headcount"
"""Where a figure is from that waits to be confirmed: nobody else may see it."""

TYPED = (
    WAITING_WORDS,
    *(words for said in (make.WORDS, make.TERMS, make.FIGURE) for words in said.values() if isinstance(words, str)),
)
"""What somebody typed into the measures and figures of this world."""

DESK = (Persona.COMMUNITIES_OFFICER, Persona.ACCOUNTABLE_OFFICER)


def _land(world: World) -> Land:
    officer, colleague, accountable = (
        world.people[persona]
        for persona in (Persona.COMMUNITIES_OFFICER, Persona.ACCOUNTABLE_OFFICER, Persona.ACCOUNTABLE_OFFICER)
    )
    home = House(world.bodies["council"], world.bodies["council"], officer, colleague, accountable)
    return Land(home, strategy.a_strategy(at=world.at))


def _proposal(world: World) -> Measure:
    return make.prepared(world.made(_land), at=world.at)


def _waiting(world: World) -> MeasureValue:
    world.keep_from_others(WAITING_WORDS, readers=DESK)
    return make.entered(world.made(_land), world.made(_proposal), at=world.at, source=WAITING_WORDS)


def _standing(world: World) -> MeasureValue:
    return make.confirmed(world.made(_land), world.made(_proposal), at=world.at, span=make.YEAR_BEFORE)


def framework(world: World, _persona: Persona) -> dict[str, str]:
    """The measures of a strategy."""
    return {"slug": world.made(_land).strategy.slug}


def public_measure(world: World, persona: Persona) -> dict[str, str]:
    """The public page of a proposal."""
    return framework(world, persona) | {"ref": world.made(_proposal).reference}


def a_measure(world: World, _persona: Persona) -> dict[str, str]:
    """A proposal at the desk."""
    return {"ref": world.made(_proposal).reference}


def a_figure(world: World, _persona: Persona) -> dict[str, str]:
    """A figure of the communities officer that waits."""
    return {"ref": world.made(_waiting).reference}


def a_standing_figure(world: World, _persona: Persona) -> dict[str, str]:
    """A figure that was confirmed."""
    return {"ref": world.made(_standing).reference}


def proposers(status: int) -> Answers:
    """`status` for the communities officer, who proposes and enters."""
    return only(COMMUNITIES_OFFICER=status)


def both(status: int, *, second: int | None = None) -> Answers:
    """`status` for those at this desk; `second` for the accountable officer, who can confirm."""
    return only(COMMUNITIES_OFFICER=status, ACCOUNTABLE_OFFICER=status if second is None else second)


ROWS: tuple[Row, ...] = (
    Row("accountability:measure_list", framework, {"GET": everybody(200)}),
    Row("accountability:measure_record", public_measure, {"GET": everybody(200)}),
    Row("accountability:measure_desk", no_words, {"GET": both(200)}),
    Row("accountability:measure_propose", no_words, {"GET": proposers(200), "POST": proposers(422)}),
    Row("accountability:measure_at_desk", a_measure, {"GET": both(200)}),
    Row("accountability:measure_terms", a_measure, {"GET": proposers(200), "POST": proposers(422)}),
    Row("accountability:measure_withdraw", a_measure, {"GET": proposers(200), "POST": proposers(422)}),
    Row("accountability:figure_enter", a_measure, {"GET": proposers(200), "POST": proposers(422)}),
    Row("accountability:figure_confirm", a_figure, {"GET": both(200), "POST": both(422, second=302)}),
    Row("accountability:figure_return", a_figure, {"GET": both(200), "POST": both(422)}),
    Row("accountability:figure_correct", a_standing_figure, {"GET": proposers(200), "POST": proposers(422)}),
)
