"""Records of decisions as work that somebody has in hand until they are public, and the desk's door."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.core.actors import Actor
from commonweal.core.days import london_day
from commonweal.core.rules import Refused, RefusedError
from commonweal.decisions import queries, rules
from commonweal.decisions.abilities import CONFIRM, RECORD
from commonweal.decisions.models import Decision
from commonweal.decisions.operations import drafts
from commonweal.people import desk, work
from commonweal.people.desk import DeskDoor
from commonweal.people.models import Person, Role
from commonweal.people.role_kinds import KINDS
from commonweal.people.standing import Standing
from commonweal.people.work import WorkItem, WorkKind

NAME = "decisions.decision"


def held_by(role: Role) -> Sequence[WorkItem]:
    """What the holder of the role writes, or sent and waits for; nothing under a role that records no decisions."""
    return _items(queries.kept_by(role.person)) if KINDS.may(role.kind, RECORD) else []


def adrift(at: datetime) -> Sequence[WorkItem]:
    """What is written by nobody who still could, and what waits for a second person where there is none."""
    return _items(decision for decision in queries.not_public() if _is_adrift(decision, at=at))


def _is_adrift(decision: Decision, *, at: datetime) -> bool:
    if decision.is_awaiting:
        sender = rules.sender_of(decision)
        return not rules.has_second_person(sender, decision.body, at=at)
    return decision.keeper is None or not rules.can_keep(decision.keeper.actor, decision, at=at)


def _items(decisions: Iterable[Decision]) -> list[WorkItem]:
    return [
        WorkItem(
            NAME,
            decision.reference,
            decision.title or _("A decision without a title yet"),
            reverse("decisions:desk_record", kwargs={"ref": decision.reference}),
        )
        for decision in decisions
    ]


def hand_over(reference: str, *, to: Person, by: Actor, at: datetime) -> None:
    """Give one record to somebody else. Raises RefusedError."""
    decision = queries.by_reference(reference)
    if decision is None:
        raise RefusedError(Refused(_("This record is no longer there")))
    drafts.hand_over(decision=decision, to=to, by=by, at=at)


def waiting(standing: Standing, at: datetime) -> int:
    """How many records somebody may confirm now, or were sent back to them."""
    confirmed_for = queries.may_confirm_for(standing, on=london_day(at))
    waits = sum(
        each.body_id in confirmed_for and each.recorded_by != standing.actor.label
        for each in queries.not_public()
        if each.is_awaiting
    )
    return waits + sum(each.is_returned for each in queries.written_by(standing.actor.key))


def register_all() -> None:
    """Say which work there is, and open the desk's door; called when Django starts."""
    work.register(WorkKind(NAME, gettext_lazy("Record of a decision"), held_by, hand_over, RECORD, adrift))
    desk.open_door(
        DeskDoor(
            "decisions:desk_list",
            gettext_lazy("Decisions"),
            gettext_lazy("Record what was decided, confirm what others recorded, correct what is public."),
            20,
            (RECORD, CONFIRM),
            waiting,
        )
    )
