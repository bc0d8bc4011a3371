"""Bodies, people and roles, and a browser that is signed in as one of them."""

from __future__ import annotations

import secrets
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from django.test import Client
from django.utils import timezone

from commonweal.core.actors import Actor
from commonweal.core.days import london_day
from commonweal.people.models import Body, BodyKind, Person, Role, RoleEnd
from commonweal.sign_in.models import Step, Way
from commonweal.sign_in.operations import logins

ADMINISTRATION = Actor.system("tests.people")

_numbers = count(1)


def body(kind: BodyKind = BodyKind.COUNCIL, *, name: str = "", **fields: Any) -> Body:
    """A body that began long ago."""
    number = next(_numbers)
    words = name or f"Body {number}"
    return Body.objects.create(
        **{"kind": kind, "name": words, "slug": f"body-{number}-{secrets.token_hex(4)}", "began_on": date(2000, 4, 1)}
        | fields
    )


def person(*, at: datetime, name: str = "Asha Gurung", **fields: Any) -> Person:
    """Somebody with an account and no role."""
    made = Person(**{"name": name, "joined_at": at} | fields)
    made.set_unusable_password()
    made.save()
    return made


def role(kind: str, *, at: datetime, who: Person | None = None, where: Body | None = None, **fields: Any) -> Role:
    """A role that somebody holds since a year ago, for the whole of a council unless another body or scope is named."""
    where = where or body()
    return Role.objects.create(
        **{
            "person": who or person(at=at),
            "kind": kind,
            "body": where,
            "scope_kind": "people.body",
            "scope_reference": where.reference,
            "from_on": date(at.year - 1, at.month, 1),
            "given_by": ADMINISTRATION.label,
            "given_at": at,
        }
        | fields
    )


def ended_role(kind: str, *, at: datetime, who: Person | None = None, where: Body | None = None, **fields: Any) -> Role:
    """A role that somebody held for a year, until a week ago."""
    last = london_day(at) - timedelta(days=7)
    ended = {"until_on": last, "ended_by": ADMINISTRATION.label, "ended_at": at - timedelta(days=7)}
    return role(kind, at=at, who=who, where=where, **ended | {"end": RoleEnd.MOVED} | fields)


def sign_in(client: Client, who: Person, *, second_step: bool = True) -> Client:
    """The same browser, signed in as `who` with all that their roles ask for; without the second step if you say so."""
    client.force_login(who)
    logins.begin(
        person=who,
        session=str(client.session.session_key),
        device="Firefox\nLinux",
        way=Way.CODE,
        second_step=Step.APP if second_step else "",
        by=who.actor,
        at=timezone.now(),
    )
    return client
