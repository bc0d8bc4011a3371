"""The life of an import of areas, boundaries, populations or postcodes, and of an edition of postcodes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from commonweal.core.journeys import Journey, Move


class ImportStatus(models.TextChoices):
    """Where an import has got to."""

    WAITING = "WAITING", _("Waiting to begin")
    RUNNING = "RUNNING", _("Being read")
    DONE = "DONE", _("Done")
    UNCHANGED = "UNCHANGED", _("Nothing new")
    REFUSED = "REFUSED", _("Refused")


IMPORT_JOURNEY = Journey(
    start=Move({ImportStatus.WAITING}, ImportStatus.RUNNING),
    go_on=Move({ImportStatus.RUNNING}, ImportStatus.RUNNING),
    finish=Move({ImportStatus.RUNNING}, ImportStatus.DONE),
    leave_unchanged=Move({ImportStatus.WAITING, ImportStatus.RUNNING}, ImportStatus.UNCHANGED),
    refuse=Move({ImportStatus.WAITING, ImportStatus.RUNNING}, ImportStatus.REFUSED),
)


class EditionStatus(models.TextChoices):
    """Whether people are answered from an edition of the postcodes."""

    FILLING = "FILLING", _("Being filled")
    CURRENT = "CURRENT", _("In use")
    PAST = "PAST", _("No longer in use")


EDITION_JOURNEY = Journey(
    put_in_use=Move({EditionStatus.FILLING}, EditionStatus.CURRENT),
    retire=Move({EditionStatus.CURRENT}, EditionStatus.PAST),
    abandon=Move({EditionStatus.FILLING}, EditionStatus.PAST),
)
