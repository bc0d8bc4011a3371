"""Who may take a request in for somebody else, and note that the person was got back to; and which mail is taken."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from commonweal.accountability.models import Channel, FormatRequest
from commonweal.accountability.queries import formats as queries
from commonweal.accountability.rules.formats import MOST_A_DAY, is_officer
from commonweal.core.actors import Actor, Kind
from commonweal.core.rules import ALLOWED, Decision, Refused
from commonweal.people.standing import standing_of

OLDEST_ENTERED = timedelta(days=366)
"""How long ago what is entered at the desk may have come: a slip in the year is likelier than an older message."""

MOST_MAILED_AN_HOUR = 60
"""Requests by e-mail across the service. Each is answered to an address that its sender may have forged; past this the
mail waits in the mailbox for the next hour."""


def can_enter(by: Actor, *, channel: str, left_at: datetime, at: datetime) -> Decision:
    """Whether `by` may write down what somebody asked for at `left_at`, on a channel that is not the website."""
    if not is_officer(standing_of(by, at=at)):
        return Refused(_("Only an officer who answers requests for another format can write one down"))
    if channel == Channel.WEB:
        return Refused(_("Choose how the person asked; what comes by this website is here already"), field="channel")
    if left_at > at:
        return Refused(_("Enter when the person asked; it cannot lie ahead"), field="left_time")
    if left_at < at - OLDEST_ENTERED:
        return Refused(_("Enter a day within the last year, and look at the year you typed"), field="left_on")
    return ALLOWED


def can_answer_first(by: Actor, asked: FormatRequest, *, answered_at: datetime, at: datetime) -> Decision:
    """Whether `by` may note that the person was first got back to at `answered_at`: an officer, once."""
    if not is_officer(standing_of(by, at=at)):
        return Refused(_("Only an officer who answers requests for another format can note this"))
    if asked.first_answered_at is not None:
        return Refused(_("Somebody has noted already when the person was first got back to"))
    if not asked.is_open or asked.left_at is None:
        return Refused(_("This request is closed, so there is nothing to note"))
    if answered_at > at:
        return Refused(_("Enter when you got back to the person; it cannot lie ahead"), field="answered_time")
    if answered_at < asked.left_at:
        return Refused(_("Enter a time after the person asked"), field="answered_time")
    return ALLOWED


def can_say_format(by: Actor, asked: FormatRequest, *, at: datetime) -> Decision:
    """Whether `by` may note which format the person needs: an officer, while it is open.

    Somebody who writes or leaves a message need not say it at once, or may be misheard.
    """
    if not is_officer(standing_of(by, at=at)):
        return Refused(_("Only an officer who answers requests for another format can change this"))
    if not asked.is_open:
        return Refused(_("This request is closed, so there is nothing to change"))
    return ALLOWED


def can_take_more_mail(*, at: datetime) -> Decision:
    """Whether mail is still turned into requests this hour."""
    if queries.count_mailed_since(at - timedelta(hours=1)) >= MOST_MAILED_AN_HOUR:
        return Refused(_("Very many requests came by e-mail in the last hour; the others wait in the mailbox"))
    return ALLOWED


def can_take_mail(by: Actor, *, reach_digest: str, at: datetime) -> Decision:
    """Whether one more message from this mailbox becomes a request by itself, without a person looking at it."""
    if by.kind is not Kind.SYSTEM:
        return Refused(_("Only the job that reads the mailbox can take in mail"))
    if queries.count_sent_since(reach_digest, at - timedelta(days=1)) >= MOST_A_DAY:
        return Refused(_("Too many requests came from this address since yesterday for one more to be taken by itself"))
    return ALLOWED
