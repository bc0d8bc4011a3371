"""What people do with documents that are filed as evidence. Each is one transaction; none of them sets a status."""

from __future__ import annotations

from datetime import date, datetime

from django.core.files.base import File
from django.db import transaction

from commonweal.accountability.emails import filings as emails
from commonweal.accountability.models import Filing, Shows
from commonweal.accountability.queries import filings as queries
from commonweal.accountability.rules import bringing
from commonweal.accountability.rules import filings as rules
from commonweal.accountability.states.filings import FILING_JOURNEY
from commonweal.core import audit, files
from commonweal.core.actors import Actor
from commonweal.core.days import london_day
from commonweal.core.rules import Refused, RefusedError, require
from commonweal.messaging import outbox
from commonweal.messaging.queries import contacts
from commonweal.people.models import Person
from commonweal.people.queries import persons
from commonweal.people.queries import two_people as exceptions
from commonweal.strategy.models import Commitment
from commonweal.strategy.operations.touches import touch

DOCUMENT_KINDS = files.PICTURES | files.DOCUMENTS | files.SPREADSHEETS | {files.Kind.PDF}


def file(
    *,
    commitment: Commitment,
    title: str,
    words: str,
    shows: Shows,
    dated_on: date,
    document: File[bytes] | None,
    link: str,
    by: Actor,
    at: datetime,
) -> Filing:
    """File a document, or a link to one, as evidence for a commitment; it counts once a second person accepts it.

    Raises RefusedError when `by` may not, or the file cannot be taken.
    """
    require(rules.can_file(by, commitment, at=at), rules.is_something(has_document=document is not None, link=link))
    stored = _take_in(document, at=at) if document else None  # bytes first, outside the transaction
    filing = Filing(
        commitment=commitment, title=title, words=words, shows=shows, dated_on=dated_on, document=stored, link=link
    )
    try:
        return _keep(filing, by=by, at=at)
    except Exception:  # whatever the database refuses, the bytes belong to nothing then
        if stored:
            _drop(stored)
        raise


@transaction.atomic
def _keep(filing: Filing, *, by: Actor, at: datetime) -> Filing:
    filing.filed_by, filing.filed_at, filing.filed_on = persons.of_actor(by), at, london_day(at)
    filing.filed_as = bringing.office_of(by, bringing.FILE, filing.commitment, at=at)
    filing.save()
    FILING_JOURNEY.begin(filing, by=by, at=at)
    facts: dict[str, audit.Fact] = {
        "commitment": filing.commitment.reference,
        "shows": filing.shows,
        "has_document": filing.document_id is not None,
    }
    audit.record("accountability.filing.file", filing, by=by, at=at, facts=facts)
    mark(commitment=filing.commitment, by=by, at=at)
    able = [each for each in contacts.people_with(bringing.ACCEPT, at=at) if each.reference != by.key]
    for address in persons.addresses_by_person(able).values():
        outbox.add(emails.waits(address, filing), by=by, at=at)
    return filing


def _take_in(document: File[bytes], *, at: datetime) -> files.StoredFile:
    try:
        return files.accept(document, kinds=DOCUMENT_KINDS, at=at)
    except files.UploadRefusedError as error:
        raise RefusedError(Refused(str(error), field="document")) from error


@transaction.atomic
def _drop(stored: files.StoredFile) -> None:
    files.delete(stored)


@transaction.atomic
def accept(*, filing: Filing, by: Actor, at: datetime) -> Filing:
    """Accept a document as the second person: it is public from now on, and counts as filed. Raises RefusedError."""
    filing = queries.lock(filing)
    require(rules.can_accept(by, filing, at=at))
    body = rules.body_of(by, at=at)
    if body is not None and filing.filed_by.reference == by.key:
        filing.exception = exceptions.in_force(decision=bringing.ACCEPT, body=body, on=london_day(at)).first()
    _settle(filing, "accept", office=rules.office_of(by, at=at), by=by, at=at, also=("exception",))
    return filing


@transaction.atomic
def return_(*, filing: Filing, why: str, by: Actor, at: datetime) -> Filing:
    """Return a document to the one who filed it, and say what is missing; they are written to."""
    filing = queries.lock(filing)
    require(rules.can_return(by, filing, at=at))
    filing.settled_why = why
    _settle(filing, "return_", office=rules.office_of(by, at=at), by=by, at=at, also=("settled_why",))
    if address := persons.address_of(filing.filed_by):
        outbox.add(emails.returned(address, filing), by=by, at=at)
    return filing


@transaction.atomic
def withdraw(*, filing: Filing, by: Actor, at: datetime) -> Filing:
    """Take a document back before anybody accepted it."""
    filing = queries.lock(filing)
    require(rules.can_withdraw(by, filing))
    _settle(filing, "withdraw", office=filing.filed_as, by=by, at=at, also=())
    return filing


def _settle(filing: Filing, move: str, *, office: str, by: Actor, at: datetime, also: tuple[str, ...]) -> None:
    filing.settled_by, filing.settled_at, filing.settled_as = persons.of_actor(by), at, office
    FILING_JOURNEY.advance(filing, move, by=by, at=at, also=["settled_by", "settled_at", "settled_as", *also])
    facts: dict[str, audit.Fact] = {"commitment": filing.commitment.reference}
    audit.record(f"accountability.filing.{move.strip('_')}", filing, by=by, at=at, facts=facts)
    mark(commitment=filing.commitment, by=by, at=at)


@transaction.atomic
def set_aside(*, filing: Filing, why: str, by: Actor, at: datetime) -> Filing:
    """Say that an accepted document no longer counts, and why; its page stays, and says so.

    Called too when a concern is upheld that challenges the document. Raises RefusedError.
    """
    filing = queries.lock(filing)
    require(rules.can_set_aside(by, filing, at=at))
    filing.set_aside_by, filing.set_aside_at, filing.set_aside_why = persons.of_actor(by), at, why
    filing.set_aside_as = rules.office_of(by, at=at)
    said = ["set_aside_by", "set_aside_at", "set_aside_why", "set_aside_as"]
    FILING_JOURNEY.advance(filing, "set_aside", by=by, at=at, also=said)
    facts: dict[str, audit.Fact] = {"commitment": filing.commitment.reference}
    audit.record("accountability.filing.set_aside", filing, by=by, at=at, facts=facts)
    mark(commitment=filing.commitment, by=by, at=at)
    if filing.filed_by.reference != by.key and (address := persons.address_of(filing.filed_by)):
        outbox.add(emails.set_aside(address, filing), by=by, at=at)
    return filing


@transaction.atomic
def empty(*, filing: Filing, by: Actor, at: datetime) -> Filing:
    """Let go of a document that counts for nothing, once its time is up; that it was there stays."""
    filing = queries.lock(filing)
    require(rules.can_empty(by, filing, at=at))
    stored, filing.document, filing.emptied_at = filing.document, None, at
    filing.save(update_fields=["document", "emptied_at"])
    audit.record("accountability.filing.empty", filing, by=by, at=at)
    if stored:
        files.delete(stored)
    return filing


def hand_over(*, filing: Filing, to: Person, by: Actor, at: datetime) -> None:  # noqa: ARG001  # as every kind of work is
    """Give a document that waits to somebody who can accept it: they only have to be able to. Raises RefusedError."""
    require(rules.can_accept(to.actor, filing, at=at))


def mark(*, commitment: Commitment, by: Actor, at: datetime) -> None:
    """Have how it stands with a commitment worked out anew; a part of operations."""
    touch(f"strategy.commitment/{commitment.reference}", by=by, at=at)
