"""The life of a document that is filed as evidence."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from commonweal.core.journeys import Journey, Move


class FilingStatus(models.TextChoices):
    """Where a filed document has got to."""

    FILED = "FILED", _("Waits for a second person")
    ACCEPTED = "ACCEPTED", _("Accepted")
    RETURNED = "RETURNED", _("Returned")
    WITHDRAWN = "WITHDRAWN", _("Withdrawn")
    SET_ASIDE = "SET_ASIDE", _("Set aside")


FILING_JOURNEY = Journey(
    accept=Move({FilingStatus.FILED}, FilingStatus.ACCEPTED),
    return_=Move({FilingStatus.FILED}, FilingStatus.RETURNED),
    withdraw=Move({FilingStatus.FILED}, FilingStatus.WITHDRAWN),
    set_aside=Move({FilingStatus.ACCEPTED}, FilingStatus.SET_ASIDE),
)
