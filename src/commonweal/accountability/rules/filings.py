"""Who may file a document, accept it, return it, take it back or set it aside, and why not."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from commonweal.accountability.models import Filing
from commonweal.accountability.rules.bringing import ACCEPT, FILE, office_words, offices
from commonweal.accountability.states.filings import FILING_JOURNEY
from commonweal.core.actors import Actor, Kind
from commonweal.core.rules import ALLOWED, Decision, Refused
from commonweal.people import rules as people
from commonweal.people.models import Body, Role
from commonweal.people.standing import Standing, standing_of
from commonweal.privacy import abilities as privacy
from commonweal.strategy.models import Commitment


def can_file(by: Actor, commitment: Commitment, *, at: datetime) -> Decision:
    """Whether `by` may file a document: the council's officers for any commitment, others for what their body owns."""
    if commitment.is_withdrawn:
        return Refused(_("This commitment is no longer part of the strategy"))
    if not offices(standing_of(by, at=at), FILE, commitment, at=at):
        return Refused(_("Only an officer of the council, or of the body that owns this commitment, can file evidence"))
    return ALLOWED


def is_something(*, has_document: bool, link: str) -> Decision:
    """Whether there is a document, or a link to one."""
    if not has_document and not link:
        return Refused(_("Choose a file, or enter a link to the document"), field="document")
    return ALLOWED


def is_accepter(standing: Standing) -> bool:
    """Whether somebody with this standing accepts documents that others filed."""
    return standing.may(ACCEPT)


def can_accept(by: Actor, filing: Filing, *, at: datetime) -> Decision:
    """Whether `by` is the second person: able to accept, and not the one who filed it."""
    may = _can_settle(by, filing, at=at)
    body = body_of(by, at=at)
    if not may or body is None:
        return may
    return people.two_people.are_two_people(filing.filed_by.actor, by, decision=ACCEPT, body=body, at=at)


def can_return(by: Actor, filing: Filing, *, at: datetime) -> Decision:
    """Whether `by` may return it with a reason: as for accepting it, but the one who filed it withdraws it instead."""
    may = _can_settle(by, filing, at=at)
    if may and filing.filed_by.reference == by.key:
        return Refused(_("You filed this yourself. Withdraw it instead"))
    return may


def _can_settle(by: Actor, filing: Filing, *, at: datetime) -> Decision:
    if not is_accepter(standing_of(by, at=at)):
        return Refused(_("Only an accountable officer or a communities officer can do this. Ask one of them"))
    if not filing.is_waiting:
        return Refused(_("This document does not wait for anybody: it is “%(state)s”") % _state(filing))
    return ALLOWED


def can_withdraw(by: Actor, filing: Filing) -> Decision:
    """Whether `by` may take it back: the one who filed it, while it waits."""
    if by.kind is not Kind.PERSON or filing.filed_by.reference != by.key:
        return Refused(_("Only the person who filed this document can withdraw it"))
    if not FILING_JOURNEY.is_open(filing.status, "withdraw"):
        return Refused(_("Only a document that waits can be withdrawn: this one is “%(state)s”") % _state(filing))
    return ALLOWED


def can_set_aside(by: Actor, filing: Filing, *, at: datetime) -> Decision:
    """Whether `by` may say that an accepted document no longer counts: whoever may accept documents."""
    if not is_accepter(standing_of(by, at=at)):
        return Refused(_("Only an accountable officer or a communities officer can set a document aside"))
    if not FILING_JOURNEY.is_open(filing.status, "set_aside"):
        return Refused(_("Only an accepted document can be set aside: this one is “%(state)s”") % _state(filing))
    return ALLOWED


def can_see(by: Actor, commitment: Commitment, *, at: datetime) -> Decision:
    """Whether `by` may see documents of a commitment at the desk: those who file for it, and those who accept."""
    standing = standing_of(by, at=at)
    if is_accepter(standing) or offices(standing, FILE, commitment, at=at):
        return ALLOWED
    return Refused(_("Only those who file or accept evidence for this commitment can see this"))


def can_empty(by: Actor, filing: Filing, *, at: datetime) -> Decision:
    """Whether the document may be let go: by the retention schedule, once it counts for nothing."""
    if by.kind is not Kind.SYSTEM and not standing_of(by, at=at).may(privacy.DELETE):
        return Refused(_("Only the council can let a document go. Ask its privacy officer"))
    if filing.is_waiting or filing.is_accepted:
        return Refused(_("This document waits or counts, so it is kept"))
    if filing.emptied_at is not None:
        return Refused(_("The document is gone already"))
    return ALLOWED


def role_of(by: Actor, *, at: datetime) -> Role | None:
    """The role in which `by` accepts documents; None where they do not."""
    roles = standing_of(by, at=at).roles
    return next((role for role in roles if Standing(by, (role,)).may(ACCEPT)), None)


def body_of(by: Actor, *, at: datetime) -> Body | None:
    """The body at which `by` accepts documents; None where they do not."""
    role = role_of(by, at=at)
    return role.body if role else None


def office_of(by: Actor, *, at: datetime) -> str:
    """The office in which `by` accepts documents, in words for the public."""
    role = role_of(by, at=at)
    return office_words(role) if role else ""


def _state(filing: Filing) -> dict[str, str]:
    return {"state": str(filing.get_status_display())}
