"""What people choose about optional letters: when they want each topic, and their quiet hours."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from commonweal.core import audit
from commonweal.core.actors import Actor
from commonweal.core.rules import Refused, RefusedError
from commonweal.messaging.kinds import Topic
from commonweal.messaging.models import QuietHours, TopicChoice
from commonweal.messaging.queries import contacts
from commonweal.messaging.states import When


@transaction.atomic
def choose(*, when: Mapping[str, When], from_hour: int, until_hour: int, by: Actor, at: datetime) -> list[str]:
    """Keep when `by` wants the letters of each topic, by its name, and their quiet hours; for every contact of theirs.

    Gives the digests of the contacts. Raises RefusedError when none is known as theirs.
    """
    digests = contacts.digests_of(by)
    if not digests:
        raise RefusedError(Refused(_("We know no e-mail address of yours, so there is nothing to choose")))
    offered = {topic.name for topic in contacts.topics_for(by, at=at)}
    for digest in digests:
        quiet, _new = QuietHours.objects.update_or_create(
            contact_digest=digest, defaults={"from_hour": from_hour, "until_hour": until_hour}
        )
        for topic in sorted(offered & when.keys()):
            _put(digest, topic, when[topic], at=at)
    audit.record("messaging.wishes.choose", quiet, by=by, at=at, facts={name: str(when[name]) for name in sorted(when)})
    return digests


@transaction.atomic
def want(*, contact_digest: str, topic: Topic, when: When, by: Actor, at: datetime) -> TopicChoice:
    """Send the contact letters of `topic` so often from now on; an area asks when somebody shows that it is theirs."""
    choice = _put(contact_digest, topic.name, when, at=at)
    audit.record("messaging.wishes.want", choice, by=by, at=at, facts={"topic": topic.name, "when": str(when)})
    return choice


@transaction.atomic
def stop(*, contact_digest: str, topic: Topic, by: Actor, at: datetime) -> TopicChoice:
    """Send the contact no more letters of `topic`; whoever has the link in a letter may ask. Again changes nothing."""
    choice = _put(contact_digest, topic.name, When.NEVER, at=at)
    audit.record("messaging.wishes.stop", choice, by=by, at=at, facts={"topic": topic.name})
    return choice


@transaction.atomic
def forget(*, contact_digests: tuple[str, ...], by: Actor, at: datetime) -> list[str]:  # noqa: ARG001  # as every operation
    """Forget what these contacts chose, their quiet hours, and that letters came back; what was forgotten, in words."""
    choices, quiet = contacts.choices_of(contact_digests), contacts.quiet_hours_of(contact_digests)
    gone = [choice.topic for choice in choices] + ["quiet_hours"] * quiet.count()
    choices.delete()
    quiet.delete()
    for returned in contacts.returned_among(contact_digests):
        gone.append("returned")
        returned.delete()
    return gone


def _put(digest: str, topic: str, when: When, *, at: datetime) -> TopicChoice:
    choice, _new = TopicChoice.objects.update_or_create(
        contact_digest=digest, topic=topic, defaults={"when": when, "chosen_at": at}
    )
    return choice
