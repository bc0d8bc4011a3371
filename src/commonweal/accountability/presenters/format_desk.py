"""Requests for another format as officers see them, as component parameters. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.template.defaultfilters import linebreaksbr
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from commonweal.accountability.models import Channel, FormatRequest, ReachBy
from commonweal.accountability.presenters.format_figures import show_hours
from commonweal.accountability.presenters.formats import file_links
from commonweal.core import days
from commonweal.core.journeys import JourneyStep
from commonweal.ui.frame import breakable


def due_at(asked: FormatRequest) -> datetime | None:
    """The instant by which the next thing is to be done: somebody gets back to the person, or it is answered."""
    answer_at = days.end_of(asked.answer_by_on) if asked.answer_by_on else None
    if asked.is_first_answered or asked.first_answer_by_at is None:
        return answer_at
    return min(asked.first_answer_by_at, answer_at) if answer_at else asked.first_answer_by_at


def is_late(asked: FormatRequest, at: datetime) -> bool:
    """Whether its next thing should have been done by now."""
    due = due_at(asked)
    return asked.is_open and due is not None and due < at


class Queue:
    """What waits, in three parts, each with what is due first on top."""

    def __init__(self, requests: Iterable[FormatRequest], *, at: datetime) -> None:
        waiting = sorted(requests, key=lambda asked: (due_at(asked) or at, asked.reference))
        today = days.end_of(days.london_day(at))
        late = [asked for asked in waiting if is_late(asked, at)]
        others = [asked for asked in waiting if not is_late(asked, at)]
        self.late = waiting_rows(late, at=at)
        self.today = waiting_rows([asked for asked in others if (due_at(asked) or at) <= today], at=at)
        self.coming = waiting_rows([asked for asked in others if (due_at(asked) or at) > today], at=at)


def _link(asked: FormatRequest) -> SafeString:
    address = reverse("accountability:desk_record", kwargs={"ref": asked.reference})
    return SafeString(
        format_html('<a class="govuk-link cw-reference" data-given href="{}">{}</a>', address, asked.reference)
    )


def _holder(asked: FormatRequest) -> str:
    return asked.handler.name if asked.handler else _("Nobody yet")


def waiting_rows(requests: Sequence[FormatRequest], *, at: datetime) -> list[list[dict[str, Any]]]:
    """What waits: reference, what is next, how long they wait, what for, and who has it in hand."""
    return [
        [
            {"html": _link(asked)},
            {"text": _next(asked)},
            {"text": waited(asked, at=at)},
            {"text": f"{asked.get_format_display()} ({asked.get_channel_display()})"},
            {"text": _holder(asked)},
        ]
        for asked in requests
    ]


def _next(asked: FormatRequest) -> str:
    if not asked.is_first_answered and asked.first_answer_by_at is not None:
        return _("Get back to them by %(instant)s") % {"instant": days.show_instant(asked.first_answer_by_at)}
    day = days.show_day(asked.answer_by_on, with_weekday=True) if asked.answer_by_on else ""
    return _("Answer by %(day)s") % {"day": day}


def waited(asked: FormatRequest, *, at: datetime) -> str:
    """How many working hours the person has waited, as far as that goes."""
    if asked.left_at is None:
        return ""
    return show_hours(days.working_minutes(asked.left_at, at, hours=settings.OFFICE_HOURS))


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
    """Where it has got to, who has it in hand, and by which day."""
    if not asked.is_open or asked.answer_by_on is None:
        return _("Closed on %(day)s.") % {
            "day": days.show_day(days.london_day(asked.settled_at)) if asked.settled_at else ""
        }
    words = {"day": days.show_day(asked.answer_by_on, with_weekday=True), "name": _holder(asked)}
    if asked.answer_by_on < today:
        return _("It was to be answered by %(day)s. In hand: %(name)s.") % words
    return _("Answer by %(day)s. In hand: %(name)s.") % words


def first_answer_sentence(asked: FormatRequest, *, at: datetime) -> str:
    """Whether somebody has got back to the person, when, and after how many working hours; by when, if not."""
    if asked.first_answered_at is not None and asked.first_answer_minutes is not None:
        return _("First answered on %(instant)s, after %(wait)s.") % {
            "instant": days.show_instant(asked.first_answered_at),
            "wait": show_hours(asked.first_answer_minutes),
        }
    if not asked.is_open or asked.first_answer_by_at is None:
        return ""
    words = {"instant": days.show_instant(asked.first_answer_by_at), "wait": waited(asked, at=at)}
    if asked.first_answer_by_at < at:
        return _("Nobody has got back to them, and it was due by %(instant)s. They have waited %(wait)s.") % words
    return _("Nobody has got back to them yet. It is due by %(instant)s.") % words


def record_rows(asked: FormatRequest) -> list[dict[str, Any]]:
    """All that was asked, for the officer who answers it."""
    rows = [(_("Format"), format_html("{}", asked.format_words))]
    if not asked.is_emptied:
        rows.insert(0, (_("What is wanted"), linebreaksbr(asked.wanted)))
        if asked.files:
            rows.append(
                (_("What came with it"), file_links(asked, "accountability:desk_document", ref=asked.reference))
            )
        if asked.name:
            rows.append((_("Name"), format_html("{}", asked.name)))
        rows.append((str(ReachBy(asked.reach_by).label), breakable(asked.contact)))
    came = _("%(channel)s, %(instant)s") % {
        "channel": asked.get_channel_display(),
        "instant": days.show_instant(asked.left_at) if asked.left_at else "",
    }
    rows.append((_("How and when it came"), format_html("{}", came)))
    return [{"key": {"text": key}, "value": {"html": value}} for key, value in rows]


def history_rows(asked: FormatRequest, steps: Sequence[JourneyStep]) -> list[list[dict[str, Any]]]:
    """What happened and when, oldest first."""
    sent = _("The request was sent") if asked.channel == Channel.WEB else _("The request was written down")
    words = {"send": sent, "supply": _("It was supplied"), "withdraw": _("It was withdrawn")}
    told = [(step.happened_at, words[step.move]) for step in steps]
    if asked.channel != Channel.WEB and asked.left_at is not None:
        told.insert(0, (asked.left_at, _("The person asked")))
    if asked.first_answered_at is not None:
        told.append((asked.first_answered_at, _("Somebody got back to the person")))
    return [[{"text": days.show_instant(at)}, {"text": what}] for at, what in sorted(told, key=lambda each: each[0])]
