"""Reading people, bodies and roles, by noun."""

from commonweal.people.queries import bodies, persons, roles

__all__ = ["bodies", "persons", "roles"]
