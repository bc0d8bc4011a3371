"""What is done with bodies, people, roles, powers and interests, by noun. Each operation is one transaction."""

from commonweal.people.operations import (
    bodies,
    erasing,
    interests,
    leavers,
    orphans,
    persons,
    powers,
    roles,
    two_people,
)

__all__ = ["bodies", "erasing", "interests", "leavers", "orphans", "persons", "powers", "roles", "two_people"]
