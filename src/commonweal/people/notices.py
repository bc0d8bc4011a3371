"""What every page says to somebody while a power of theirs is switched on."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from commonweal.core import days
from commonweal.core.requests import Request
from commonweal.people.queries import powers
from commonweal.people.role_kinds import KINDS
from commonweal.ui.notices import Notice


def powers_on(request: Request) -> Sequence[Notice]:
    """A line for each power in force: which, until when, and the way to switch it off."""
    return [
        Notice(
            words=_("A power is switched on until %(until)s: %(power)s.")
            % {"until": days.show_time(power.until_at), "power": KINDS.power(power.kind).words},
            href=reverse("people:power_switch_off", kwargs={"ref": power.reference}),
            action=_("Switch it off"),
        )
        for power in powers.in_force(request.actor, at=request.at)
    ]
