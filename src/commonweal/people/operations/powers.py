"""Switching a power on and off, and using it."""

from __future__ import annotations

from datetime import datetime

from django.db import models, transaction

from commonweal.core import audit
from commonweal.core.actors import Actor
from commonweal.core.rules import require
from commonweal.people import announcements, queries, rules
from commonweal.people.models import Power, PowerUse, Role


@transaction.atomic
def switch_on(*, role: Role, power: str, reason: str, until_at: datetime, by: Actor, at: datetime) -> Power:
    """Switch a power on under one's own role, with a reason, until an instant. Raises RefusedError."""
    role = queries.roles.lock(role)
    require(rules.powers.can_switch_on(by, role, power, reason=reason, until_at=until_at, at=at))
    for spent in list(queries.powers.run_out(at=at, role=role)):
        _close(spent, by=by, at=at)
    made = Power.objects.create(role=role, kind=power, reason=reason, switched_on_at=at, until_at=until_at)
    audit.record("people.power.switch_on", made, by=by, at=at, facts={"power": power, "until": until_at}, reason=reason)
    announcements.POWER_SWITCHED_ON.tell(power=made, by=by, at=at)
    return made


@transaction.atomic
def switch_off(*, power: Power, by: Actor, at: datetime) -> Power:
    """End a power before its time."""
    power = queries.powers.lock(power)
    require(rules.powers.can_switch_off(by, power))
    _close(power, by=by, at=at)
    return power


@transaction.atomic
def use(*, power: str, subject: models.Model, by: Actor, at: datetime) -> PowerUse:
    """Note that the power called `power` is used on `subject`, in the transaction of what it is used for.

    Raises RefusedError unless `by` has it switched on.
    """
    require(rules.powers.can_use(by, power, at=at))
    held = next(each for each in queries.powers.in_force(by, at=at) if each.kind == power)
    kind = subject._meta.label_lower
    reference = str(getattr(subject, "reference", None) or subject.pk)
    used = PowerUse.objects.create(power=held, subject_kind=kind, subject_reference=reference, used_at=at)
    audit.record("people.power.use", held, by=by, at=at, facts={"subject": reference, "kind": kind})
    return used


@transaction.atomic
def switch_off_under(*, role: Role, by: Actor, at: datetime) -> None:
    """End every power under a role that ends."""
    for power in list(queries.powers.on_under(role)):
        _close(power, by=by, at=at)


@transaction.atomic
def close_run_out(*, by: Actor, at: datetime) -> int:
    """Note as off the powers whose time is over; how many."""
    spent = list(queries.powers.run_out(at=at))
    for power in spent:
        _close(queries.powers.lock(power), by=by, at=at)
    return len(spent)


def _close(power: Power, *, by: Actor, at: datetime) -> None:
    power.switched_off_at = min(at, power.until_at)
    power.save(update_fields=["switched_off_at"])
    audit.record("people.power.switch_off", power, by=by, at=at)
