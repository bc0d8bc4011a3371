"""What is wrong with the retention schedule: a faulty file stops every command, one that leaves something out warns."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error
from django.core.checks import Warning as Caution

from commonweal.privacy import schedule


def schedule_is_whole(**_asked: Any) -> list[CheckMessage]:
    """Every holding has a rule, and every rule a holding."""
    hint = "Mend the file that COMMONWEAL_RETENTION_SCHEDULE names, or unset it to use the one that ships."
    try:
        return [Caution(fault, hint=hint, id="privacy.W001") for fault in schedule.faults()]
    except schedule.ScheduleError as error:
        return [Error(str(error), hint=hint, id="privacy.E001")]
