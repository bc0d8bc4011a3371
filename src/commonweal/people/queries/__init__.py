"""Reading people, bodies and roles, by noun."""

from commonweal.people.queries import bodies, interests, orphans, persons, powers, roles, two_people

__all__ = ["bodies", "interests", "orphans", "persons", "powers", "roles", "two_people"]
