"""Who may follow a commitment or a strategy, how often a mailbox is written to, and who may stop it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from commonweal.accountability.models import ASKED_FOR, Follow
from commonweal.accountability.queries import follows as queries
from commonweal.core.actors import Actor, Kind
from commonweal.core.rules import ALLOWED, Decision, Refused
from commonweal.messaging.states import When
from commonweal.strategy.models import Commitment
from commonweal.ui.site import SITE

MOST_A_DAY = 5
"""Letters that ask a mailbox to confirm, within 24 hours: whoever types an address may type somebody else's."""

MOST_AN_HOUR = 300
"""The same across the whole service: far more than a county asks for, and too few to write to a whole town."""


def can_follow(commitment: Commitment | None) -> Decision:
    """Whether there is anything to follow: a commitment that was taken out of the strategy no longer changes."""
    if commitment is not None and commitment.is_withdrawn:
        return Refused(_("This commitment is no longer part of the strategy, so nothing changes any more"))
    return ALLOWED


def can_be_asked(reach_digest: str, *, at: datetime) -> Decision:
    """Whether the mailbox may be written to once more to confirm."""
    if queries.count_asked_since(reach_digest, at - timedelta(days=1)) >= MOST_A_DAY:
        return Refused(
            _(
                "We have written to this address %(count)d times since yesterday. Look in its junk folder for our "
                "letters, or try again tomorrow"
            )
            % {"count": MOST_A_DAY},
            field="email",
        )
    if queries.count_all_asked_since(at - timedelta(hours=1)) >= MOST_AN_HOUR:
        return Refused(
            _("Very many people are asking just now. Try again in an hour, or ring us on %(phone)s")
            % {"phone": SITE.phone}
        )
    return ALLOWED


def is_offered(when: When) -> Decision:
    """Whether one can be written to that often."""
    if when not in ASKED_FOR:
        return Refused(_("Choose how often we write"), field="when")
    return ALLOWED


def is_theirs(by: Actor, follow: Follow) -> Decision:
    """Whether `by` may confirm or stop it: the person, whoever has a letter to the mailbox, or the service itself."""
    if by.kind is Kind.SYSTEM:
        return ALLOWED
    if follow.person is not None:
        is_own = by.kind is Kind.PERSON and follow.person.reference == by.key
    else:
        is_own = by.kind is Kind.GUEST and follow.contact_digest == by.key
    return ALLOWED if is_own else Refused(_("Only the person who follows this can change it"))
