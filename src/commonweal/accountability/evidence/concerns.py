"""What concerns prove: that whoever raises one gets an answer in time, and that the outcome is published (C-020).

Public rows say when, how long and what was found; never what was written, or by whom.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.accountability.models import Concern, ConcernOutcome
from commonweal.accountability.presenters.concerns import took
from commonweal.accountability.queries import concerns as queries
from commonweal.accountability.rules.concerns import late_by
from commonweal.core import days
from commonweal.strategy.evidence import Asked, Evidence, EvidenceQuery, EvidenceRow, Outcome, evidence_of, register
from commonweal.strategy.streams import Stream, stream_rows


def judged(concern: Concern, asked: Asked) -> EvidenceRow | None:
    """What one concern says, as it stood at the instant; None for one that was taken back before its day."""
    due_on, sent_on = concern.answer_by_on, concern.sent_on
    if due_on is None or sent_on is None:
        return None
    if concern.answered_at is not None and concern.answered_at <= asked.at and concern.answered_on is not None:
        return _answered(concern, asked, sent_on, due_on, concern.answered_on)
    is_over = concern.settled_at is not None and concern.settled_at <= asked.at
    ended_on = days.london_day(concern.settled_at) if is_over and concern.settled_at else asked.on
    if due_on < ended_on:
        # Not how late: that grows by the day, and would make a new step in the history every night.
        fact = _("Not answered by %(day)s, when it was due.") % {"day": days.show_day(due_on)}
        return _row(concern, asked, due_on, fact, Outcome.BREACHED, stands=not is_over)
    if is_over:
        return None
    fact = _("Waits for an answer, due by %(day)s.") % {"day": days.show_day(due_on)}
    return _row(concern, asked, sent_on, fact, Outcome.PENDING)


def _answered(concern: Concern, asked: Asked, sent_on: date, due_on: date, answered_on: date) -> EvidenceRow:
    words = {
        "took": took(days.working_days_between(sent_on, answered_on)),
        "outcome": ConcernOutcome(concern.outcome).label,
        "late": late_by(due_on, answered_on),
    }
    if answered_on <= due_on:
        fact = _("Answered %(took)s, outcome published: %(outcome)s.") % words
        return _row(concern, asked, answered_on, fact, Outcome.MET)
    fact = _("Answered late, %(took)s (%(late)d too many). Outcome: %(outcome)s.") % words
    return _row(concern, asked, answered_on, fact, Outcome.BREACHED)


def _row(concern: Concern, asked: Asked, on: date, fact: str, outcome: Outcome, *, stands: bool = False) -> EvidenceRow:
    address = queries.address_of(asked.commitment.strategy.slug, concern.reference)
    return EvidenceRow(concern.reference, on, fact, outcome, address, stands)


def rows(asked: Asked) -> Iterator[EvidenceRow]:
    """Every row, newest first."""
    sent = queries.sent_until(asked.commitment.strategy, asked.at)
    return stream_rows(sent, lambda each: judged(each, asked), _streams(asked), outcome=asked.outcome)


def _streams(asked: Asked) -> Sequence[Stream]:
    """A concern is of the day of the answer, of the day it was due once that is over, of the day it came before."""
    is_open, is_late = Q(answered_at__isnull=True) | Q(answered_at__gt=asked.at), Q(answered_on__gt=F("answer_by_on"))
    return (
        Stream("answered_on", asked.on, {Outcome.MET: ~is_late, Outcome.BREACHED: is_late}),
        Stream("answer_by_on", asked.on, {Outcome.BREACHED: is_open}),
        Stream("sent_on", asked.on, {Outcome.PENDING: is_open & Q(answer_by_on__gte=asked.on)}),
    )


def collect(asked: Asked) -> Evidence:
    """The rows counted, and the oldest day that passed without an answer."""
    # What was over before anything counts is read only where nothing newer shows of what day the newest is.
    found = _counted(asked, _sent(asked, not_over_before=asked.counts_from_at))
    return found if asked.is_current(found.newest_on) else _counted(asked, _sent(asked))


def _counted(asked: Asked, sent: Sequence[Concern]) -> Evidence:
    counted = [row for each in sent if (row := judged(each, asked))]
    waits = [each.answer_by_on for each in sent if each.answer_by_on and _is_waiting(each, asked)]
    overdue = [day for day in waits if day < asked.on]
    return evidence_of(counted, asked=asked, overdue_on=min(overdue, default=None))


def _sent(asked: Asked, *, not_over_before: datetime | None = None) -> list[Concern]:
    return list(queries.sent_until(asked.commitment.strategy, asked.at, not_over_before=not_over_before))


def _is_waiting(concern: Concern, asked: Asked) -> bool:
    is_answered = concern.answered_at is not None and concern.answered_at <= asked.at
    is_over = concern.settled_at is not None and concern.settled_at <= asked.at
    return not is_answered and not is_over


register(
    EvidenceQuery(
        name="accountability.concerns_answered",
        commitments=("C-020",),
        title=gettext_lazy("Concerns that people raised on commitments"),
        method=gettext_lazy(
            "Every concern that was sent on a commitment of this strategy, but those that the person took back before "
            "the day of the answer. It counts as met when it was answered by that day and the outcome published; it "
            "does not when it was answered later, or waits although the day has passed. The number of days is the "
            "council’s own: the strategy names none."
        ),
        reads=frozenset({queries.TOUCHED}),
        collect=collect,
        rows=rows,
        supplied_by=gettext_lazy("The communities team, by answering concerns in time."),
    )
)
