"""Who may do what with a request for another format, and why not."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from commonweal.accountability import queries
from commonweal.accountability.models import FormatRequest
from commonweal.accountability.states import JOURNEY
from commonweal.core import days
from commonweal.core.actors import Actor, Kind
from commonweal.core.rules import ALLOWED, Decision, Refused

ANSWER_WITHIN_WORKING_DAYS = 10
"""Ours: the strategy names no time (C-005). The accessibility statement promises the same."""

MOST_A_DAY = 5
"""Requests that may carry the same contact within 24 hours. Each writes a letter to that contact, which may be
somebody else's; counted by contact and never by where the request came from, because a library shares one address."""

DRAFTS_ARE_KEPT = timedelta(days=7)
"""Ours: long enough to come back after a weekend, short enough not to hold contacts nobody uses."""


def answer_by(at: datetime) -> date:
    """The London day by which a request sent at `at` is to be answered."""
    return days.add_working_days(days.london_day(at), ANSWER_WITHIN_WORKING_DAYS)


def can_change(asked: FormatRequest) -> Decision:
    """Whether answers can still be changed: until it is sent."""
    if not asked.is_draft:
        return Refused(_("You have sent this request already. To change it, withdraw it and make a new one"))
    return ALLOWED


def can_send(asked: FormatRequest, *, at: datetime) -> Decision:
    """Whether it says all that we need to act on it, and its contact has not been written to too often."""
    if not asked.wanted:
        return Refused(_("Tell us what you would like in another format"))
    if not asked.format:
        return Refused(_("Choose the format you need"))
    if not asked.contact:
        return Refused(_("Tell us how to reach you"))
    if queries.count_sent_since(asked.contact_digest, at - timedelta(days=1)) >= MOST_A_DAY:
        return Refused(
            _(
                "We have had %(count)d requests for this contact since yesterday, and that is as many as we take in a "
                "day. What you typed is kept: send it tomorrow, or ring us"
            )
            % {"count": MOST_A_DAY}
        )
    return ALLOWED


def can_withdraw(by: Actor, asked: FormatRequest) -> Decision:
    """Whether `by` may withdraw it: whoever holds its key, while it is open."""
    if not is_asker(by, asked):
        return Refused(_("Only the person who asked can withdraw this request"))
    if not JOURNEY.is_open(asked.status, "withdraw"):
        return Refused(_("This request is closed already, so there is nothing to withdraw"))
    return ALLOWED


def can_supply(by: Actor, asked: FormatRequest) -> Decision:
    """Whether `by` may note that it was supplied: the council's own staff, while it is open."""
    if by.kind not in {Kind.PERSON, Kind.SYSTEM}:
        return Refused(_("Only the council can note that a request was supplied"))
    if not JOURNEY.is_open(asked.status, "supply"):
        return Refused(_("Only an open request can be supplied; this one is not open"))
    return ALLOWED


def is_asker(by: Actor, asked: FormatRequest) -> bool:
    """Whether `by` is the guest whose contact the request carries."""
    return by.kind is Kind.GUEST and bool(asked.contact_digest) and by.key == asked.contact_digest
