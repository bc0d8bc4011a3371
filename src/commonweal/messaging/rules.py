"""What an operator may do about a letter."""

from django.utils.translation import gettext as _

from commonweal.core.rules import ALLOWED, Decision, Refused
from commonweal.messaging.models import Letter
from commonweal.messaging.states import JOURNEY


def can_resend(letter: Letter) -> Decision:
    """Only a letter that is held or failed is sent again by hand; the worker sees to the others."""
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
