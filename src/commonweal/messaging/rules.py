"""Who may decide about a letter, who may change the words of one, and when an optional letter goes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.core import days
from commonweal.core.actors import Actor, Kind
from commonweal.core.rules import ALLOWED, Decision, Refused, all_of
from commonweal.messaging import markup, queries
from commonweal.messaging.kinds import LetterKind
from commonweal.messaging.models import Letter, ReturnedAddress
from commonweal.messaging.queries.contacts import Wishes
from commonweal.messaging.states import JOURNEY, When
from commonweal.people.standing import standing_of

MOST_IN_A_BODY = 6000
"""Characters: three printed pages, more than anybody reads in an e-mail."""

RETURNED_IS_BELIEVED = timedelta(days=30)
"""Ours: for so long no optional letter goes to an address from which one came back. Then one tries again, for mailboxes
fill and are emptied. What is needed is always tried."""

DIGEST_WEEKDAY = 0
"""Weekly digests come on Mondays."""


def can_look_after_outbox(by: Actor, *, at: datetime) -> Decision:
    """Whether `by` may decide about letters: a job or a command, or somebody with a role for it."""
    if by.kind is Kind.SYSTEM or standing_of(by, at=at).may(queries.LOOK_AFTER_OUTBOX):
        return ALLOWED
    return Refused(_("Only somebody who looks after letters can decide about one. Ask the communities team"))


def can_resend(letter: Letter) -> Decision:
    """Only a letter that is held or failed is sent again by hand; the worker sees to the others."""
    if letter.emptied_at is not None:
        return Refused(
            _("The words of %(letter)s have been erased, so it cannot be sent") % {"letter": letter.reference}
        )
    if JOURNEY.is_open(letter.status, "resend"):
        return ALLOWED
    return Refused(_not_waiting(letter))


def can_settle_as_sent(letter: Letter) -> Decision:
    """Only a letter in doubt can turn out to have been sent."""
    if JOURNEY.is_open(letter.status, "settle"):
        return ALLOWED
    return Refused(_("%(letter)s is not held, so there is no doubt to settle") % {"letter": letter.reference})


def can_drop(letter: Letter) -> Decision:
    """Only a letter that is held or failed can be let go."""
    if JOURNEY.is_open(letter.status, "drop"):
        return ALLOWED
    return Refused(_not_waiting(letter))


def _not_waiting(letter: Letter) -> str:
    return _("%(letter)s is neither held nor failed, so there is nothing to decide about it") % {
        "letter": letter.reference
    }


# The words of letters.


def can_change_words(by: Actor, *, at: datetime) -> Decision:
    """Whether `by` may change the words of letters: somebody with a role for it."""
    if standing_of(by, at=at).may(queries.CHANGE_WORDS):
        return ALLOWED
    return Refused(_("Only somebody who keeps the words of letters can change them. Ask the communities team"))


def can_use_words(kind: LetterKind, *, subject: str, body: str) -> Decision:
    """Whether these words can be a letter of this kind: readable, with every needed field and no unknown one."""
    try:
        in_subject = list(markup.fields_in(markup.read_line(subject)))
    except markup.CannotReadError as error:
        return Refused(str(error), field="subject")
    try:
        in_body = list(markup.fields_of(markup.read(body)))
    except markup.CannotReadError as error:
        return Refused(str(error), field="body")
    return all_of(
        _knows_fields(kind, in_subject, field="subject"),
        _knows_fields(kind, in_body, field="body"),
        _has_needed_fields(kind, {*in_subject, *in_body}),
    )


def _knows_fields(kind: LetterKind, names: list[str], *, field: str) -> Decision:
    unknown = [name for name in names if name not in kind.field_names]
    if not unknown:
        return ALLOWED
    return Refused(
        _("This letter has no field ((%(name)s)). Take it out, or use one of those listed") % {"name": unknown[0]},
        field=field,
    )


def _has_needed_fields(kind: LetterKind, names: set[str]) -> Decision:
    missing = [each.name for each in kind.fields if each.is_needed and each.name not in names]
    if not missing:
        return ALLOWED
    words = ngettext(
        "Put %(fields)s back: whoever gets this letter needs it",
        "Put %(fields)s back: whoever gets this letter needs them",
        len(missing),
    )
    return Refused(words % {"fields": ", ".join(f"(({name}))" for name in missing)}, field="body")


def can_replace(kind: LetterKind, *, seen: int) -> Decision:
    """Whether the words that somebody changed are still those in force: two people may change a letter at once."""
    if queries.words_in_force(kind).number != seen:
        return Refused(_("Somebody else changed this letter just now. Open it again and look at what they wrote"))
    return ALLOWED


# When an optional letter goes.


@dataclass(frozen=True)
class Way:
    """How a letter goes: at once, at an instant, in the digest of an instant, or not at all."""

    is_wanted: bool = True
    due_at: datetime | None = None
    is_for_digest: bool = False


AT_ONCE = Way()
NOT_AT_ALL = Way(is_wanted=False)


def way_of(when: When, wishes: Wishes, returned: ReturnedAddress | None, *, at: datetime) -> Way:
    """How an optional letter goes that is written at the instant `at`."""
    if when == When.NEVER or (returned and at - returned.last_at < RETURNED_IS_BELIEVED):
        return NOT_AT_ALL
    if when in {When.DAILY, When.WEEKLY}:
        return Way(due_at=next_digest(when, wishes, at=at), is_for_digest=True)
    if is_quiet(wishes, at=at):
        return Way(due_at=next_hour(wishes.until_hour, at=at))
    return AT_ONCE


def is_quiet(wishes: Wishes, *, at: datetime) -> bool:
    """Whether the instant falls into the quiet hours, as the clock on the wall in London has it."""
    hour = at.astimezone(days.LONDON).hour
    if wishes.from_hour <= wishes.until_hour:
        return wishes.from_hour <= hour < wishes.until_hour
    return hour >= wishes.from_hour or hour < wishes.until_hour


def next_hour(hour: int, *, at: datetime) -> datetime:
    """The next instant after `at` when the clock in London strikes `hour`."""
    local = at.astimezone(days.LONDON)
    struck = local.replace(hour=hour, minute=0, second=0, microsecond=0, fold=0)
    if struck <= local:
        struck = (local + timedelta(days=1)).replace(hour=hour, minute=0, second=0, microsecond=0, fold=0)
    return struck


def next_digest(when: When, wishes: Wishes, *, at: datetime) -> datetime:
    """The instant of the next digest: each morning when the quiet hours end, or on Monday's."""
    due = next_hour(wishes.until_hour, at=at)
    while when == When.WEEKLY and due.weekday() != DIGEST_WEEKDAY:
        due += timedelta(days=1)
    return due
