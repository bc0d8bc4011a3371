"""Evidence that people bring, as work: who may do what, the desk's door, and documents that nobody can accept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.accountability.models import Filing
from commonweal.accountability.operations import filings as operations
from commonweal.accountability.queries import filings as queries
from commonweal.accountability.rules import bringing
from commonweal.accountability.rules import filings as rules
from commonweal.core.actors import Actor
from commonweal.core.rules import Refused, RefusedError
from commonweal.messaging.queries import contacts
from commonweal.people import desk, kinds_of_role, two_people, work
from commonweal.people.desk import DeskDoor
from commonweal.people.models import Person, Role
from commonweal.people.role_kinds import KINDS, Ability
from commonweal.people.standing import Standing
from commonweal.people.work import WorkItem, WorkKind

NAME = "accountability.filing"

_COMMUNITIES = kinds_of_role.COMMUNITIES_OFFICER
_COUNCILS = (_COMMUNITIES, kinds_of_role.GRANT_OFFICER, kinds_of_role.ACCOUNTABLE_OFFICER)
_PARTNERS = (kinds_of_role.PARTNER_LEAD, kinds_of_role.PARTNER_OFFICER)
_STEERING = kinds_of_role.STEERING_MEMBER


def held_by(_role: Role) -> Sequence[WorkItem]:
    """Nothing: a document waits for anybody who may accept it, and not for the one who filed it."""
    return []


def adrift(at: datetime) -> Sequence[WorkItem]:
    """The documents that wait although nobody is left who could accept them."""
    able = {person.pk for person in contacts.people_with(bringing.ACCEPT, at=at)}
    return [_item(filing) for filing in queries.waiting() if not able - {filing.filed_by_id}]


def _item(filing: Filing) -> WorkItem:
    href = reverse("accountability:filing_handle", kwargs={"ref": filing.reference})
    return WorkItem(NAME, filing.reference, _("Accept or return “%(title)s”") % {"title": filing.title}, href)


def hand_over(reference: str, *, to: Person, by: Actor, at: datetime) -> None:
    """Give a document to somebody to accept: they only have to be able to. Raises RefusedError."""
    filing = queries.by_reference(reference)
    if filing is None:
        raise RefusedError(Refused(_("This document is no longer there")))
    operations.hand_over(filing=filing, to=to, by=by, at=at)


def waiting(standing: Standing, at: datetime) -> int:
    """How many documents wait for this person to accept, or were returned to them."""
    key = standing.actor.key
    to_accept = sum(each.filed_by.reference != key for each in queries.waiting()) if rules.is_accepter(standing) else 0
    return to_accept + len(queries.returned_to(key, at=at))


def register_all() -> None:
    """Say who may, and open the desk's door; called when Django starts."""
    _allow()
    two_people.register(
        two_people.Decision(bringing.ACCEPT, gettext_lazy("Accepting a document as evidence for a commitment"))
    )
    work.register(
        WorkKind(NAME, gettext_lazy("Document that is filed as evidence"), held_by, hand_over, bringing.ACCEPT, adrift)
    )
    desk.open_door(
        DeskDoor(
            "accountability:evidence_desk",
            gettext_lazy("Evidence for commitments"),
            gettext_lazy("What waits for you, what goes stale soon, and where to bring what shows a promise is kept."),
            24,
            bringing.ALL,
            waiting,
        )
    )


def _allow() -> None:
    KINDS.allow(
        Ability(bringing.FILE, gettext_lazy("file documents as evidence, others than the council for what they own")),
        to=(_COMMUNITIES, kinds_of_role.GRANT_OFFICER, *_PARTNERS, _STEERING),
    )
    KINDS.allow(
        Ability(bringing.ACCEPT, gettext_lazy("accept or return documents that somebody else filed as evidence")),
        to=(_COMMUNITIES, kinds_of_role.ACCOUNTABLE_OFFICER),
    )
    KINDS.allow(
        Ability(bringing.ATTEST_COUNCIL, gettext_lazy("record what the council’s side answered about a commitment")),
        to=(_COMMUNITIES,),
    )
    KINDS.allow(
        Ability(bringing.ATTEST_SECTOR, gettext_lazy("record what the sector answered, which nobody else can")),
        to=(_STEERING,),
    )
    KINDS.allow(
        Ability(bringing.WRITE_NOTE, gettext_lazy("sign a note beside the status of a commitment")),
        to=(*_COUNCILS, *_PARTNERS, _STEERING),
    )
    KINDS.allow(
        Ability(
            bringing.NOTE_OBSTACLE, gettext_lazy("say what stands in the way of a commitment, and that it is gone")
        ),
        to=(*_COUNCILS, *_PARTNERS, _STEERING),
    )
