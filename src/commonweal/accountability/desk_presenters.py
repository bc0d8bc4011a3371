"""Requests for another format as officers see them, as component parameters. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.template.defaultfilters import linebreaksbr
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from commonweal.accountability.models import FormatRequest, ReachBy
from commonweal.core import days
from commonweal.core.journeys import JourneyStep


def is_late(asked: FormatRequest, today: date) -> bool:
    """Whether it should have been answered before today."""
    return asked.is_open and asked.answer_by_on is not None and asked.answer_by_on < today


def _link(asked: FormatRequest) -> SafeString:
    address = reverse("accountability:desk_record", kwargs={"ref": asked.reference})
    return SafeString(
        format_html('<a class="govuk-link cw-reference" data-given href="{}">{}</a>', address, asked.reference)
    )


def _holder(asked: FormatRequest) -> str:
    return asked.handler.name if asked.handler else _("Nobody yet")


def waiting_rows(requests: Sequence[FormatRequest]) -> list[list[dict[str, Any]]]:
    """What waits: reference, by when, which format, and who has it in hand."""
    return [
        [
            {"html": _link(asked)},
            {"text": days.show_day(asked.answer_by_on) if asked.answer_by_on else ""},
            {"text": asked.get_format_display()},
            {"text": _holder(asked)},
        ]
        for asked in requests
    ]


def settled_rows(requests: Sequence[FormatRequest]) -> list[list[dict[str, Any]]]:
    """What was settled: reference, how, and when."""
    return [
        [
            {"html": _link(asked)},
            {"text": asked.get_status_display()},
            {"text": days.show_day(days.london_day(asked.settled_at)) if asked.settled_at else ""},
        ]
        for asked in requests
    ]


def sentence(asked: FormatRequest, *, today: date) -> str:
    """Where it has got to, who has it in hand, and by when."""
    if not asked.is_open or asked.answer_by_on is None:
        return _("Closed on %(day)s.") % {
            "day": days.show_day(days.london_day(asked.settled_at)) if asked.settled_at else ""
        }
    words = {"day": days.show_day(asked.answer_by_on, with_weekday=True), "name": _holder(asked)}
    if is_late(asked, today):
        return _("It was to be answered by %(day)s. In hand: %(name)s.") % words
    return _("Answer by %(day)s. In hand: %(name)s.") % words


def record_rows(asked: FormatRequest) -> list[dict[str, Any]]:
    """All that was asked, for the officer who answers it."""
    rows = [(_("Format"), format_html("{}", asked.format_words))]
    if not asked.is_emptied:
        rows.insert(0, (_("What is wanted"), linebreaksbr(asked.wanted)))
        if asked.document:
            address = reverse("accountability:desk_document", kwargs={"ref": asked.reference})
            file = format_html('<a class="govuk-link" href="{}">{}</a>', address, asked.document.name)
            rows.append((_("The file"), file))
        if asked.name:
            rows.append((_("Name"), format_html("{}", asked.name)))
        rows.append((str(ReachBy(asked.reach_by).label), linebreaksbr(asked.contact)))
    return [{"key": {"text": key}, "value": {"html": value}} for key, value in rows]


def history_rows(steps: Sequence[JourneyStep]) -> list[list[dict[str, Any]]]:
    """What happened and when, oldest first."""
    words = {"send": _("The request was sent"), "supply": _("It was supplied"), "withdraw": _("It was withdrawn")}
    return [
        [
            {"text": days.show_instant(step.happened_at)},
            {"text": words[step.move]},
        ]
        for step in steps
    ]
