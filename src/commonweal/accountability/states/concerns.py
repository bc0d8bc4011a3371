"""The life of a concern about a commitment."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _

from commonweal.core.journeys import Journey, Move


class ConcernStatus(models.TextChoices):
    """Where a concern has got to. Whether it is late is never among these: that is worked out from its days."""

    DRAFT = "DRAFT", _("Not sent yet")
    WAITING = "WAITING", _("Waits for an answer")
    ANSWERED = "ANSWERED", _("Answered")
    CLOSED = "CLOSED", _("Answered and closed")
    WITHDRAWN = "WITHDRAWN", _("Withdrawn")


CONCERN_JOURNEY = Journey(
    send=Move({ConcernStatus.DRAFT}, ConcernStatus.WAITING),
    answer=Move({ConcernStatus.WAITING}, ConcernStatus.ANSWERED),
    reply=Move({ConcernStatus.ANSWERED}, ConcernStatus.CLOSED),
    close=Move({ConcernStatus.ANSWERED}, ConcernStatus.CLOSED),
    withdraw=Move({ConcernStatus.WAITING}, ConcernStatus.WITHDRAWN),
)


class State(StrEnum):
    """Where a concern is for the public. Late is worked out from its days and never kept anywhere."""

    LATE = "late"
    WAITS = "waits"
    ANSWERED = "answered"
    ANSWERED_LATE = "answered-late"
    WITHDRAWN = "withdrawn"
