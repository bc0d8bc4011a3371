"""What an actor holds at an instant: their roles, and so what they may do. Asked once, then used by many rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from commonweal.core.actors import Actor, Kind
from commonweal.core.days import london_day
from commonweal.people.models import Role
from commonweal.people.queries import roles
from commonweal.people.role_kinds import KINDS


@dataclass(frozen=True)
class Standing:
    """An actor and the roles they hold. System jobs hold none: a rule that lets a job through says so itself."""

    actor: Actor
    roles: tuple[Role, ...] = ()

    def may(self, ability: str, *, body: str | None = None, scope: tuple[str, str] | None = None) -> bool:
        """Whether a role gives `ability`: for the body with the reference `body`, or the scope, where one is named."""
        return any(
            KINDS.may(role.kind, ability)
            and (body is None or role.body.reference == body)
            and (scope is None or (role.scope_kind, role.scope_reference) == scope)
            for role in self.roles
        )

    def holds(self, kind: str) -> bool:
        """Whether one of the roles is of this kind."""
        return any(role.kind == kind for role in self.roles)

    def holds_at(self, kind: str, body: str) -> bool:
        """Whether one of the roles is of this kind, at the body with the reference `body`."""
        return any(role.kind == kind and role.body.reference == body for role in self.roles)

    @property
    def is_staff(self) -> bool:
        """Whether a role sees other people's details, and so asks for a second factor."""
        return any(KINDS.role(role.kind).is_staff for role in self.roles)


def standing_of(actor: Actor, *, at: datetime) -> Standing:
    """What `actor` holds at the instant `at`; nothing for anybody but a person. One query."""
    if actor.kind is not Kind.PERSON:
        return Standing(actor)
    return Standing(actor, tuple(roles.of_key(actor.key, on=london_day(at))))
