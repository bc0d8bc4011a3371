"""The rows of the access table for decisions: the public register, and whom a record concerns before it is public."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from commonweal.accountability.queries.statuses import COMMITMENT
from commonweal.decisions.models import Decision
from commonweal.decisions.operations import drafts
from tests.factories import decisions as make
from tests.factories.decisions import House
from tests.platform.access_rows import Answers, Row, everybody, no_words, only
from tests.platform.access_strategy import a_commitment
from tests.platform.personas import Persona, World, one_pixel

DRAFT_WORDS, AWAITING_WORDS = "Quagga enclosure closure", "Quokka measure adoption"
"""What is decided in a record that nobody but its writer may see, and in one that waits for a second person."""

TYPED = (
    DRAFT_WORDS,
    AWAITING_WORDS,
    "The plan",
    *(str(words) for answers in (make.WHAT, make.WHO, make.WHY) for words in answers.values() if words),
    *(words for promise in make.PROMISES.items() for words in promise),
)
"""What somebody typed into the records of this world."""


def _house(world: World) -> House:
    officer, colleague, accountable = (
        world.people[persona]
        for persona in (Persona.COMMUNITIES_OFFICER, Persona.GRANT_OFFICER, Persona.ACCOUNTABLE_OFFICER)
    )
    return House(world.bodies["council"], world.bodies["council"], officer, colleague, accountable)


def _with_paper(world: World, decision: Decision) -> Decision:
    picture = SimpleUploadedFile("plan.png", one_pixel(), "image/png")
    by = world.people[Persona.COMMUNITIES_OFFICER].actor
    drafts.add_paper(decision=decision, title="The plan", document=picture, link="", by=by, at=world.at)
    return decision


def _draft(world: World) -> Decision:
    world.keep_from_others(DRAFT_WORDS, readers=(Persona.COMMUNITIES_OFFICER,))
    about = {"weld-2021/P-1": "goes_ahead"}
    return _with_paper(world, make.written(_house(world), at=world.at, title=DRAFT_WORDS, about=about))


def _awaiting(world: World) -> Decision:
    readers = (Persona.COMMUNITIES_OFFICER, Persona.ACCOUNTABLE_OFFICER)
    world.keep_from_others(AWAITING_WORDS, readers=readers)
    return make.awaiting(_house(world), at=world.at, title=AWAITING_WORDS)


def _public(world: World) -> Decision:
    home = _house(world)
    draft = _with_paper(world, make.written(home, at=world.at, about={"weld-2021/P-2": "goes_ahead"}))
    return make.recording.send(decision=draft, by=home.officer.actor, at=world.at)


def its_draft(world: World, _persona: Persona) -> dict[str, str]:
    """A record that the communities officer writes."""
    return {"ref": world.made(_draft).reference}


def its_paper(world: World, persona: Persona) -> dict[str, str]:
    """A paper of it."""
    return its_draft(world, persona) | {"number": "1"}


def its_subject(world: World, persona: Persona) -> dict[str, str]:
    """What it is about."""
    return its_draft(world, persona) | {"kind": make.PROMISE, "thing": "weld-2021/P-1"}


def another_subject(world: World, persona: Persona) -> dict[str, str]:
    """What it could be about as well: something that every server knows, told of by no test."""
    where = a_commitment(world, persona)
    return its_draft(world, persona) | {"kind": COMMITMENT, "thing": f"{where['slug']}/{where['code']}"}


def a_waiting_one(world: World, _persona: Persona) -> dict[str, str]:
    """A record of the communities officer that waits for a second person."""
    return {"ref": world.made(_awaiting).reference}


def a_public_one(world: World, _persona: Persona) -> dict[str, str]:
    """A public decision of the council."""
    return {"ref": world.made(_public).reference}


def its_public_paper(world: World, persona: Persona) -> dict[str, str]:
    """A paper of it."""
    return a_public_one(world, persona) | {"number": "1"}


def the_writer(status: int) -> Answers:
    """`status` for the communities officer who writes the record."""
    return only(COMMUNITIES_OFFICER=status)


def the_second(status: int) -> Answers:
    """`status` for the accountable officer who can confirm it."""
    return only(ACCOUNTABLE_OFFICER=status)


def recorders(status: int) -> Answers:
    """`status` for those who record decisions."""
    partners = dict.fromkeys(("PARTNER_LEAD", "PARTNER_OFFICER", "OTHER_PARTNER_LEAD", "OTHER_PARTNER_OFFICER"), status)
    return only(COMMUNITIES_OFFICER=status, GRANT_OFFICER=status, STEERING_MEMBER=status, **partners)


def at_desk(status: int) -> Answers:
    """`status` for those who record or confirm decisions."""
    return recorders(status) | {Persona.ACCOUNTABLE_OFFICER: status}


def councils(status: int) -> Answers:
    """`status` for those of the council who record or confirm."""
    return only(COMMUNITIES_OFFICER=status, GRANT_OFFICER=status, ACCOUNTABLE_OFFICER=status)


def council_recorders(status: int) -> Answers:
    """`status` for those of the council who record."""
    return only(COMMUNITIES_OFFICER=status, GRANT_OFFICER=status)


ROWS: tuple[Row, ...] = (
    Row("decisions:decision_record", a_public_one, {"GET": everybody(200)}),
    Row("decisions:paper_fetch", its_public_paper, {"GET": everybody(200)}),
    Row("decisions:desk_list", no_words, {"GET": at_desk(200)}),
    Row("decisions:desk_start", no_words, {"GET": recorders(200), "POST": recorders(302)}),
    Row("decisions:desk_record", its_draft, {"GET": the_writer(200)}),
    Row("decisions:desk_paper", its_paper, {"GET": the_writer(200)}),
    *(
        Row(f"decisions:desk_{name}", its_draft, {"GET": the_writer(200), "POST": the_writer(422)})
        for name in ("what", "who", "when", "why", "papers")
    ),
    # The record is the cabinet's, of which there is one: who asks for the office is sent back a question.
    Row("decisions:desk_office", its_draft, {"GET": the_writer(302), "POST": the_writer(302)}),
    Row("decisions:desk_about", its_draft, {"GET": the_writer(200)}),
    Row("decisions:subject_add", another_subject, {"GET": the_writer(200), "POST": the_writer(422)}),
    Row("decisions:subject_remove", its_subject, {"GET": the_writer(200), "POST": the_writer(302)}),
    Row("decisions:paper_remove", its_paper, {"GET": the_writer(200), "POST": the_writer(302)}),
    Row("decisions:desk_check", its_draft, {"GET": the_writer(200), "POST": the_writer(302)}),
    Row("decisions:desk_discard", its_draft, {"GET": the_writer(200), "POST": the_writer(302)}),
    Row("decisions:desk_sent", a_waiting_one, {"GET": only(COMMUNITIES_OFFICER=200, ACCOUNTABLE_OFFICER=200)}),
    Row("decisions:desk_confirm", a_waiting_one, {"GET": the_second(200), "POST": the_second(302)}),
    Row("decisions:desk_return", a_waiting_one, {"GET": the_second(200), "POST": the_second(422)}),
    Row(
        "decisions:desk_correct",
        a_public_one,
        {"GET": council_recorders(200), "POST": council_recorders(422)},
    ),
)
