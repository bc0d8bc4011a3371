"""Who may bring something for a commitment, and under which office: the council's people for any, others for theirs.

Nothing that is brought sets a status. It is one of the things that a status is worked out from (`rules.statuses`).
"""

from __future__ import annotations

from datetime import datetime

from commonweal.accountability.queries import bringing as queries
from commonweal.core.actors import Actor
from commonweal.core.days import london_day
from commonweal.people.kinds_of_role import COUNCIL
from commonweal.people.models import BodyKind, Role
from commonweal.people.role_kinds import KINDS
from commonweal.people.standing import Standing, standing_of
from commonweal.strategy.models import Commitment

FILE = "accountability.file_evidence"
ACCEPT = "accountability.accept_evidence"
ATTEST_COUNCIL = "accountability.attest_for_council"
ATTEST_SECTOR = "accountability.attest_for_sector"
WRITE_NOTE = "accountability.write_note"
NOTE_OBSTACLE = "accountability.note_obstacle"

ALL = (FILE, ACCEPT, ATTEST_COUNCIL, ATTEST_SECTOR, WRITE_NOTE, NOTE_OBSTACLE)
"""Whoever may do one of these has a desk for evidence."""

SECTORS_RIGHT = frozenset({ATTEST_SECTOR, WRITE_NOTE})
"""What the Steering Group may do about any commitment, whoever owns it: to say how the sector sees it."""


def offices(standing: Standing, ability: str, commitment: Commitment, *, at: datetime) -> list[Role]:
    """The roles in which somebody may do this for the commitment.

    The council's people may for any commitment, the Steering Group where that is the sector's right, and everybody else
    for what their own body owns on the day.
    """
    owner = queries.owner_on(commitment, london_day(at)).body_id
    return [
        role
        for role in standing.roles
        if KINDS.may(role.kind, ability)
        and (
            role.body.kind in COUNCIL
            or (role.body.kind == BodyKind.STEERING_GROUP and ability in SECTORS_RIGHT)
            or role.body_id == owner
        )
    ]


def office_of(by: Actor, ability: str, commitment: Commitment, *, at: datetime) -> str:
    """The office in which `by` does this, in words for the public; empty where they may not."""
    held = offices(standing_of(by, at=at), ability, commitment, at=at)
    return office_words(held[0]) if held else ""


def office_words(role: Role) -> str:
    """An office in words: the kind of role and the body, without the person."""
    return f"{KINDS.title_of(role.kind)}, {role.body.name}"


def is_bringer(standing: Standing, commitment: Commitment, *, at: datetime) -> bool:
    """Whether somebody may do any of these things for the commitment."""
    return any(offices(standing, ability, commitment, at=at) for ability in ALL)
