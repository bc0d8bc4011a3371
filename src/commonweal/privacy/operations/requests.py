"""What people ask about their own data, and how the council answers. Each is one transaction."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from commonweal.core import audit, days
from commonweal.core.actors import Actor, Kind
from commonweal.core.digests import contact_digest
from commonweal.core.rules import require
from commonweal.messaging import outbox
from commonweal.people.queries import persons
from commonweal.privacy import emails, queries, rules
from commonweal.privacy.models import (
    FoundItem,
    HiddenWords,
    PrivacyRequest,
    ReachBy,
    RequestContact,
    RequestKind,
    StaffNote,
)
from commonweal.privacy.states import REQUEST_JOURNEY


@transaction.atomic
def ask(*, kind: RequestKind, name: str, email: str, about: str, by: Actor, at: datetime) -> PrivacyRequest:
    """Take in a request from somebody who showed who they are; the month begins today. Raises RefusedError."""
    require(rules.can_ask(by, email=email))
    is_guest = by.kind is Kind.GUEST
    is_shown = is_guest or email in persons.addresses_of(by.key)
    asked = _begin(
        PrivacyRequest(
            kind=kind,
            person_key="" if is_guest else by.key,
            name=name,
            contact=email,
            contact_digest=contact_digest(email) if is_guest else "",
            is_contact_shown=is_shown,
            about=about,
            received_on=days.london_day(at),
        ),
        by=by,
        at=at,
    )
    if asked.is_reached_by_email:
        outbox.add(emails.received(asked), by=by, at=at)
    return asked


@transaction.atomic
def enter_paper(
    *,
    kind: RequestKind,
    name: str,
    reach_by: ReachBy,
    contact: str,
    about: str,
    received_on: date,
    how_shown: str,
    by: Actor,
    at: datetime,
) -> PrivacyRequest:
    """Write down a request that came on paper, by telephone or across a desk; the month began the day it came.

    `contact` is an e-mail address, a telephone number or a postal address, as `reach_by` says; nothing for somebody who
    comes to a desk. `how_shown` says how the officer made sure who the person is; without it nothing is looked for by
    their contact. Raises RefusedError.
    """
    require(rules.can_enter_paper(by, received_on=received_on, at=at))
    digest = contact_digest(contact) if contact else ""
    somebody = by.acting_for(Actor.guest(digest)) if digest else by
    asked = _begin(
        PrivacyRequest(
            kind=kind,
            name=name,
            contact=contact,
            contact_digest=digest,
            reach_by=reach_by,
            is_contact_shown=bool(contact and how_shown),
            is_on_paper=True,
            about=about,
            received_on=received_on,
        ),
        by=somebody,
        at=at,
    )
    if how_shown:
        StaffNote.objects.create(request=asked, words=how_shown, noted_by=by.label, noted_at=at)
    if asked.is_reached_by_email:
        outbox.add(emails.received(asked), by=by, at=at)
    return asked


def _begin(asked: PrivacyRequest, *, by: Actor, at: datetime) -> PrivacyRequest:
    asked.asked_at, asked.due_on = at, rules.request_due_on(asked.received_on)
    asked.save()
    REQUEST_JOURNEY.begin(asked, by=by, at=at)
    audit.record(
        "privacy.request.ask",
        asked,
        by=by,
        at=at,
        facts={"kind": asked.kind, "due_on": asked.due_on, "is_on_paper": asked.is_on_paper},
        personal={"contact": asked.contact},
    )
    outbox.add(emails.for_the_team(asked), by=by, at=at)
    return asked


@transaction.atomic
def withdraw(*, asked: PrivacyRequest, by: Actor, at: datetime) -> PrivacyRequest:
    """Close the request because the person no longer wants it. Raises RefusedError."""
    asked = queries.requests.lock(asked)
    require(rules.can_withdraw(by, asked))
    return _settle(asked, "withdraw", by=by, at=at)


@transaction.atomic
def add_contact(*, asked: PrivacyRequest, contact: str, how_shown: str, by: Actor, at: datetime) -> RequestContact:
    """Add a further contact after the officer made sure that it is the person's; `how_shown` says how."""
    asked = queries.requests.lock(asked)
    require(rules.can_work_on(by, asked, at=at))
    row = RequestContact.objects.create(
        request=asked,
        contact=contact,
        contact_digest=contact_digest(contact),
        how_shown=how_shown,
        added_by=by.label,
        added_at=at,
    )
    audit.record("privacy.request.add_contact", asked, by=by, at=at, personal={"contact": contact})
    return row


