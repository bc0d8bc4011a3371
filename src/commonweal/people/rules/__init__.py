"""Who may do what with bodies, people, roles, powers and interests, by noun, and why not."""

from commonweal.people.rules import bodies, interests, persons, powers, roles, two_people

__all__ = ["bodies", "interests", "persons", "powers", "roles", "two_people"]
