"""What people tell the parts above them, inside the transaction that makes the change."""

from __future__ import annotations

from datetime import datetime

from commonweal.core.actors import Actor
from commonweal.core.announcements import Announcement
from commonweal.people.models import Person, Power, Role


def _joined(*, person: Person, address: str, by: Actor, at: datetime) -> None: ...


def _about_role(*, role: Role, by: Actor, at: datetime) -> None: ...


def _about_power(*, power: Power, by: Actor, at: datetime) -> None: ...


def _about_count(*, count: int, by: Actor, at: datetime) -> None: ...


def _about_person(*, person: Person, by: Actor, at: datetime) -> None: ...


JOINED = Announcement("people.joined", _joined)
"""Somebody was given an account; `address` is the e-mail address they sign in with."""

ROLE_GIVEN = Announcement("people.role_given", _about_role)
"""Somebody was given a role."""

ROLE_ENDED = Announcement("people.role_ended", _about_role)
"""A role ended, after its open work was handed over. Logins under it and tokens made with it must end too."""

LEFT = Announcement("people.left", _about_person)
"""Somebody left altogether: every login, passkey and token of theirs must end."""

ERASED = Announcement("people.erased", _about_person)
"""Somebody's account is emptied: whatever names them is forgotten."""

ADDRESS_CHANGED = Announcement("people.address_changed", _joined)
"""Somebody showed that another address is theirs; they sign in with `address` from now on."""

POWER_SWITCHED_ON = Announcement("people.power_switched_on", _about_power)
"""Somebody switched on a power for a time, with a reason."""

ORPHANS_FOUND = Announcement("people.orphans_found", _about_count)
"""The nightly look found `count` things that belong to nobody, which it had not found before."""
