"""Who may switch on a power, for how long, and when it may be used."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.core.actors import Actor
from commonweal.core.rules import ALLOWED, Decision, Refused
from commonweal.people import abilities
from commonweal.people.models import Power, Role
from commonweal.people.queries import powers
from commonweal.people.role_kinds import KINDS, UnknownKindError
from commonweal.people.standing import Standing

FEWEST_CHARACTERS = 10
"""Of a reason: long enough to say something that can be asked about later."""


def can_switch_on(by: Actor, role: Role, power: str, *, reason: str, until_at: datetime, at: datetime) -> Decision:
    """Whether `by` may switch the power on under one of their roles, with this reason and until this instant."""
    kind = KINDS.power(power)
    if role.person.reference != by.key or not role.person.is_active or role.ended_at is not None:
        return Refused(_("A power can be switched on only under a role that you hold"))
    if not KINDS.may(role.kind, power):
        return Refused(_("Your role does not have this power"))
    if len(reason.strip()) < FEWEST_CHARACTERS:
        return Refused(_("Say in a few words what you need it for, without naming anybody"), field="reason")
    if not at < until_at <= at + kind.longest:
        hours = int(kind.longest / timedelta(hours=1))
        return Refused(
            ngettext("Choose an hour at most", "Choose %(hours)d hours at most", hours) % {"hours": hours},
            field="hours",
        )
    return ALLOWED


def can_switch_off(by: Actor, power: Power) -> Decision:
    """Whether `by` may end the power now: who switched it on, once."""
    if power.role.person.reference != by.key:
        return Refused(_("Only the person who switched a power on can switch it off"))
    if power.switched_off_at is not None:
        return Refused(_("This power is switched off already"))
    return ALLOWED


def can_use(by: Actor, power: str, *, at: datetime) -> Decision:
    """Whether `by` has the power switched on now."""
    kind = KINDS.power(power)
    if any(each.kind == power for each in powers.in_force(by, at=at)):
        return ALLOWED
    return Refused(
        _("This needs the power “%(power)s”. Switch it on first, on your account page, and say why")
        % {"power": kind.words}
    )


def is_power(name: str) -> bool:
    """Whether there is a power of this name."""
    try:
        KINDS.power(name)
    except UnknownKindError:
        return False
    return True


def is_overseer(standing: Standing) -> bool:
    """Whether somebody sees every power that was switched on."""
    return standing.may(abilities.OVERSEE_POWERS)
