"""Bodies, people and roles, and a browser that is signed in as one of them."""

from __future__ import annotations

from datetime import date, datetime
from itertools import count
from typing import Any

from django.test import Client

from commonweal.core.actors import Actor
from commonweal.people.models import Body, BodyKind, Person, Role

ADMINISTRATION = Actor.system("tests.people")

_numbers = count(1)


def body(kind: BodyKind = BodyKind.COUNCIL, *, name: str = "", **fields: Any) -> Body:
    """A body that began long ago."""
    number = next(_numbers)
    words = name or f"Body {number}"
    return Body.objects.create(
        **{"kind": kind, "name": words, "slug": f"body-{number}", "began_on": date(2000, 4, 1)} | fields
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


def sign_in(client: Client, who: Person) -> Client:
    """The same browser, signed in as `who` with all that their roles ask for."""
    client.force_login(who)
    return client
