"""Signing a note beside a status, and taking it back. No note changes a status."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from commonweal.accountability.models import Note
from commonweal.accountability.operations.filings import mark
from commonweal.accountability.queries import notes as queries
from commonweal.accountability.rules import bringing
from commonweal.accountability.rules import notes as rules
from commonweal.core import audit
from commonweal.core.actors import Actor
from commonweal.core.rules import require
from commonweal.people.queries import persons
from commonweal.strategy.models import Commitment


@transaction.atomic
def write(*, commitment: Commitment, words: str, role: str, by: Actor, at: datetime) -> Note:
    """Set a note beside the status of a commitment, signed in the role with this reference. Raises RefusedError.

    It is printed as it stands, with the author's name and office, and never edited.
    """
    require(rules.can_write(by, commitment, at=at), rules.is_signing_role(by, commitment, role, at=at))
    held = {each.reference: each for each in rules.signing_roles(by, commitment, at=at)}
    note = Note.objects.create(
        commitment=commitment,
        words=words,
        author=persons.of_actor(by),
        signed_as=bringing.office_words(held[role]),
        written_at=at,
    )
    facts: dict[str, audit.Fact] = {"commitment": commitment.reference}
    audit.record("accountability.note.write", note, by=by, at=at, facts=facts)
    mark(commitment=commitment, by=by, at=at)
    return note


@transaction.atomic
def withdraw(*, note: Note, why: str, by: Actor, at: datetime) -> Note:
    """Take a note back, with a reason; its words are no longer printed, and that there was one stays."""
    note = queries.lock(note)
    require(rules.can_withdraw(by, note))
    note.withdrawn_at, note.withdrawn_why = at, why
    note.save(update_fields=["withdrawn_at", "withdrawn_why"])
    audit.record("accountability.note.withdraw", note, by=by, at=at)
    mark(commitment=note.commitment, by=by, at=at)
    return note


@transaction.atomic
def empty(*, note: Note, by: Actor, at: datetime) -> Note:
    """Let the words of a withdrawn note go, once their time is up."""
    note = queries.lock(note)
    require(rules.can_empty(by, note, at=at))
    note.words, note.emptied_at = "", at
    note.save(update_fields=["words", "emptied_at"])
    audit.record("accountability.note.empty", note, by=by, at=at)
    return note
