"""The life of a decision record, and what can be decided by whom."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from commonweal.core.journeys import Journey, Move


class Status(models.TextChoices):
    """Where a record has got to."""

    DRAFT = "DRAFT", _("Being written")
    AWAITING = "AWAITING", _("Waiting for a second person")
    RETURNED = "RETURNED", _("Returned")
    RECORDED = "RECORDED", _("Public")


CAN_BE_WRITTEN = (Status.DRAFT, Status.RETURNED)

JOURNEY = Journey(
    record=Move({Status.DRAFT, Status.RETURNED}, Status.RECORDED),
    send=Move({Status.DRAFT, Status.RETURNED}, Status.AWAITING),
    confirm=Move({Status.AWAITING}, Status.RECORDED),
    send_back=Move({Status.AWAITING}, Status.RETURNED),
)


class TakenBy(models.TextChoices):
    """Who decides for a body. Never a named officer: an officer's decision is that of the post."""

    FULL_COUNCIL = "FULL_COUNCIL", _("The full council")
    CABINET = "CABINET", _("The cabinet")
    CABINET_MEMBER = "CABINET_MEMBER", _("A cabinet member")
    COMMITTEE = "COMMITTEE", _("A committee")
    OFFICER = "OFFICER", _("An officer with the power to decide")
    PARTNER_BOARD = "PARTNER_BOARD", _("The board of a partner")
    GROUP = "GROUP", _("A steering or working group")


WITHOUT_OFFICE = (TakenBy.FULL_COUNCIL, TakenBy.CABINET)
"""There is one of each, so nothing more is to be said."""


class Outcome(models.TextChoices):
    """What sort of decision it is."""

    GO_AHEAD = "GO_AHEAD", _("To go ahead")
    NOT_GO_AHEAD = "NOT_GO_AHEAD", _("Not to go ahead")
    ADOPT = "ADOPT", _("To adopt something")
    REPLACE = "REPLACE", _("To replace something")
    EXTEND = "EXTEND", _("To extend something")
    OTHER = "OTHER", _("Something else")


NEEDS_TWO = (Outcome.ADOPT, Outcome.REPLACE)
"""A wrong record of these would change what the public is told, so a second person confirms it."""
