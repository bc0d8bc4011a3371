"""Reading people."""

from __future__ import annotations

from commonweal.people.models import Person


def lock(person: Person) -> Person:
    """The same person, read anew and held until the transaction ends."""
    return Person.objects.select_for_update().get(pk=person.pk)


def by_reference(reference: str) -> Person | None:
    """The person with the pseudonymous key `reference`, for jobs and operations; None when there is none."""
    return Person.objects.filter(reference=reference).first()
