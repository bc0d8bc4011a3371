"""The rows of the access table for evidence that people bring: public once accepted, and before that the desk's."""

from __future__ import annotations

from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile

from commonweal.accountability.models import Attestation, Filing, Note, Obstacle, Side
from tests.factories import evidence as make
from tests.platform.access_rows import Answers, Row, everybody, no_words, only
from tests.platform.personas import Persona, World, one_pixel

WAITING = "Quetzal feather survey"
"""What a document is called that waits for a second person."""

READERS = (Persona.COMMUNITIES_OFFICER, Persona.GRANT_OFFICER, Persona.ACCOUNTABLE_OFFICER)
"""Those who file evidence for this commitment, and those who accept it."""

TYPED = (
    WAITING,
    *(str(words) for answers in (make.FILED, make.ANSWERED) for words in answers.values() if isinstance(words, str)),
    "We see it otherwise.",
    "No hall has been found",
    "The district",
)
"""What somebody typed into the evidence of this world."""


def _paper() -> SimpleUploadedFile:
    return SimpleUploadedFile("report.png", one_pixel(), "image/png")


def _waiting(world: World) -> Filing:
    world.keep_from_others(WAITING, readers=READERS)
    return make.filed(world.roles[Persona.GRANT_OFFICER], at=world.at, title=WAITING, document=_paper())


def _accepted(world: World) -> Filing:
    filer, second = world.roles[Persona.GRANT_OFFICER], world.roles[Persona.COMMUNITIES_OFFICER]
    return make.accepted(filer, second=second, at=world.at, document=_paper())


def _answers(world: World) -> Attestation:
    return make.answered(world.roles[Persona.STEERING_MEMBER], Side.SECTOR, at=world.at, code=make.DOCUMENT)


def _note(world: World) -> Note:
    return make.note(world.roles[Persona.STEERING_MEMBER], at=world.at, words="We see it otherwise.")


def _obstacle(world: World) -> Obstacle:
    return make.obstacle(world.roles[Persona.COMMUNITIES_OFFICER], at=world.at, code=make.DOCUMENT)


def its_commitment(world: World, _persona: Persona) -> dict[str, str]:
    """The commitment that it is all about."""
    commitment = world.made(_accepted).commitment
    return {"slug": commitment.strategy.slug, "code": commitment.code}


def public_one(world: World, _persona: Persona) -> dict[str, str]:
    """A document that was accepted, in public."""
    filing = world.made(_accepted)
    return {"slug": filing.commitment.strategy.slug, "ref": filing.reference}


def accepted_one(world: World, _persona: Persona) -> dict[str, str]:
    """The same document, at the desk."""
    return {"ref": world.made(_accepted).reference}


def waiting_one(world: World, _persona: Persona) -> dict[str, str]:
    """A document of the grant officer that waits."""
    return {"ref": world.made(_waiting).reference}


def councils(status: int) -> Answers:
    """`status` for the council's officers."""
    return only(COMMUNITIES_OFFICER=status, GRANT_OFFICER=status, ACCOUNTABLE_OFFICER=status)


def accepters(status: int) -> Answers:
    """`status` for those who accept documents."""
    return only(COMMUNITIES_OFFICER=status, ACCOUNTABLE_OFFICER=status)


def at_desk(status: int) -> Answers:
    """`status` for everybody with a desk for evidence."""
    partners = dict.fromkeys(("PARTNER_LEAD", "PARTNER_OFFICER", "OTHER_PARTNER_LEAD", "OTHER_PARTNER_OFFICER"), status)
    councils_people = {"COMMUNITIES_OFFICER": status, "GRANT_OFFICER": status, "ACCOUNTABLE_OFFICER": status}
    return only(**partners, **councils_people, STEERING_MEMBER=status)


def with_group(answers: Answers, status: int) -> Answers:
    """The same, and `status` for members of the Steering Group."""
    return answers | {Persona.STEERING_MEMBER: status}


def shown_and_sent(answers: Callable[[int], Answers]) -> dict[str, Answers]:
    """A form for some: they see it, and what they send is found wanting."""
    return {"GET": answers(200), "POST": answers(422)}


ROWS: tuple[Row, ...] = (
    Row("accountability:filing_show", public_one, {"GET": everybody(200)}),
    Row("accountability:filing_document", public_one, {"GET": everybody(200)}),
    Row("accountability:evidence_desk", no_words, {"GET": at_desk(200)}),
    # The partners of this world own no commitment, so they bring nothing for this one.
    Row("accountability:evidence_bring", its_commitment, {"GET": with_group(councils(200), 200)}),
    Row(
        "accountability:filing_file",
        its_commitment,
        shown_and_sent(lambda status: only(COMMUNITIES_OFFICER=status, GRANT_OFFICER=status)),
    ),
    Row(
        "accountability:attestation_record",
        its_commitment,
        shown_and_sent(lambda status: only(COMMUNITIES_OFFICER=status, STEERING_MEMBER=status)),
    ),
    Row(
        "accountability:note_write",
        its_commitment,
        {"GET": with_group(councils(200), 200), "POST": with_group(councils(422), 422)},
    ),
    Row("accountability:obstacle_report", its_commitment, {"GET": councils(200), "POST": councils(422)}),
    Row("accountability:filing_handle", waiting_one, {"GET": councils(200)}),
    Row("accountability:filing_paper", waiting_one, {"GET": councils(200)}),
    Row("accountability:filing_accept", waiting_one, {"GET": accepters(200), "POST": accepters(302)}),
    Row("accountability:filing_return", waiting_one, {"GET": accepters(200), "POST": accepters(422)}),
    Row(
        "accountability:filing_withdraw",
        waiting_one,
        {"GET": only(GRANT_OFFICER=200), "POST": only(GRANT_OFFICER=302)},
    ),
    Row("accountability:filing_set_aside", accepted_one, {"GET": accepters(200), "POST": accepters(422)}),
    Row(
        "accountability:attestation_withdraw",
        lambda world, _persona: {"ref": world.made(_answers).reference},
        {"GET": only(STEERING_MEMBER=200), "POST": only(STEERING_MEMBER=422)},
    ),
    Row(
        "accountability:note_withdraw",
        lambda world, _persona: {"ref": world.made(_note).reference},
        {"GET": only(STEERING_MEMBER=200), "POST": only(STEERING_MEMBER=422)},
    ),
    Row(
        "accountability:obstacle_clear",
        lambda world, _persona: {"ref": world.made(_obstacle).reference},
        {"GET": councils(200), "POST": councils(422)},
    ),
)
