"""Requests for another format as work that an officer has in hand: it is handed over before the role can end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commonweal.accountability.models import FormatRequest
from commonweal.accountability.operations import formats as operations
from commonweal.accountability.queries import formats as queries
from commonweal.accountability.rules import formats as rules
from commonweal.core.actors import Actor
from commonweal.core.rules import Refused, RefusedError
from commonweal.people import desk, kinds_of_role, work
from commonweal.people.desk import DeskDoor
from commonweal.people.models import Person, Role
from commonweal.people.role_kinds import KINDS, Ability
from commonweal.people.standing import Standing, standing_of
from commonweal.people.work import WorkItem, WorkKind

NAME = "accountability.format_request"


def held_by(role: Role) -> Sequence[WorkItem]:
    """What the holder of the role has taken on; nothing under a role that does not answer requests."""
    return _items(queries.held_by(role.person)) if KINDS.may(role.kind, rules.ANSWER) else []


def adrift(at: datetime) -> Sequence[WorkItem]:
    """What was taken on by somebody who can no longer answer it."""
    taken = list(queries.taken_on())
    holders = {asked.handler for asked in taken if asked.handler}
    able = {person.pk for person in holders if rules.is_officer(standing_of(person.actor, at=at))}
    return _items(asked for asked in taken if asked.handler_id not in able)


def _items(requests: Iterable[FormatRequest]) -> list[WorkItem]:
    return [
        WorkItem(
            NAME,
            asked.reference,
            str(asked.get_format_display()),
            reverse("accountability:desk_record", kwargs={"ref": asked.reference}),
            asked.answer_by_on,
        )
        for asked in requests
    ]


def hand_over(reference: str, *, to: Person, by: Actor, at: datetime) -> None:
    """Give one request to another officer. Raises RefusedError."""
    asked = queries.get_by_reference(reference)
    if asked is None:
        raise RefusedError(Refused(str(_("This request is no longer there"))))
    operations.hand_over(asked=asked, to=to.actor, by=by, at=at)


def waiting(standing: Standing, _at: datetime) -> int:
    """How many requests wait that nobody has taken on, or that this officer has."""
    return sum(asked.handler is None or asked.handler.reference == standing.actor.key for asked in queries.for_desk())


def register_all() -> None:
    """Say who answers requests, and open the desk's door; called when Django starts."""
    KINDS.allow(
        Ability(rules.ANSWER, _("answer requests for another format, and see who asks and what for")),
        to=(kinds_of_role.COMMUNITIES_OFFICER,),
    )
    work.register(WorkKind(NAME, _("Request for another format"), held_by, hand_over, rules.ANSWER, adrift))
    desk.open_door(
        DeskDoor(
            "accountability:desk_list",
            _("Requests for another format"),
            _("Who waits for what, and by when."),
            10,
            rules.ANSWER,
            waiting,
        )
    )
