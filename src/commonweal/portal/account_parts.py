"""The account's lists as component parameters. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from commonweal.accountability.models import FormatRequest
from commonweal.core import days
from commonweal.messaging.models import ReturnedAddress
from commonweal.people import powers_in_words
from commonweal.people.models import HandOver, Power, Role
from commonweal.people.role_kinds import KINDS
from commonweal.people.scopes import Names
from commonweal.ui.rows import Cells


def role_lines(roles: Sequence[Role], names: Names, *, today: date) -> list[str]:
    """Each role in words: which, where, until when if there is a last day."""
    lines = []
    for role in roles:
        words = {
            "role": KINDS.role(role.kind).title,
            "where": names[role.scope_kind, role.scope_reference],
            "until": days.show_day(role.until_on) if role.until_on and role.until_on >= today else "",
        }
        shape = _("%(role)s, %(where)s, until %(until)s") if words["until"] else _("%(role)s, %(where)s")
        lines.append(shape % words)
    return lines


def powers_to_switch_on(roles: Sequence[Role], powers: Sequence[Power], *, at: datetime) -> list[dict[str, str]]:
    """The powers that somebody's roles have and that are not on now."""
    on = {(power.role_id, power.kind) for power in powers if power.is_on(at)}
    return [
        {
            "href": reverse("people:power_switch_on", kwargs={"role": role.reference, "name": power.name}),
            "text": str(power.words),
            "where": role.body.words,
        }
        for role in roles
        for power in KINDS.powers_of(role.kind)
        if (role.pk, power.name) not in on
    ]


def power_rows(powers: Sequence[Power], *, at: datetime) -> list[Cells]:
    """The powers one switched on lately: which, why, when, and each use."""
    return [powers_in_words.cells_of(power, at=at) for power in powers]


def hand_over_rows(hand_overs: Sequence[HandOver]) -> list[list[dict[str, Any]]]:
    """What was handed to somebody when a colleague's role ended."""
    return [
        [
            {"text": hand_over.work_reference},
            {"text": hand_over.role.person.name or _("Somebody who left")},
            {"text": days.show_instant(hand_over.handed_at)},
        ]
        for hand_over in hand_overs
    ]


def returned_words(returned: Sequence[ReturnedAddress]) -> str:
    """That letters to somebody come back, and since when; nothing while they do not."""
    if not returned:
        return ""
    since = min(each.since_at for each in returned)
    return _(
        "Letters to your e-mail address have come back since %(day)s. Look whether your mailbox is full or closed. "
        "When you next sign in with a code from a letter, we know that it works again."
    ) % {"day": days.show_day(days.london_day(since))}


def begun_rows(begun: Sequence[FormatRequest]) -> list[list[dict[str, Any]]]:
    """What a guest asked for: its reference and how it is going."""
    return [[{"text": asked.reference}, {"text": asked.get_status_display()}] for asked in begun]
