"""The lives of a privacy request, of a proposed deletion and of a disclosure."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from commonweal.core.journeys import Journey, Move


class RequestStatus(models.TextChoices):
    """Where somebody's request about their own data has got to."""

    RECEIVED = "RECEIVED", _("Received")
    ANSWERED = "ANSWERED", _("Answered")
    REFUSED = "REFUSED", _("Refused")
    WITHDRAWN = "WITHDRAWN", _("Withdrawn")


class ProposalStatus(models.TextChoices):
    """Where a proposed deletion has got to."""

    PROPOSED = "PROPOSED", _("Waits for a person")
    CONFIRMED = "CONFIRMED", _("Under way")
    DONE = "DONE", _("Done")
    DROPPED = "DROPPED", _("Nothing left to delete")


class DisclosureStatus(models.TextChoices):
    """Where a request for a case under freedom of information has got to."""

    OPEN = "OPEN", _("Being prepared")
    ANSWERED = "ANSWERED", _("Answered")
    WITHDRAWN = "WITHDRAWN", _("Withdrawn")


REQUEST_JOURNEY = Journey(
    answer=Move({RequestStatus.RECEIVED}, RequestStatus.ANSWERED),
    refuse=Move({RequestStatus.RECEIVED}, RequestStatus.REFUSED),
    withdraw=Move({RequestStatus.RECEIVED}, RequestStatus.WITHDRAWN),
)

PROPOSAL_JOURNEY = Journey(
    confirm=Move({ProposalStatus.PROPOSED}, ProposalStatus.CONFIRMED),
    finish=Move({ProposalStatus.CONFIRMED}, ProposalStatus.DONE),
    drop=Move({ProposalStatus.PROPOSED}, ProposalStatus.DROPPED),
)

DISCLOSURE_JOURNEY = Journey(
    answer=Move({DisclosureStatus.OPEN}, DisclosureStatus.ANSWERED),
    withdraw=Move({DisclosureStatus.OPEN}, DisclosureStatus.WITHDRAWN),
)