@transaction.atomic
def note(*, asked: PrivacyRequest, words: str, by: Actor, at: datetime) -> StaffNote:
    """Leave a note on the request. The person can ask to read it."""
    require(rules.can_note(by, at=at))
    row = StaffNote.objects.create(request=asked, words=words, noted_by=by.label, noted_at=at)
    audit.record("privacy.request.note", asked, by=by, at=at)
    return row


@transaction.atomic
def extend(*, asked: PrivacyRequest, because: str, by: Actor, at: datetime) -> PrivacyRequest:
    """Take the two further months that the law allows, and tell the person why. Raises RefusedError."""
    asked = queries.requests.lock(asked)
    require(rules.can_extend(by, asked, at=at))
    asked.extended_at, asked.extended_because = at, because
    asked.due_on = rules.request_due_on(asked.received_on, is_extended=True)
    asked.save(update_fields=["extended_at", "extended_because", "due_on"])
    audit.record("privacy.request.extend", asked, by=by, at=at, facts={"due_on": asked.due_on})
    if asked.is_reached_by_email:
        outbox.add(emails.extended(asked), by=by, at=at)
    return asked


@transaction.atomic
def answer_in_words(*, asked: PrivacyRequest, answer: str, by: Actor, at: datetime) -> PrivacyRequest:
    """Answer a request to put something right, or an objection, and tell the person. Raises RefusedError."""
    asked = queries.requests.lock(asked)
    require(rules.can_answer_in_words(by, asked, at=at))
    asked.answer = answer
    asked = _settle(asked, "answer", by=by, at=at)
    if asked.is_reached_by_email:
        outbox.add(emails.answered(asked), by=by, at=at)
    return asked


@transaction.atomic
def refuse(*, asked: PrivacyRequest, answer: str, by: Actor, at: datetime) -> PrivacyRequest:
    """Say that the council cannot do it, with the reason in law and where to complain. Raises RefusedError."""
    asked = queries.requests.lock(asked)
    require(rules.can_work_on(by, asked, at=at))
    asked.answer = answer
    asked = _settle(asked, "refuse", by=by, at=at)
    if asked.is_reached_by_email:
        outbox.add(emails.refused(asked), by=by, at=at)
    return asked


def _settle(asked: PrivacyRequest, move: str, *, by: Actor, at: datetime) -> PrivacyRequest:
    asked.settled_at, asked.settled_on = at, days.london_day(at)
    REQUEST_JOURNEY.advance(asked, move, by=by, at=at, also=["settled_at", "settled_on", "answer"])
    audit.record(f"privacy.request.{move}", asked, by=by, at=at)
    return asked


@transaction.atomic
def empty(*, asked: PrivacyRequest, by: Actor, at: datetime) -> PrivacyRequest:
    """Erase what is about the person in a closed request; kind, days and outcome stay for the figures."""
    asked = queries.requests.lock(asked)
    require(rules.can_empty(asked))
    if asked.is_emptied:
        return asked
    digests = [asked.contact_digest, *(row.contact_digest for row in queries.requests.contacts_of(asked))]
    for rows in (
        FoundItem.objects.filter(request=asked),
        HiddenWords.objects.filter(request=asked),
        StaffNote.objects.filter(request=asked),
        RequestContact.objects.filter(request=asked),
    ):
        rows.delete()
    asked.name = asked.contact = asked.about = asked.answer = asked.extended_because = ""
    asked.person_key = asked.contact_digest = asked.code_digest = ""
    asked.is_contact_shown, asked.emptied_at = False, at
    asked.save()
    audit.record("privacy.request.empty", asked, by=by, at=at)
    for digest in digests:
        audit.forget_name(digest)
    return asked
