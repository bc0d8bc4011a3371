"""Who may do what with a request for another format, and why not."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from commonweal.accountability.models import FormatRequest
from commonweal.accountability.queries import formats as queries
from commonweal.accountability.states.formats import JOURNEY
from commonweal.core import days
from commonweal.core.actors import Actor, Kind
from commonweal.core.rules import ALLOWED, Decision, Refused
from commonweal.people.standing import Standing, standing_of
from commonweal.privacy import abilities as privacy
from commonweal.privacy import retention_page
from commonweal.ui.site import SITE

ANSWER_WITHIN_WORKING_DAYS = 10
"""Ours: the strategy names no time (C-005). The accessibility statement promises the same."""

MOST_A_DAY = 5
"""Requests that may lead to the same mailbox or telephone within 24 hours. Each writes a letter there, and it may be
somebody else's; counted by contact and never by where the request came from, because a library shares one address."""

MOST_DRAFTS_AN_HOUR = 300
"""Begun and not yet sent, across the whole service: some hundred times what a county asks for in a busy hour, and few
enough that a machine which presses the button for a week fills no disk."""

MOST_DRAFT_BYTES = 500 * 1000 * 1000
"""Of files that came with requests not yet sent: some hundred photos of a telephone; anybody can leave a file here."""


def answer_by(at: datetime) -> date:
    """The London day by which a request sent at `at` is to be answered."""
    return days.add_working_days(days.london_day(at), ANSWER_WITHIN_WORKING_DAYS)


def first_answer_by(left_at: datetime) -> datetime:
    """The instant by which somebody of the council is to get back to who asked at `left_at`: so many office hours on.

    Both are settings, and ours: the strategy says "in office hours" and names neither hours nor a number (C-006).
    """
    return days.add_working_minutes(left_at, settings.FIRST_ANSWER_HOURS * 60, hours=settings.OFFICE_HOURS)


def can_start(*, at: datetime) -> Decision:
    """Whether another request can be begun: not while somebody, or something, begins them by the hundred."""
    if queries.count_drafts_since(at - timedelta(hours=1)) >= MOST_DRAFTS_AN_HOUR:
        return Refused(
            _("Very many people are asking just now. Try again in an hour, or ring us on %(phone)s")
            % {"phone": SITE.phone}
        )
    return ALLOWED


def can_keep_document(size: int) -> Decision:
    """Whether a file of `size` bytes can be kept with a request that is not sent yet."""
    if queries.bytes_held_by_drafts() + size > MOST_DRAFT_BYTES:
        return Refused(
            _("We have no room for files just now. Go on without one, or ring us on %(phone)s") % {"phone": SITE.phone},
            field="document",
        )
    return ALLOWED


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
    if queries.count_sent_since(asked.reach_digest, at - timedelta(days=1)) >= MOST_A_DAY:
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


ANSWER = "accountability.answer_formats"
"""What an officer must be able to do to work on requests; said in the area's `apps.py`."""


def is_officer(standing: Standing) -> bool:
    """Whether somebody with this standing answers requests for another format."""
    return standing.may(ANSWER)


def can_take_on(by: Actor, asked: FormatRequest, *, at: datetime) -> Decision:
    """Whether `by` may take the request on: an officer who answers them, while it is open."""
    return can_hold(by, asked, at=at)


def can_hold(holder: Actor, asked: FormatRequest, *, at: datetime) -> Decision:
    """Whether `holder` may have the request in hand, taken on or handed over to them."""
    if not is_officer(standing_of(holder, at=at)):
        return Refused(_("Only an officer who answers requests for another format can take this on"))
    if not asked.is_open:
        return Refused(_("This request is closed, so there is nothing to take on"))
    return ALLOWED


def can_supply(by: Actor, asked: FormatRequest, *, at: datetime) -> Decision:
    """Whether `by` may note that it was supplied: an officer who answers requests, or the system, while it is open."""
    if by.kind is not Kind.SYSTEM and not is_officer(standing_of(by, at=at)):
        return Refused(_("Only the council can note that a request was supplied"))
    if not JOURNEY.is_open(asked.status, "supply"):
        return Refused(_("Only an open request can be supplied; this one is not open"))
    return ALLOWED


def can_erase(by: Actor, asked: FormatRequest, *, at: datetime) -> Decision:
    """Whether `by` may erase what it says about a person: who answers requests, the privacy officer, the system; once.

    A privacy officer erases it for somebody who asked for that, or because its time is up.
    """
    if by.kind is not Kind.SYSTEM and not _is_eraser(standing_of(by, at=at)):
        return Refused(_("Only the council can erase a request. Ask us, and say its reference"))
    if asked.is_draft:
        return Refused(
            _("This request was never sent. It is deleted by itself, %(period)s after it was begun")
            % {"period": retention_page.period_of("accountability.format_drafts")}
        )
    if asked.is_emptied:
        return Refused(_("This request has been erased already, so there is nothing left to erase"))
    return ALLOWED


def _is_eraser(standing: Standing) -> bool:
    return is_officer(standing) or standing.may(privacy.ANSWER) or standing.may(privacy.DELETE)


def is_asker(by: Actor, asked: FormatRequest) -> bool:
    """Whether `by` is the guest whose contact the request carries."""
    return by.kind is Kind.GUEST and bool(asked.contact_digest) and by.key == asked.contact_digest
