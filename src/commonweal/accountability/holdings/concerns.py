"""What accountability holds of people by concerns: those that were sent, those that were not, and bodies' replies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.accountability.models import Concern
from commonweal.accountability.operations import concerns as operations
from commonweal.accountability.queries import concerns as queries
from commonweal.core import audit, days, personal
from commonweal.core.actors import Actor
from commonweal.core.personal import DataSubject, Due, Erasure, HeldRecord, Holding, Item, Kept

ENCRYPTED = ("words", "wish", "name", "contact", "contact_digest", "reach_digest", "raiser_reply")


def register_all() -> None:
    """Say what accountability holds; called when Django starts."""
    audit.NAME_KEPT.register("accountability.concerns", queries.is_contact_kept)
    whose = gettext_lazy("people who raise a concern on a commitment")
    personal.register(
        Holding(
            name="accountability.concerns",
            title=gettext_lazy("Concerns about commitments"),
            whose=whose,
            what=gettext_lazy(
                "what they wrote, what they want to come of it, their reply, their name, and how to reach them"
            ),
            fields=tuple(f"accountability.Concern.{field}" for field in ENCRYPTED),
            find=_find_sent,
            erase=_erase_sent,
            expired=_expired_sent,
            dispose=_dispose_sent,
        )
    )
    personal.register(
        Holding(
            name="accountability.concern_drafts",
            title=gettext_lazy("Concerns that were never sent"),
            whose=whose,
            what=gettext_lazy("the same, as far as they got"),
            fields=(),
            find=_find_drafts,
            erase=_erase_drafts,
            expired=_expired_drafts,
            dispose=_dispose_draft,
        )
    )
    personal.register(
        Holding(
            name="accountability.concern_replies",
            title=gettext_lazy("Replies of bodies to concerns that are not printed"),
            whose=gettext_lazy("people who reply for a body, and people whom the reply is about"),
            what=gettext_lazy("what the body replied, and who wrote it"),
            fields=("accountability.ConcernReply.words",),
            find=_find_replies,
            erase=_keep_replies,
            expired=_expired_replies,
            dispose=_dispose_reply,
        )
    )


# Those that were sent.


def _find_sent(subject: DataSubject) -> Iterator[HeldRecord]:
    for concern in queries.sent_by(subject.contact_digests):
        yield _record(concern, _("Your concern about a commitment"))


def _erase_sent(subject: DataSubject, *, by: Actor, at: datetime) -> Erasure:
    sent = list(queries.sent_by(subject.contact_digests))
    for concern in sent:
        operations.erase(concern=concern, by=by, at=at)
    return Erasure(tuple(concern.reference for concern in sent))


def _expired_sent(began_before: date) -> Iterator[Due]:
    for concern in queries.settled_before(days.start_of(began_before)):
        if concern.settled_at is not None:
            yield Due(concern.reference, days.london_day(concern.settled_at))


def _dispose_sent(reference: str, *, by: Actor, at: datetime) -> None:
    concern = queries.get_by_reference(reference)
    if concern is not None and not concern.is_emptied:
        operations.erase(concern=concern, by=by, at=at)


# Those that were not.


def _find_drafts(subject: DataSubject) -> Iterator[HeldRecord]:
    for concern in queries.drafts_of(subject.contact_digests):
        yield _record(concern, _("A concern that you did not send"))


def _erase_drafts(subject: DataSubject, *, by: Actor, at: datetime) -> Erasure:
    drafts = list(queries.drafts_of(subject.contact_digests))
    for draft in drafts:
        operations.forget_draft(concern=draft, by=by, at=at)
    return Erasure(tuple(draft.reference for draft in drafts))


def _expired_drafts(began_before: date) -> Iterator[Due]:
    for draft in queries.drafts_from_before(days.start_of(began_before)):
        yield Due(draft.reference, days.london_day(draft.started_at))


def _dispose_draft(reference: str, *, by: Actor, at: datetime) -> None:
    draft = queries.get_draft(reference)
    if draft is not None:
        operations.forget_draft(concern=draft, by=by, at=at)


def _record(concern: Concern, title: str) -> HeldRecord:
    facts = (
        (_("Commitment"), str(concern.commitment)),
        (_("What you wrote"), concern.words),
        (_("What you want to come of it"), concern.wish),
        (_("What may be printed"), str(concern.get_may_publish_display())),
        (_("Your name"), concern.name),
        (_("How to reach you"), concern.contact),
        (_("Your reply to the answer"), concern.raiser_reply),
        (_("Sent on"), days.show_day(concern.sent_on) if concern.sent_on else ""),
        (_("Where it is"), str(concern.get_status_display())),
    )
    return HeldRecord(concern.reference, title, tuple(Item(name, words) for name, words in facts if words))


# What bodies replied.


def _find_replies(subject: DataSubject) -> Iterator[HeldRecord]:
    for reply in queries.replies_by(subject.person_key):
        words = Item(_("What you wrote for %(body)s") % {"body": reply.body.name}, reply.words, about_others=True)
        yield HeldRecord(f"{reply.concern.reference}/{reply.body.slug}", _("A reply to a concern"), (words,))


def _keep_replies(subject: DataSubject, *, by: Actor, at: datetime) -> Erasure:  # noqa: ARG001  # as every holding's
    why = gettext_lazy("It is the statement of the body and not yours; your name does not stand under it.")
    replies = queries.replies_by(subject.person_key)
    return Erasure(kept=tuple(Kept(f"{each.concern.reference}/{each.body.slug}", why) for each in replies))


def _expired_replies(began_before: date) -> Iterator[Due]:
    for reply in queries.unprinted_replies(days.start_of(began_before)):
        if reply.concern.settled_at is not None:
            began_on = days.london_day(reply.concern.settled_at)
            yield Due(f"{reply.concern.reference}/{reply.body.slug}", began_on)


def _dispose_reply(reference: str, *, by: Actor, at: datetime) -> None:
    concern, _slash, slug = reference.partition("/")
    reply = queries.get_reply(concern, slug)
    if reply is not None:
        operations.empty_reply(reply=reply, by=by, at=at)
