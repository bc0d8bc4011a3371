"""Saying what stands in the way of a commitment, and that it is gone. A flag shows it; no status changes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from commonweal.accountability.emails import obstacles as emails
from commonweal.accountability.models import Obstacle
from commonweal.accountability.operations.filings import mark
from commonweal.accountability.queries import obstacles as queries
from commonweal.accountability.rules import bringing
from commonweal.accountability.rules import obstacles as rules
from commonweal.core import audit
from commonweal.core.actors import Actor
from commonweal.core.rules import Refused, RefusedError, require
from commonweal.messaging import outbox
from commonweal.people.queries import bodies, persons
from commonweal.strategy.models import Commitment


@transaction.atomic
def report(*, commitment: Commitment, what: str, unblocker: str, body: str, by: Actor, at: datetime) -> Obstacle:
    """Say what stands in the way, and who can take it away: the body with this reference, or in words.

    A body with an e-mail address is written to. Raises RefusedError.
    """
    require(rules.can_report(by, commitment, at=at))
    who = bodies.by_reference(body) if body else None
    if body and who is None:
        raise RefusedError(Refused(_("Choose a body from those that are offered"), field="body"))
    obstacle = Obstacle.objects.create(
        commitment=commitment,
        what=what,
        unblocker=who.name if who else unblocker,
        unblocking_body=who,
        found_by=persons.of_actor(by),
        found_at=at,
        found_as=bringing.office_of(by, bringing.NOTE_OBSTACLE, commitment, at=at),
    )
    facts: dict[str, audit.Fact] = {"commitment": commitment.reference, "body": who.reference if who else ""}
    audit.record("accountability.obstacle.report", obstacle, by=by, at=at, facts=facts)
    mark(commitment=commitment, by=by, at=at)
    if address := emails.address_of(obstacle):
        outbox.add(emails.found(address, obstacle), by=by, at=at)
    return obstacle


@transaction.atomic
def clear(*, obstacle: Obstacle, how: str, by: Actor, at: datetime) -> Obstacle:
    """Say that it no longer stands in the way, and how it went."""
    obstacle = queries.lock(obstacle)
    require(rules.can_clear(by, obstacle, at=at))
    obstacle.gone_at, obstacle.gone_how = at, how
    obstacle.save(update_fields=["gone_at", "gone_how"])
    facts: dict[str, audit.Fact] = {"commitment": obstacle.commitment.reference}
    audit.record("accountability.obstacle.clear", obstacle, by=by, at=at, facts=facts)
    mark(commitment=obstacle.commitment, by=by, at=at)
    return obstacle


@transaction.atomic
def remind(*, by: Actor, at: datetime) -> int:
    """Write about everything that has stood for four weeks since anybody was last written to; gives how many."""
    standing = queries.to_remind_of(before=at - rules.REMIND_AFTER)
    for each in standing:
        obstacle = queries.lock(each)
        obstacle.reminded_at = at
        obstacle.save(update_fields=["reminded_at"])
        audit.record("accountability.obstacle.remind", obstacle, by=by, at=at)
        outbox.add(emails.stands(obstacle), by=by, at=at)
    return len(standing)
