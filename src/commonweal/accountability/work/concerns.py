"""Concerns as work that an officer has in hand, the doors of the desk, and who may answer and reply."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commonweal.accountability.models import Concern
from commonweal.accountability.operations import concern_desk as operations
from commonweal.accountability.queries import concerns as queries
from commonweal.accountability.rules import concerns as rules
from commonweal.core.actors import Actor
from commonweal.core.days import london_day
from commonweal.core.rules import Refused, RefusedError
from commonweal.people import desk, kinds_of_role, work
from commonweal.people.desk import DeskDoor
from commonweal.people.models import Person, Role
from commonweal.people.role_kinds import KINDS, Ability
from commonweal.people.standing import Standing, standing_of
from commonweal.people.work import WorkItem, WorkKind

NAME = "accountability.concern"


def held_by(role: Role) -> Sequence[WorkItem]:
    """What the holder of the role has taken on; nothing under a role that does not answer concerns."""
    return _items(queries.held_by(role.person)) if KINDS.may(role.kind, rules.ANSWER) else []


def adrift(at: datetime) -> Sequence[WorkItem]:
    """What was taken on by somebody who can no longer answer it."""
    taken = list(queries.taken_on())
    holders = {concern.handler for concern in taken if concern.handler}
    able = {person.pk for person in holders if rules.is_officer(standing_of(person.actor, at=at))}
    return _items(concern for concern in taken if concern.handler_id not in able)


def _items(concerns: Iterable[Concern]) -> list[WorkItem]:
    return [
        WorkItem(
            NAME,
            concern.reference,
            str(concern.commitment),
            reverse("accountability:concern_handle", kwargs={"ref": concern.reference}),
            concern.answer_by_on,
        )
        for concern in concerns
    ]


def hand_over(reference: str, *, to: Person, by: Actor, at: datetime) -> None:
    """Give one concern to another officer. Raises RefusedError."""
    concern = queries.get_by_reference(reference)
    if concern is None:
        raise RefusedError(Refused(str(_("This concern is no longer there"))))
    operations.hand_over(concern=concern, to=to.actor, by=by, at=at)


def waiting(standing: Standing, _at: datetime) -> int:
    """How many concerns wait that nobody has taken on, or that this officer has."""
    return sum(each.handler is None or each.handler.reference == standing.actor.key for each in queries.waiting())


def replies_waiting(standing: Standing, at: datetime) -> int:
    """How many replies the bodies of this person were asked for and can still write."""
    today = london_day(at)
    asked = queries.asked_of(queries.bodies_of(standing.roles, rules.REPLY))
    return sum(each.is_open_on(today) and each.concern.is_open for each in asked)


def register_all() -> None:
    """Say who answers concerns and who replies, and open the desk's doors; called when Django starts."""
    KINDS.allow(
        Ability(rules.ANSWER, _("answer concerns that people raise on commitments, and see what they wrote")),
        to=(kinds_of_role.COMMUNITIES_OFFICER,),
    )
    KINDS.allow(
        Ability(rules.REPLY, _("reply for their own body when a concern touches it")),
        to=(
            kinds_of_role.PARTNER_LEAD,
            kinds_of_role.PARTNER_OFFICER,
            kinds_of_role.GROUP_MANAGER,
            kinds_of_role.STEERING_MEMBER,
        ),
    )
    work.register(WorkKind(NAME, _("Concern about a commitment"), held_by, hand_over, rules.ANSWER, adrift))
    desk.open_door(
        DeskDoor(
            "accountability:concern_desk",
            _("Concerns about commitments"),
            _("Who waits for an answer, on what, and by when."),
            12,
            rules.ANSWER,
            waiting,
        ),
        DeskDoor(
            "accountability:concern_reply_list",
            _("Concerns that touch your body"),
            _("What the council asked you to reply to, and until when."),
            62,
            rules.REPLY,
            replies_waiting,
        ),
    )
