"""What measures of success prove: that a framework is held (C-025), and how far the second aim has come (C-016)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.accountability.models import Measure
from commonweal.accountability.presenters import measure_words as words
from commonweal.accountability.presenters.measures import address
from commonweal.accountability.queries import measures as queries
from commonweal.accountability.rules import measures as rules
from commonweal.accountability.states.measures import MeasureStatus, Verdict
from commonweal.core.days import london_day
from commonweal.strategy.evidence import Asked, Evidence, EvidenceQuery, EvidenceRow, Outcome, evidence_of, register
from commonweal.strategy.models import PartKind

READS = frozenset({queries.TOUCHED})

_Judge = Callable[[Measure, Asked], EvidenceRow | None]


def _measures(asked: Asked) -> list[Measure]:
    """The measures of the strategy that were proposed or adopted at the instant."""
    at_work = {MeasureStatus.PROPOSED, MeasureStatus.ADOPTED}
    return [
        each
        for each in queries.of_strategy(asked.commitment.strategy)
        if each.proposed_at <= asked.at and each.status_at(asked.at) in at_work
    ]


def _shown_on(measure: Measure, asked: Asked) -> date:
    """The last day on which something was shown of it: its adoption, or the confirmation of a figure."""
    shown = [measure.proposed_at, measure.adopted_at, *(each.settled_at for each in measure.figures_at(asked.at))]
    return max(london_day(each) for each in shown if each is not None and each <= asked.at)


def _row(measure: Measure, asked: Asked, fact: str, outcome: Outcome) -> EvidenceRow:
    told = _("“%(title)s”: %(fact)s") % {"title": measure.title, "fact": fact}
    return EvidenceRow(measure.reference, _shown_on(measure, asked), told, outcome, address(measure))


def _proposal(measure: Measure, asked: Asked) -> EvidenceRow | None:
    if measure.status_at(asked.at) != MeasureStatus.PROPOSED:
        return None
    return _row(measure, asked, _("proposed, and adopted by nobody."), Outcome.PROPOSED)


def held(measure: Measure, asked: Asked) -> EvidenceRow | None:
    """What one measure says of C-025: whether it is adopted, whole, and kept up with figures."""
    if (proposal := _proposal(measure, asked)) is not None:
        return proposal
    if rules.is_without_figure(measure, at=asked.at):
        fact = words.sentence(measure, rules.judge(measure, at=asked.at), at=asked.at)
        return _row(measure, asked, _("adopted, and no figure was ever given. ") + fact, Outcome.BREACHED)
    if lacking := rules.missing(measure):
        fact = _("adopted, but it has no %(lacking)s.") % {"lacking": str(_("; no ")).join(lacking)}
        return _row(measure, asked, fact, Outcome.UNMET)
    return _row(measure, asked, _("adopted, with all that a measure needs."), Outcome.MET)


_REACHED = {Verdict.MET: Outcome.MET, Verdict.NOT_MET_YET: Outcome.UNMET, Verdict.MISSED: Outcome.BREACHED}


def reached(measure: Measure, asked: Asked) -> EvidenceRow | None:
    """What one measure says of an aim: whether its target is reached; nothing where it serves another aim."""
    aims = {part.pk for part in asked.commitment.serves.all() if part.kind == PartKind.AIM}
    if not aims & {part.pk for part in measure.serves.all()}:
        return None
    if (proposal := _proposal(measure, asked)) is not None:
        return proposal
    judgement = rules.judge(measure, at=asked.at)
    fact = words.sentence(measure, judgement, at=asked.at)
    return _row(measure, asked, fact, _REACHED.get(judgement.verdict, Outcome.PENDING))


def _rows(judge: _Judge) -> Callable[[Asked], Iterator[EvidenceRow]]:
    """Every row, newest first."""

    def rows(asked: Asked) -> Iterator[EvidenceRow]:
        found = (judge(measure, asked) for measure in _measures(asked))
        yield from sorted((row for row in found if row), key=lambda row: (-row.on.toordinal(), row.reference))

    return rows


def _collect(judge: _Judge) -> Callable[[Asked], Evidence]:
    def collect(asked: Asked) -> Evidence:
        rows = (row for measure in _measures(asked) if (row := judge(measure, asked)))
        return evidence_of(rows, asked=asked)

    return collect


SUPPLIED_BY = gettext_lazy(
    "Whoever decides for the council, by adopting measures; the communities team, by entering figures that another "
    "officer confirms."
)

register(
    EvidenceQuery(
        name="accountability.measures_held",
        commitments=("C-025",),
        title=gettext_lazy("Measures of success"),
        method=gettext_lazy(
            "Every measure that is proposed or adopted for this strategy. A proposal counts for nothing until a "
            "recorded decision adopts it. An adopted measure counts as met when it says what it serves, where it "
            "starts, its target or that none is set, its owner, how often there is a figure, the source, and how sure "
            "one can be; not when one of these is missing; and it breaks the promise when not one figure was given "
            "within 60 days of the end of the first period. Sixty days are ours: the strategy names none. A measure "
            "counts from the day it was adopted, or its last figure was confirmed."
        ),
        reads=READS,
        collect=_collect(held),
        rows=_rows(held),
        supplied_by=SUPPLIED_BY,
    ),
    EvidenceQuery(
        name="accountability.measures_reached",
        commitments=("C-016",),
        title=gettext_lazy("Measures that show whether this aim is reached"),
        method=gettext_lazy(
            "Every measure that is proposed or adopted for this aim. An adopted one counts as met when its figure "
            "reaches the target that was decided, and not when it does not; without a figure or a target it is neither."
        ),
        reads=READS,
        collect=_collect(reached),
        rows=_rows(reached),
        supplied_by=SUPPLIED_BY,
    ),
)
