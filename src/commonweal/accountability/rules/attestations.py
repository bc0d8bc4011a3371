"""Who may record what a side of the relationship answered: each side its own, and nobody for the other.

The council cannot record, change or withdraw what the sector says, nor the Steering Group what the council says: who
is judged does not hold the pen of who judges.
"""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from commonweal.accountability.models import Attestation, Side
from commonweal.accountability.rules.bringing import ATTEST_COUNCIL, ATTEST_SECTOR, offices
from commonweal.core.actors import Actor
from commonweal.core.rules import ALLOWED, Decision, Refused, all_of
from commonweal.people.kinds_of_role import COUNCIL
from commonweal.people.models import BodyKind
from commonweal.people.standing import Standing, standing_of
from commonweal.strategy.models import Commitment

ABILITIES = {Side.COUNCIL: ATTEST_COUNCIL, Side.SECTOR: ATTEST_SECTOR}


def can_record(by: Actor, commitment: Commitment, side: str, *, at: datetime) -> Decision:
    """Whether `by` may record what a side answered about a commitment: people of that side, and of no other."""
    if commitment.is_withdrawn:
        return Refused(_("This commitment is no longer part of the strategy"))
    return _is_of_side(by, commitment, side, at=at)


def _is_of_side(by: Actor, commitment: Commitment, side: str, *, at: datetime) -> Decision:
    standing = standing_of(by, at=at)
    ability = ABILITIES.get(Side(side)) if side in Side.values else None
    if ability is None or not offices(standing, ability, commitment, at=at):
        if side == Side.SECTOR:
            return Refused(_("Only a member of the Steering Group can record or withdraw what the sector answered"))
        return Refused(_("Only a communities officer can record or withdraw what the council answered"))
    return _is_independent(standing, side)


def _is_independent(standing: Standing, side: str) -> Decision:
    """Nobody speaks for one side who holds a role on the other."""
    kinds = {role.body.kind for role in standing.roles}
    if side == Side.SECTOR and kinds & set(COUNCIL):
        return Refused(_("You hold a role at the council, so another member of the Steering Group records the answers"))
    if side == Side.COUNCIL and BodyKind.STEERING_GROUP in kinds:
        return Refused(_("You sit on the Steering Group, so another officer records what the council answered"))
    return ALLOWED


def side_of(by: Actor, commitment: Commitment, *, at: datetime) -> Side | None:
    """The side for which `by` may record answers; None where there is none."""
    return next((side for side in Side if can_record(by, commitment, side, at=at)), None)


def can_withdraw(by: Actor, attestation: Attestation, *, at: datetime) -> Decision:
    """Whether `by` may withdraw answers: people of the side that gave them, once."""
    return all_of(_is_of_side(by, attestation.commitment, attestation.side, at=at), _stands(attestation))


def _stands(attestation: Attestation) -> Decision:
    if attestation.is_withdrawn:
        return Refused(_("These answers were withdrawn already"))
    return ALLOWED
