"""The tables of people, by noun."""

from commonweal.people.models.bodies import Body, BodyKind, BodySuccession
from commonweal.people.models.persons import Person
from commonweal.people.models.roles import Role, RoleEnd

__all__ = ["Body", "BodyKind", "BodySuccession", "Person", "Role", "RoleEnd"]
