"""The life of a letter.

A letter is in doubt from just before the last word of it is said to the mail server until the server has answered.
One that was interrupted there is held, and a person decides: it is never sent again by itself.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from commonweal.core.journeys import Journey, Move


class Status(models.TextChoices):
    """Where a letter stands, in an operator's words."""

    QUEUED = "QUEUED", _("Waiting to be sent")
    HANDING_OVER = "HANDING_OVER", _("Being handed over")
    SENT = "SENT", _("Sent")
    HELD = "HELD", _("Held, because it may have been sent")
    FAILED = "FAILED", _("Could not be sent")
    DROPPED = "DROPPED", _("Dropped, not to be sent")
    WAITING = "WAITING", _("Waiting for the morning or for a digest")
    GATHERED = "GATHERED", _("Sent as part of a digest")
    UNWANTED = "UNWANTED", _("Not sent, because it is not wanted there")


OPEN = (Status.QUEUED, Status.HANDING_OVER, Status.HELD, Status.FAILED, Status.WAITING)
"""The states in which something is still to happen, by the worker or by a person."""


class Delivery(models.TextChoices):
    """What was heard of a letter after it was sent. *Sent* is not *delivered*, and *delivered* is not *read*."""

    UNKNOWN = "UNKNOWN", _("Nothing heard")
    DELAYED = "DELAYED", _("Delayed")
    DELIVERED = "DELIVERED", _("Delivered")
    BOUNCED = "BOUNCED", _("Came back")
    COMPLAINED = "COMPLAINED", _("Reported as unwanted")


LOUDER = {
    Delivery.UNKNOWN: 0,
    Delivery.DELAYED: 1,
    Delivery.DELIVERED: 2,
    Delivery.BOUNCED: 3,
    Delivery.COMPLAINED: 4,
}
"""Which report stands when several are heard, in whatever order: some servers say delivered, and then send it back."""


class When(models.TextChoices):
    """When somebody wants the letters of a topic."""

    AT_ONCE = "AT_ONCE", _("At once")
    DAILY = "DAILY", _("In one letter a day")
    WEEKLY = "WEEKLY", _("In one letter a week")
    NEVER = "NEVER", _("Not at all")


JOURNEY = Journey(
    attempt=Move({Status.QUEUED}, Status.QUEUED),
    hand_over=Move({Status.QUEUED}, Status.HANDING_OVER),
    # From HELD as well: a worker that was taken for dead may yet hear the server's answer.
    confirm=Move({Status.HANDING_OVER, Status.HELD}, Status.SENT),
    take_back=Move({Status.HANDING_OVER}, Status.QUEUED),
    hold=Move({Status.HANDING_OVER}, Status.HELD),
    give_up=Move({Status.QUEUED, Status.HANDING_OVER}, Status.FAILED),
    settle=Move({Status.HELD}, Status.SENT),
    resend=Move({Status.HELD, Status.FAILED}, Status.QUEUED),
    drop=Move({Status.HELD, Status.FAILED}, Status.DROPPED),
    release=Move({Status.WAITING}, Status.QUEUED),
    gather=Move({Status.WAITING}, Status.GATHERED),
    decline=Move({Status.WAITING}, Status.UNWANTED),
)
