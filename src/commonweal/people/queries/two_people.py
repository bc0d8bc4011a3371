"""Reading what stands in for a second person. All of it is public."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.http import Http404

from commonweal.people.models import Body, Person, StandIn, TwoPersonException


def every() -> QuerySet[TwoPersonException]:
    """All exceptions, past ones too, with bodies and approvers, the newest first."""
    return TwoPersonException.objects.select_related("body", "approver")


def get(reference: str) -> TwoPersonException:
    """The exception with this reference. Raises Http404."""
    found = every().filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


def lock(exception: TwoPersonException) -> TwoPersonException:
    """The same exception, read anew and held until the transaction ends."""
    return TwoPersonException.objects.select_for_update().get(pk=exception.pk)


def in_force(*, decision: str, body: Body, on: date) -> QuerySet[TwoPersonException]:
    """What stands in at the body for decisions of this kind on the day."""
    return every().filter(decision=decision, body=body, from_on__lte=on, until_on__gte=on, ended_at__isnull=True)


def allows_one_person(*, decision: str, body: Body, on: date) -> bool:
    """Whether one person may do both parts at the body on the day."""
    return in_force(decision=decision, body=body, on=on).filter(kind=StandIn.SINGLE_PERSON).exists()


def is_approver(person: Person, *, decision: str, body: Body, on: date) -> bool:
    """Whether the person is named to decide for the body from outside on the day."""
    return in_force(decision=decision, body=body, on=on).filter(approver=person).exists()
