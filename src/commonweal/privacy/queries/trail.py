"""Reading what the trail has of somebody: what was done under their actor keys, and the names behind digests."""

from __future__ import annotations

from django.db.models import QuerySet

from commonweal.core.actors import Actor, Kind
from commonweal.core.audit import AuditEvent
from commonweal.core.personal import DataSubject


def labels_of(subject: DataSubject) -> list[str]:
    """The actor labels somebody acted under, as the trail and the steps keep them."""
    person = [Actor.person(subject.person_key, name="").label] if subject.person_key else []
    return [*person, *(f"{Kind.GUEST}:{digest}" for digest in subject.contact_digests)]


def events_of(subject: DataSubject) -> QuerySet[AuditEvent]:
    """What somebody did, oldest first."""
    return AuditEvent.objects.filter(by__in=labels_of(subject)).order_by("id")
