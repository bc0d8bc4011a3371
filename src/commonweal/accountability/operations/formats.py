"""What people and the council do with a request for another format. Each is one transaction."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.conf import settings
from django.core.files.base import File
from django.db import transaction

from commonweal.accountability.emails import formats as emails
from commonweal.accountability.models import FormatRequest, ReachBy
from commonweal.accountability.queries import formats as queries
from commonweal.accountability.rules import formats as rules
from commonweal.accountability.states.formats import JOURNEY
from commonweal.core import audit, days, files
from commonweal.core.actors import Actor
from commonweal.core.digests import contact_digest, reach_digest
from commonweal.core.rules import Refused, RefusedError, require
from commonweal.messaging import outbox
from commonweal.people import queries as people
from commonweal.strategy.operations.touches import touch

DOCUMENT_KINDS = files.PICTURES | files.DOCUMENTS | {files.Kind.PDF}


@transaction.atomic
def start(*, by: Actor, at: datetime) -> tuple[FormatRequest, str]:  # noqa: ARG001  # as every operation is called
    """Begin a request; gives it and the key of its private link, which is nowhere else to be had.

    The trail begins with the first answer: what anybody can press a thousand times must not stay there for ever.
    Raises RefusedError when very many were begun just now.
    """
    require(rules.can_start(at=at))
    key = secrets.token_urlsafe(18)
    asked = FormatRequest.objects.create(key_digest=queries.digest_of_key(key), started_at=at)
    return asked, key


def say_what(
    *, asked: FormatRequest, wanted: str, document: File[bytes] | None, by: Actor, at: datetime
) -> FormatRequest:
    """Note what is wanted, and keep the picture or document that shows it, replacing an earlier one.

    Raises RefusedError when the file cannot be taken or the request has been sent.
    """
    require(rules.can_change(asked))
    if document:
        require(rules.can_keep_document(document.size))
    stored = _take_in(document, at=at) if document else None  # bytes first, outside the transaction
    try:
        return _note_what(asked, wanted, stored, by=by, at=at)
    except RefusedError:
        if stored:  # the request was sent meanwhile, from another tab
            _drop(stored)
        raise


@transaction.atomic
def _note_what(
    asked: FormatRequest, wanted: str, stored: files.StoredFile | None, *, by: Actor, at: datetime
) -> FormatRequest:
    asked = queries.lock(asked)
    require(rules.can_change(asked))
    earlier = asked.document if stored else None
    asked.wanted = wanted
    asked.document = stored or asked.document
    asked.save(update_fields=["wanted", "document"])
    has_document = asked.document is not None
    audit.record("accountability.format_request.say_what", asked, by=by, at=at, facts={"has_document": has_document})
    if earlier:
        files.delete(earlier)
    return asked


@transaction.atomic
def _drop(stored: files.StoredFile) -> None:
    files.delete(stored)


def _take_in(document: File[bytes], *, at: datetime) -> files.StoredFile:
    try:
        return files.accept(document, kinds=DOCUMENT_KINDS, at=at)
    except files.UploadRefusedError as error:
        raise RefusedError(Refused(str(error), field="document")) from error


@transaction.atomic
def remove_document(*, asked: FormatRequest, by: Actor, at: datetime) -> FormatRequest:
    """Take the picture or document away again, before the request is sent."""
    asked = queries.lock(asked)
    require(rules.can_change(asked))
    stored, asked.document = asked.document, None
    asked.save(update_fields=["document"])
    audit.record("accountability.format_request.remove_document", asked, by=by, at=at)
    if stored:
        files.delete(stored)
    return asked


@transaction.atomic
def choose_format(
    *,
    asked: FormatRequest,
    format: str,  # noqa: A002  # the field's own name, which a form's answers come under
    format_detail: str,
    by: Actor,
    at: datetime,
) -> FormatRequest:
    """Note which format, and which language or other detail where the format needs one."""
    asked = queries.lock(asked)
    require(rules.can_change(asked))
    asked.format, asked.format_detail, asked.has_format_detail = format, format_detail, bool(format_detail)
    asked.save(update_fields=["format", "format_detail", "has_format_detail"])
    # Not which: a format can show a disability, and the trail is kept for ever.
    audit.record("accountability.format_request.choose_format", asked, by=by, at=at)
    return asked


@transaction.atomic
def say_how_to_reach(
    *, asked: FormatRequest, name: str, reach_by: ReachBy, contact: str, by: Actor, at: datetime
) -> FormatRequest:
    """Note how to reach the person: an e-mail address, a telephone number or a postal address."""
    asked = queries.lock(asked)
    require(rules.can_change(asked))
    asked.name, asked.reach_by, asked.contact = name, reach_by, contact
    earlier, asked.contact_digest = asked.contact_digest, contact_digest(contact)
    asked.reach_digest = reach_digest(contact)
    asked.save(update_fields=["name", "reach_by", "contact", "contact_digest", "reach_digest"])
    audit.record(
        "accountability.format_request.say_how_to_reach",
        asked,
        by=by,
        at=at,
        facts={"reach_by": reach_by},
        personal={"contact": contact},
    )
    audit.forget_name(earlier)
    return asked


@transaction.atomic
def send(*, asked: FormatRequest, link: str, by: Actor, at: datetime) -> FormatRequest:
    """Hand the request to the council. Sending again what was sent changes nothing.

    `link` is the private link, for the letter to the person who asked.
    """
    asked = queries.lock(asked)
    if not asked.is_draft:
        return asked
    require(rules.can_send(asked, at=at))
    receive(asked=asked, left_at=at, by=by, at=at)
    if asked.is_reached_by_email:
        outbox.add(emails.received(asked, link=link), by=by, at=at)
    outbox.add(emails.for_the_team(asked), by=by, at=at)
    return asked


def receive(*, asked: FormatRequest, left_at: datetime, by: Actor, at: datetime) -> None:
    """Start the clocks of a request, from when the person asked; a part of every operation that takes one in."""
    asked.left_at, asked.asked_at = left_at, at
    asked.answer_by_on, asked.first_answer_by_at = rules.answer_by(left_at), rules.first_answer_by(left_at)
    clocks = ["left_at", "asked_at", "answer_by_on", "first_answer_by_at"]
    JOURNEY.advance(asked, "send", by=by, at=at, also=clocks)
    facts = {"answer_by_on": str(asked.answer_by_on), "channel": asked.channel}
    audit.record("accountability.format_request.send", asked, by=by, at=at, facts=facts)
    touch(queries.TOUCHED, by=by, at=at)


@transaction.atomic
def withdraw(*, asked: FormatRequest, by: Actor, at: datetime) -> FormatRequest:
    """Close the request because it is no longer needed; the council is told."""
    asked = queries.lock(asked)
    require(rules.can_withdraw(by, asked))
    _settle(asked, "withdraw", by=by, at=at)
    outbox.add(emails.withdrawn(asked), by=by, at=at)
    return asked


@transaction.atomic
def take_on(*, asked: FormatRequest, by: Actor, at: datetime) -> FormatRequest:
    """Note that the officer who acts sees to the request from now on, in place of whoever did before."""
    asked = queries.lock(asked)
    require(rules.can_take_on(by, asked, at=at))
    return _give_to(asked, by, "take_on", by=by, at=at)


@transaction.atomic
def hand_over(*, asked: FormatRequest, to: Actor, by: Actor, at: datetime) -> FormatRequest:
    """Give the request to another officer, because the one who had it leaves or moves. Raises RefusedError."""
    asked = queries.lock(asked)
    require(rules.can_hold(to, asked, at=at))
    return _give_to(asked, to, "hand_over", by=by, at=at)


def _give_to(asked: FormatRequest, officer: Actor, verb: str, *, by: Actor, at: datetime) -> FormatRequest:
    asked.handler = people.persons.by_reference(officer.key)
    asked.save(update_fields=["handler"])
    audit.record(f"accountability.format_request.{verb}", asked, by=by, at=at, facts={"to": officer.key})
    return asked


@transaction.atomic
def supply(*, asked: FormatRequest, note: str, by: Actor, at: datetime) -> FormatRequest:
    """Note that what was asked for has been sent or handed over; `note` says how, and goes to the person."""
    asked = queries.lock(asked)
    require(rules.can_supply(by, asked, at=at))
    if asked.first_answered_at is None:  # whoever is given what they asked for has been got back to
        note_first_answer(asked=asked, answered_at=at, by=by, at=at)
    _settle(asked, "supply", by=by, at=at)
    if asked.is_reached_by_email:
        outbox.add(emails.supplied(asked, note=note), by=by, at=at)
    return asked


def note_first_answer(*, asked: FormatRequest, answered_at: datetime, by: Actor, at: datetime) -> None:
    """Note when the person was first got back to, and after how many minutes of office hours; a part of operations."""
    asked.first_answered_at = answered_at
    begun_at = asked.left_at or answered_at
    asked.first_answer_minutes = days.working_minutes(begun_at, answered_at, hours=settings.OFFICE_HOURS)
    asked.save(update_fields=["first_answered_at", "first_answer_minutes"])
    facts = {"answered_at": answered_at.isoformat()}
    audit.record("accountability.format_request.answer_first", asked, by=by, at=at, facts=facts)
    touch(queries.TOUCHED, by=by, at=at)


def _settle(asked: FormatRequest, move: str, *, by: Actor, at: datetime) -> None:
    asked.settled_at = at
    JOURNEY.advance(asked, move, by=by, at=at, also=["settled_at"])
    audit.record(f"accountability.format_request.{move}", asked, by=by, at=at)
    touch(queries.TOUCHED, by=by, at=at)


@transaction.atomic
def erase(*, asked: FormatRequest, by: Actor, at: datetime) -> FormatRequest:
    """Forget at once what somebody wrote and how to reach them, because they ask for it.

    A request that is still open is withdrawn first, and the team is told. Raises RefusedError.
    """
    asked = queries.lock(asked)
    require(rules.can_erase(by, asked, at=at))
    if asked.is_open:
        _settle(asked, "withdraw", by=by, at=at)
        outbox.add(emails.withdrawn(asked), by=by, at=at)
    _empty(asked, by=by, at=at)
    return asked


def _empty(asked: FormatRequest, *, by: Actor, at: datetime) -> None:
    """Reference, dates and format stay; all that is about a person goes, from the audit trail's names as well."""
    held, contact = queries.lock_files(asked), asked.contact_digest
    asked.enclosures.all().delete()
    asked.wanted = asked.format_detail = asked.name = asked.contact = ""
    asked.reach_by = asked.contact_digest = asked.reach_digest = ""
    asked.document, asked.has_format_detail, asked.emptied_at = None, False, at
    asked.save()
    audit.record("accountability.format_request.empty", asked, by=by, at=at)
    for stored in held:
        files.delete(stored)
    audit.forget_name(contact)


@transaction.atomic
def forget_draft(*, asked: FormatRequest, by: Actor, at: datetime) -> bool:
    """Delete one request that was begun and never sent, with its document and contact; False if it was sent by now."""
    asked = queries.lock(asked)
    if not asked.is_draft:  # it was sent just now
        return False
    if asked.has_answers:  # of the others the trail says nothing yet
        audit.record("accountability.format_request.forget_draft", asked, by=by, at=at)
    stored, contact = asked.document, asked.contact_digest
    asked.delete()
    if stored:
        files.delete(stored)
    audit.forget_name(contact)
    return True
