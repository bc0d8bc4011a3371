"""Reading what is known of contacts, by their digests: which come back, what each wants, whose they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from commonweal.core.actors import Actor, Kind
from commonweal.core.days import london_day
from commonweal.core.digests import contact_digest
from commonweal.messaging.kinds import KINDS, Topic
from commonweal.messaging.models import QuietHours, ReturnedAddress, TopicChoice
from commonweal.messaging.states import When
from commonweal.people import role_kinds
from commonweal.people.models import Person
from commonweal.people.queries import persons, roles
from commonweal.people.standing import standing_of

USUAL_QUIET = (21, 7)
"""From nine in the evening until seven in the morning, in London."""


@dataclass(frozen=True)
class Wishes:
    """When a contact wants the letters of each topic, and its quiet hours."""

    when: dict[str, When]
    from_hour: int
    until_hour: int

    @property
    def has_quiet_hours(self) -> bool:
        """Whether there are any: equal hours are none."""
        return self.from_hour != self.until_hour

    def of(self, topic: Topic) -> When:
        """When letters of `topic` are wanted; as usual where nothing was chosen."""
        return self.when.get(topic.name, topic.usual)


def digests_of(actor: Actor) -> list[str]:
    """The digests of the contacts that are `actor`'s: a person's addresses, or the one a guest has shown is theirs."""
    if actor.kind is Kind.GUEST:
        return [actor.key]
    if actor.kind is not Kind.PERSON:
        return []
    return [contact_digest(address) for address in persons.addresses_of(actor.key)]


def wishes_of(digest: str) -> Wishes:
    """What the contact with this digest wants."""
    chosen = TopicChoice.objects.filter(contact_digest=digest).values_list("topic", "when")
    quiet = QuietHours.objects.filter(contact_digest=digest).first()
    hours = (quiet.from_hour, quiet.until_hour) if quiet else USUAL_QUIET
    return Wishes({topic: When(when) for topic, when in chosen}, *hours)


def topics_for(actor: Actor, *, at: datetime) -> list[Topic]:
    """The topics that `actor` may be written to about, by title."""
    standing = standing_of(actor, at=at)
    open_to = [topic for topic in KINDS.topics.values() if not topic.ability or standing.may(topic.ability)]
    return sorted(open_to, key=lambda topic: str(topic.title))


def returned(digest: str) -> ReturnedAddress | None:
    """Since when letters to the contact with this digest come back; None while they do not."""
    return ReturnedAddress.objects.filter(contact_digest=digest).first()


def returned_among(digests: Iterable[str]) -> list[ReturnedAddress]:
    """Those of these contacts from which letters come back."""
    return list(ReturnedAddress.objects.filter(contact_digest__in=list(digests)))


def lock_returned(digest: str) -> ReturnedAddress | None:
    """The same, for the caller's transaction to change."""
    return ReturnedAddress.objects.select_for_update().filter(contact_digest=digest).first()


def choices_of(digests: Iterable[str]) -> QuerySet[TopicChoice]:
    """What these contacts chose."""
    return TopicChoice.objects.filter(contact_digest__in=list(digests)).order_by("topic")


def quiet_hours_of(digests: Iterable[str]) -> QuerySet[QuietHours]:
    """The quiet hours of these contacts."""
    return QuietHours.objects.filter(contact_digest__in=list(digests))


def people_with(ability: str, *, at: datetime) -> list[Person]:
    """The active people whose role gives `ability` at the instant."""
    kinds = [kind.name for kind in role_kinds.KINDS.kinds_with(ability)]
    held = roles.held_on(london_day(at)).filter(kind__in=kinds, person__is_active=True).select_related("person")
    return list({role.person_id: role.person for role in held}.values())
