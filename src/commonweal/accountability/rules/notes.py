"""Who may set a signed note beside a status, and take it back."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from commonweal.accountability.models import Note
from commonweal.accountability.rules.bringing import WRITE_NOTE, offices
from commonweal.core.actors import Actor, Kind
from commonweal.core.rules import ALLOWED, Decision, Refused
from commonweal.people.models import Role
from commonweal.people.standing import standing_of
from commonweal.privacy import abilities as privacy
from commonweal.strategy.models import Commitment


def can_write(by: Actor, commitment: Commitment, *, at: datetime) -> Decision:
    """Whether `by` may sign a note: the council's officers, people of the body that owns it, the Steering Group."""
    if commitment.is_withdrawn:
        return Refused(_("This commitment is no longer part of the strategy"))
    if not signing_roles(by, commitment, at=at):
        return Refused(
            _("Only officers of the council, people of the body that owns this, and the Steering Group sign notes here")
        )
    return ALLOWED


def signing_roles(by: Actor, commitment: Commitment, *, at: datetime) -> list[Role]:
    """The roles in which `by` may sign a note on the commitment."""
    return offices(standing_of(by, at=at), WRITE_NOTE, commitment, at=at)


def is_signing_role(by: Actor, commitment: Commitment, reference: str, *, at: datetime) -> Decision:
    """Whether `by` may sign in the role with this reference."""
    if reference not in {role.reference for role in signing_roles(by, commitment, at=at)}:
        return Refused(_("Choose one of the offices that you hold"), field="role")
    return ALLOWED


def can_withdraw(by: Actor, note: Note) -> Decision:
    """Whether `by` may take a note back: its author and nobody else, whatever others think of it."""
    if by.kind is not Kind.PERSON or note.author.reference != by.key:
        return Refused(_("Only the person who signed this note can withdraw it. You can sign one of your own"))
    if note.is_withdrawn:
        return Refused(_("This note was withdrawn already"))
    return ALLOWED


def can_empty(by: Actor, note: Note, *, at: datetime) -> Decision:
    """Whether `by` may let a note's words go: the privacy officer or the system, once it was withdrawn."""
    if by.kind is not Kind.SYSTEM and not standing_of(by, at=at).may(privacy.DELETE):
        return Refused(_("Only the council can let a note go. Ask its privacy officer"))
    if not note.is_withdrawn:
        return Refused(_("This note stands, so its words are kept"))
    if note.emptied_at is not None:
        return Refused(_("The words of this note are gone already"))
    return ALLOWED
