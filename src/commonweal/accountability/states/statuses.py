"""The eight statuses a commitment can have. They are worked out, and never typed."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Standing(models.TextChoices):
    """How it stands with a commitment."""

    KEPT = "KEPT", _("Kept")
    PARTLY_KEPT = "PARTLY_KEPT", _("Partly kept")
    NOT_KEPT = "NOT_KEPT", _("Not kept")
    UNDER_WAY = "UNDER_WAY", _("Under way")
    NOT_STARTED = "NOT_STARTED", _("Not started")
    NO_CURRENT_EVIDENCE = "NO_CURRENT_EVIDENCE", _("No current evidence")
    AWAITING_ADOPTION = "AWAITING_ADOPTION", _("Awaiting adoption")
    SUPERSEDED = "SUPERSEDED", _("Superseded")
