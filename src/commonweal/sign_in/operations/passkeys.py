"""Passkeys: added, named, used, removed. The rows are allauth's; a passkey holds no secret of ours to keep."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from commonweal.core import audit
from commonweal.core.actors import Actor
from commonweal.core.rules import require
from commonweal.messaging import outbox
from commonweal.people.models import Person
from commonweal.people.queries import persons
from commonweal.people.standing import standing_of
from commonweal.sign_in import emails, queries, rules
from commonweal.sign_in.operations import steps


@transaction.atomic
def add(*, person: Person, name: str, credential: Mapping[str, Any], by: Actor, at: datetime) -> list[str]:
    """Keep the passkey that the browser made and that was looked at before; `name` is what its owner calls it.

    Gives recovery codes to somebody who has none yet, else nothing.
    """
    require(rules.can_change_ways_in(by, person), rules.can_add_passkey(person))
    row = Authenticator.objects.create(
        user=person,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": name, "credential": dict(credential)},
        created_at=at,
    )
    audit.record("sign_in.passkey.add", row, by=by, at=at)
    _tell(person, _("A passkey was added."), by=by, at=at)
    return steps.fill_recovery_codes(person=person, by=by, at=at)


@transaction.atomic
def rename(*, person: Person, passkey: queries.Passkey, name: str, by: Actor, at: datetime) -> None:
    """Call a passkey by another name."""
    require(rules.can_change_ways_in(by, person))
    passkey.row.data["name"] = name
    passkey.row.save(update_fields=["data"])
    audit.record("sign_in.passkey.rename", passkey.row, by=by, at=at)


@transaction.atomic
def note_used(*, row: Authenticator, by: Actor, at: datetime) -> None:  # noqa: ARG001  # as every operation is called
    """Note when a passkey was last used; that somebody signed in is on the trail already."""
    row.last_used_at = at
    row.save(update_fields=["last_used_at"])


@transaction.atomic
def remove(*, person: Person, passkey: queries.Passkey, by: Actor, at: datetime) -> None:
    """Remove a passkey: it no longer opens the account. Raises RefusedError where a role needs it."""
    shown = queries.second_steps_of(person)
    left = len(shown.passkeys) - 1 + (shown.app is not None)
    is_staff = standing_of(person.actor, at=at).is_staff
    require(rules.can_change_ways_in(by, person), rules.can_remove_step(is_staff=is_staff, left=left))
    audit.record("sign_in.passkey.remove", passkey.row, by=by, at=at)
    passkey.row.delete()
    _tell(person, _("A passkey was removed."), by=by, at=at)


def _tell(person: Person, what: str, *, by: Actor, at: datetime) -> None:
    if address := persons.address_of(person):
        outbox.add(emails.ways_in_changed(address, name=person.name, what=what, at=at), by=by, at=at)
