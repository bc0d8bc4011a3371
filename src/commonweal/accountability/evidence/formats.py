"""What requests for another format prove: that they are supplied (C-005), and that somebody minds the line (C-006).

Public rows say when and how long, never what was wanted, in which format, by which channel or by whom.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime

from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commonweal.accountability.models import REQUEST_LINE, FormatRequest
from commonweal.accountability.presenters.format_figures import SMALL, show_hours
from commonweal.accountability.queries import formats as queries
from commonweal.accountability.rules.formats import ANSWER_WITHIN_WORKING_DAYS
from commonweal.accountability.states.formats import Status
from commonweal.core import days
from commonweal.strategy.evidence import Asked, Evidence, EvidenceQuery, EvidenceRow, Outcome, evidence_of, register
from commonweal.strategy.streams import Stream, stream_rows

READS = frozenset({queries.TOUCHED})

_Judge = Callable[[FormatRequest, Asked], EvidenceRow | None]
_Due = Callable[[FormatRequest, Asked], date | None]
_Streams = Callable[[Asked], Sequence[Stream]]


def _rows(judge: _Judge, streams: _Streams) -> Callable[[Asked], Iterator[EvidenceRow]]:
    """Every row, newest first, of the requests that had come by the instant that is asked about."""

    def rows(asked: Asked) -> Iterator[EvidenceRow]:
        requests = queries.asked_until(asked.at)
        return stream_rows(requests, lambda each: judge(each, asked), streams(asked), outcome=asked.outcome)

    return rows


def _supply_streams(asked: Asked) -> Sequence[Stream]:
    """A request is of the day it was supplied, of the day it came while it waits, of the day it was due once late."""
    is_supplied, was_withdrawn = Q(status=Status.SUPPLIED), Q(status=Status.WITHDRAWN)
    is_open = Q(settled_at__isnull=True) | Q(settled_at__gt=asked.at)
    is_late = Q(settled_at__gt=F("answer_by_on"))  # after the first instant of the day, so more than are late
    is_overdue = is_open | was_withdrawn & is_late
    # The few that are asked for alone are found by where they stand, unless one of them went on after that instant.
    if asked.outcome == Outcome.BREACHED and not queries.is_any_settled_after(asked.at):
        is_overdue &= Q(status__in=(Status.RECEIVED, Status.WITHDRAWN))
    return (
        Stream("settled_at", asked.at, {Outcome.MET: is_supplied, Outcome.BREACHED: is_supplied & is_late}),
        Stream("left_at", asked.at, {Outcome.PENDING: is_open & Q(answer_by_on__gte=asked.on)}),
        Stream("answer_by_on", asked.on, {Outcome.BREACHED: is_overdue}),
    )


def _answer_streams(asked: Asked) -> Sequence[Stream]:
    """A message is of the day of its first answer, of the day it came while it waits, of the day it was due once late.

    All but those of the line are left out by the judge.
    """
    is_of_line, is_late = Q(channel__in=sorted(REQUEST_LINE)), Q(first_answered_at__gt=F("first_answer_by_at"))
    is_open = is_of_line & (Q(first_answered_at__isnull=True) | Q(first_answered_at__gt=asked.at))
    return (
        Stream(
            "first_answered_at", asked.at, {Outcome.MET: is_of_line & ~is_late, Outcome.BREACHED: is_of_line & is_late}
        ),
        Stream("left_at", asked.at, {Outcome.PENDING: is_open & Q(first_answer_by_at__gte=asked.at)}),
        Stream("first_answer_by_at", asked.at, {Outcome.BREACHED: is_open}),
    )


def _collect(judge: _Judge, due: _Due) -> Callable[[Asked], Evidence]:
    """The rows counted, and the oldest day by which something was due that is still not done."""

    def collect(asked: Asked) -> Evidence:
        # What was over before anything counts is read only where nothing newer shows of what day the newest is.
        found = counted(asked, not_over_before=asked.counts_from_at)
        return found if asked.is_current(found.newest_on) else counted(asked, not_over_before=None)

    def counted(asked: Asked, *, not_over_before: datetime | None) -> Evidence:
        requests = list(queries.asked_until(asked.at, not_over_before=not_over_before))
        rows = [row for each in requests if (row := judge(each, asked))]
        overdue_on = min((day for each in requests if (day := due(each, asked))), default=None)
        return evidence_of(rows, asked=asked, overdue_on=overdue_on)

    return collect


def _supply_due(request: FormatRequest, asked: Asked) -> date | None:
    day = request.answer_by_on
    is_open = request.settled_at is None or request.settled_at > asked.at
    return day if day is not None and is_open and day < asked.on else None


def _answer_due(request: FormatRequest, asked: Asked) -> date | None:
    due_at = request.first_answer_by_at
    if not request.is_from_line or due_at is None or due_at >= asked.at:
        return None
    is_open = request.settled_at is None or request.settled_at > asked.at
    is_answered = request.first_answered_at is not None and request.first_answered_at <= asked.at
    return None if is_answered or not is_open else days.london_day(due_at)


def supplied(request: FormatRequest, asked: Asked) -> EvidenceRow | None:
    """What one request says of C-005; None for one that its asker withdrew before its day."""
    answer_by_on, left_at = request.answer_by_on, request.left_at
    if answer_by_on is None or left_at is None:
        return None
    settled_at = request.settled_at if request.settled_at and request.settled_at <= asked.at else None
    settled_on = days.london_day(settled_at) if settled_at else None
    if settled_on is not None and request.is_withdrawn and settled_on <= answer_by_on:
        return None
    if settled_on is None or request.is_withdrawn:
        return _not_supplied(request, asked, answer_by_on=answer_by_on)
    took = days.working_days_between(days.london_day(left_at), settled_on)
    words = {"count": took, "most": ANSWER_WITHIN_WORKING_DAYS}
    if settled_on <= answer_by_on:
        fact = ngettext("Supplied after %(count)d working day.", "Supplied after %(count)d working days.", took) % words
        return EvidenceRow(request.reference, settled_on, fact, Outcome.MET)
    fact = _("Supplied late, after %(count)d working days; %(most)d were promised.") % words
    return EvidenceRow(request.reference, settled_on, fact, Outcome.BREACHED)


def _not_supplied(request: FormatRequest, asked: Asked, *, answer_by_on: date) -> EvidenceRow:
    if answer_by_on >= asked.on:
        fact = _("Waits, and is to be supplied by %(day)s.") % {"day": days.show_day(answer_by_on)}
        left_on = days.london_day(request.left_at) if request.left_at else answer_by_on
        return EvidenceRow(request.reference, left_on, fact, Outcome.PENDING)
    fact = _("Not supplied by %(day)s, when it was due.") % {"day": days.show_day(answer_by_on)}
    is_open = request.settled_at is None or request.settled_at > asked.at
    return EvidenceRow(request.reference, answer_by_on, fact, Outcome.BREACHED, stands=is_open)


def minded(request: FormatRequest, asked: Asked) -> EvidenceRow | None:
    """What one request says of C-006; None for one by another way, or taken back before anybody had to answer."""
    due_at, left_at = request.first_answer_by_at, request.left_at
    if not request.is_from_line or due_at is None or left_at is None:
        return None
    answered_at = request.first_answered_at
    if answered_at is not None and answered_at <= asked.at and request.first_answer_minutes is not None:
        wait = show_hours(request.first_answer_minutes)
        answered_on = days.london_day(answered_at)
        if answered_at <= due_at:
            return EvidenceRow(
                request.reference, answered_on, _("Answered after %(wait)s.") % {"wait": wait}, Outcome.MET
            )
        fact = _("Answered late, after %(wait)s.") % {"wait": wait}
        return EvidenceRow(request.reference, answered_on, fact, Outcome.BREACHED)
    if request.settled_at is not None and request.settled_at <= min(due_at, asked.at):
        return None
    if due_at >= asked.at:
        fact = _("Waits for a first answer, due by %(instant)s.") % {"instant": days.show_instant(due_at)}
        return EvidenceRow(request.reference, days.london_day(left_at), fact, Outcome.PENDING)
    fact = _("No first answer by %(instant)s, when it was due.") % {"instant": days.show_instant(due_at)}
    is_open = request.settled_at is None or request.settled_at > asked.at
    return EvidenceRow(request.reference, days.london_day(due_at), fact, Outcome.BREACHED, stands=is_open)


register(
    EvidenceQuery(
        name="accountability.formats_supplied",
        commitments=("C-005",),
        title=gettext_lazy("Requests for another format or language"),
        method=gettext_lazy(
            "Every request that was sent, by whatever way it came, but those withdrawn by the person before their day. "
            "It counts as met when it was supplied within ten working days of the day the person asked; it does not "
            "when it was supplied later, or waits although that day has passed. Ten days is the council’s own number: "
            "the strategy names none."
        ),
        reads=READS,
        collect=_collect(supplied, _supply_due),
        rows=_rows(supplied, _supply_streams),
        supplied_by=gettext_lazy("The communities team, by answering requests and noting when each was supplied."),
        floor=SMALL,
    ),
    EvidenceQuery(
        name="accountability.formats_line_minded",
        commitments=("C-006",),
        title=gettext_lazy("Messages on the request line"),
        method=gettext_lazy(
            "Every request that came by telephone, by text relay or on the answering machine. It counts as met when a "
            "person first rang, spoke or wrote back within a working day of office hours from when the message was "
            "left; it does not when that was later, or has not been although the time has passed. A letter that leaves "
            "by itself is no answer. The hours are the council’s own: the strategy names none."
        ),
        reads=READS,
        collect=_collect(minded, _answer_due),
        rows=_rows(minded, _answer_streams),
        supplied_by=gettext_lazy("The communities team, by noting when it listened to the line and when it rang back."),
        floor=SMALL,
    ),
)
