"""Powers that were switched on, in the words that the desk and the account both use. Pure."""

from __future__ import annotations

from datetime import datetime

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from commonweal.core import days
from commonweal.people.models import Power
from commonweal.people.role_kinds import KINDS
from commonweal.ui.rows import Cells, cells


def cells_of(power: Power, *, at: datetime) -> Cells:
    """A power that was switched on, as cells of a table: which, why, when, and each use."""
    why = format_html("<span data-given>{}</span>", power.reason)
    return cells(KINDS.words_of(power.kind), why, _times(power, at=at), _uses(power))


def _times(power: Power, *, at: datetime) -> str:
    over = power.until_at if power.is_on(at) else min(power.switched_off_at or power.until_at, power.until_at)
    words = {"from": days.show_instant(power.switched_on_at), "until": days.show_instant(over)}
    if power.is_on(at):
        return _("%(from)s. Still on, until %(until)s") % words
    return _("%(from)s until %(until)s") % words


def _uses(power: Power) -> SafeString | str:
    uses = [(f"{days.show_instant(use.used_at)}: {use.subject_reference}",) for use in power.uses.all()]
    return format_html_join(SafeString("<br>"), "{}", uses) if uses else _("Not used")
