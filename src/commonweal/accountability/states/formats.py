"""The life of a request for another format."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from commonweal.core.journeys import Journey, Move


class Status(models.TextChoices):
    """Where a request has got to."""

    DRAFT = "DRAFT", _("Not sent yet")
    RECEIVED = "RECEIVED", _("Received")
    SUPPLIED = "SUPPLIED", _("Supplied")
    WITHDRAWN = "WITHDRAWN", _("Withdrawn")


JOURNEY = Journey(
    send=Move({Status.DRAFT}, Status.RECEIVED),
    supply=Move({Status.RECEIVED}, Status.SUPPLIED),
    withdraw=Move({Status.RECEIVED}, Status.WITHDRAWN),
)
