"""Requests that come by another way than the website, and the first answer to them. Each is one transaction."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from commonweal.accountability.emails import formats as emails
from commonweal.accountability.mail import Mail
from commonweal.accountability.models import Channel, Enclosure, Format, FormatRequest, ReachBy
from commonweal.accountability.operations.formats import DOCUMENT_KINDS, note_first_answer, receive
from commonweal.accountability.queries import formats as queries
from commonweal.accountability.rules import format_line as rules
from commonweal.core import audit, files
from commonweal.core.actors import Actor
from commonweal.core.digests import contact_digest, reach_digest
from commonweal.core.rules import require
from commonweal.messaging import outbox
from commonweal.people import queries as people
from commonweal.ui.site import SITE

MOST_FILES = 10
"""Files of one message that are kept with its request: a letter of ten pages, photographed page by page."""


@transaction.atomic
def enter(
    *,
    channel: Channel,
    left_at: datetime,
    wanted: str,
    format: Format,  # noqa: A002  # the field's own name, which a form's answers come under
    format_detail: str,
    name: str,
    reach_by: ReachBy,
    contact: str,
    by: Actor,
    at: datetime,
) -> FormatRequest:
    """Write down what somebody asked for by telephone, on paper or in person; the clocks began when they asked.

    They get the same letter and private link as by the website, where there is an e-mail address. Raises RefusedError.
    """
    require(rules.can_enter(by, channel=channel, left_at=left_at, at=at))
    somebody = by.acting_for(Actor.guest(contact_digest(contact)))
    asked, key = _begin(
        FormatRequest(
            channel=channel,
            wanted=wanted,
            format=format,
            format_detail=format_detail,
            has_format_detail=bool(format_detail),
            name=name,
            reach_by=reach_by,
            contact=contact,
        ),
        left_at=left_at,
        by=somebody,
        at=at,
    )
    if asked.is_reached_by_email:
        outbox.add(emails.received(asked, link=_link(key)), by=somebody, at=at)
    return asked


def take_mail(*, mail: Mail, by: Actor, at: datetime) -> bool:
    """Make a request of a message that a person wrote to us; of one that was taken before, nothing.

    Gives whether the request holds all of the message: its words to the end, and every file that came with it.
    Raises RefusedError when its sender has sent too many.
    """
    digest = queries.digest_of_mail(mail.identity)
    asked = queries.made_of_mail(digest)
    if asked is None:
        require(rules.can_take_mail(by, reach_digest=reach_digest(mail.sender), at=at))
        kept, left_out = _keep_files_of(mail, at=at)  # bytes first, outside the transaction
        try:
            asked = _take(mail, digest, kept, left_out, by=by, at=at)
        except IntegrityError:  # another worker took it just now
            _drop(kept)
            asked = queries.made_of_mail(digest)
            if asked is None:
                raise
    return not mail.is_cut and len(mail.attachments) <= len(asked.files)


def _keep_files_of(mail: Mail, *, at: datetime) -> tuple[list[files.StoredFile], list[str]]:
    """The attachments that are pictures or documents as their content says, and of the others the name and why not."""
    kept: list[files.StoredFile] = []
    left_out: list[str] = []
    for attachment in mail.attachments:
        name = attachment.name or _("a file without a name")
        if len(kept) == MOST_FILES:
            left_out.append(_("%(name)s: we keep %(most)d files of a message") % {"name": name, "most": MOST_FILES})
            continue
        try:
            kept.append(files.accept(ContentFile(attachment.content, name=name), kinds=DOCUMENT_KINDS, at=at))
        except files.UploadRefusedError as error:
            left_out.append(f"{name}: {error}")
    return kept, left_out


@transaction.atomic
def _drop(documents: list[files.StoredFile]) -> None:
    for document in documents:
        files.delete(document)


@transaction.atomic
def _take(
    mail: Mail, digest: str, kept: list[files.StoredFile], left_out: list[str], *, by: Actor, at: datetime
) -> FormatRequest:
    somebody = by.acting_for(Actor.guest(contact_digest(mail.sender)))
    asked, key = _begin(
        FormatRequest(
            channel=Channel.EMAIL,
            mail_digest=digest,
            wanted=mail.words,
            document=kept[0] if kept else None,
            format=Format.UNSAID,
            name=mail.name,
            reach_by=ReachBy.EMAIL,
            contact=mail.sender,
        ),
        left_at=mail.left_at,
        by=somebody,
        at=at,
    )
    for number, document in enumerate(kept[1:], start=2):
        Enclosure.objects.create(request=asked, number=number, document=document)
    outbox.add(emails.received(asked, link=_link(key), left_out=left_out), by=somebody, at=at)
    outbox.add(emails.for_the_team(asked, left_out=left_out), by=somebody, at=at)
    return asked


def _begin(asked: FormatRequest, *, left_at: datetime, by: Actor, at: datetime) -> tuple[FormatRequest, str]:
    key = secrets.token_urlsafe(18)
    asked.key_digest, asked.started_at = queries.digest_of_key(key), at
    asked.contact_digest, asked.reach_digest = contact_digest(asked.contact), reach_digest(asked.contact)
    asked.save()
    audit.record(
        "accountability.format_request.enter",
        asked,
        by=by,
        at=at,
        facts={"channel": asked.channel, "reach_by": asked.reach_by, "has_document": asked.document is not None},
        personal={"contact": asked.contact},
    )
    receive(asked=asked, left_at=left_at, by=by, at=at)
    return asked, key


def _link(key: str) -> str:
    return SITE.base_url + reverse("accountability:format_record", kwargs={"key": key})


@transaction.atomic
def answer_first(*, asked: FormatRequest, answered_at: datetime, by: Actor, at: datetime) -> FormatRequest:
    """Note when somebody first got back to the person: rang, spoke or wrote. A letter sent by itself does not count.

    Whoever notes it sees to the request from now on if nobody did. Raises RefusedError.
    """
    asked = queries.lock(asked)
    answered_at = _not_before_asked(answered_at, asked)
    require(rules.can_answer_first(by, asked, answered_at=answered_at, at=at))
    note_first_answer(asked=asked, answered_at=answered_at, by=by, at=at)
    if asked.handler_id is None:
        asked.handler = people.persons.by_reference(by.key)
        asked.save(update_fields=["handler"])
        facts = {"to": by.key}
        audit.record("accountability.format_request.take_on", asked, by=by, at=at, facts=facts)
    return asked


def _not_before_asked(answered_at: datetime, asked: FormatRequest) -> datetime:
    """The instant itself; within the very minute in which the person asked, that one: people type whole minutes."""
    is_same_minute = asked.left_at is not None and timedelta() < asked.left_at - answered_at < timedelta(minutes=1)
    return asked.left_at if is_same_minute and asked.left_at else answered_at


@transaction.atomic
def say_format(
    *,
    asked: FormatRequest,
    format: Format,  # noqa: A002  # as above
    format_detail: str,
    by: Actor,
    at: datetime,
) -> FormatRequest:
    """Note which format the person needs, as they said by now. Raises RefusedError."""
    asked = queries.lock(asked)
    require(rules.can_say_format(by, asked, at=at))
    asked.format, asked.format_detail, asked.has_format_detail = format, format_detail, bool(format_detail)
    asked.save(update_fields=["format", "format_detail", "has_format_detail"])
    audit.record("accountability.format_request.choose_format", asked, by=by, at=at)  # not which, as when it is chosen
    return asked
