"""What newer figures prove of the promise to read figures with care (C-027): each says how far it can be trusted."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.accountability.evidence.records import newest_first
from commonweal.accountability.models import Measure, MeasureValue
from commonweal.accountability.presenters.measures import address
from commonweal.accountability.queries import decided as queries
from commonweal.accountability.queries import measures
from commonweal.core.days import london_day, show_day
from commonweal.strategy.evidence import Asked, Evidence, EvidenceQuery, EvidenceRow, Outcome, evidence_of, register
from commonweal.strategy.models import LaterFigure
from commonweal.strategy.operations.figures import LATER_FIGURE


def _judged(*, year: str, scope: str, source: str, caveat: str) -> tuple[str, Outcome]:
    """What a figure lacks, in words, and what that says: without a year or a source nobody can read it at all."""
    says = ((year, _("its year")), (source, _("its source")), (scope, _("what it covers")), (caveat, _("its limits")))
    lacking = [name for said, name in says if not said.strip()]
    if not lacking:
        return _("with its year, source, scope and limits"), Outcome.MET
    words = _("without %(lacking)s") % {"lacking": ", ".join(lacking)}
    is_blind = not year.strip() or not source.strip()
    return words, Outcome.BREACHED if is_blind else Outcome.UNMET


def beside_fact(figure: LaterFigure, number: int, asked: Asked) -> EvidenceRow | None:
    """What a newer figure beside a fact says; None for one that was not there at the instant."""
    is_there = figure.added_at <= asked.at and (figure.withdrawn_at is None or figure.withdrawn_at > asked.at)
    if not is_there:
        return None
    said, outcome = _judged(year=figure.year, scope=figure.scope, source=figure.source, caveat=figure.caveat)
    words = {"code": figure.fact.code, "year": figure.year, "said": said}
    fact = _("The newer figure beside %(code)s, of %(year)s, stands there %(said)s.") % words
    where = {"slug": figure.fact.strategy.slug, "code": figure.fact.code}
    reference = f"{figure.fact.code}/{number}"
    page = reverse("accountability:fact", kwargs=where)
    return EvidenceRow(reference, london_day(figure.added_at), fact, outcome, page, stands=True)


def of_measure(measure: Measure, figure: MeasureValue) -> EvidenceRow:
    """What a confirmed figure of a measure says."""
    until = show_day(figure.until_on)
    said, outcome = _judged(
        year=until, scope=figure.scope, source=figure.source, caveat=figure.caveat or measure.caveat
    )
    words = {"title": measure.title, "until": until, "said": said}
    fact = _("The figure of “%(title)s” up to %(until)s stands there %(said)s.") % words
    on = london_day(figure.settled_at or figure.recorded_at)
    return EvidenceRow(str(figure.reference), on, fact, outcome, address(measure), stands=True)


def rows(asked: Asked) -> Iterator[EvidenceRow]:
    """Every row, newest first."""
    strategy = asked.commitment.strategy
    beside = (beside_fact(figure, number, asked) for figure, number in queries.later_figures_of(strategy))
    counted = (
        of_measure(measure, figure)
        for measure in measures.of_strategy(strategy)
        for figure in measure.figures_at(asked.at)
    )
    yield from newest_first([*(row for row in beside if row), *counted])


def collect(asked: Asked) -> Evidence:
    """The rows counted."""
    return evidence_of(rows(asked), asked=asked)


register(
    EvidenceQuery(
        name="accountability.figures_told",
        commitments=("C-027",),
        title=gettext_lazy("Figures about the sector"),
        method=gettext_lazy(
            "Every newer figure beside a fact of the strategy, and every confirmed figure of a measure of success, as "
            "they stand on their pages. One counts as met when it says its year, its source, what it covers, and its "
            "limits, be it that none are known; for a figure of a measure the limits of the measure do as well. It "
            "does not when the limits or what it covers are left out, and it breaks the standard when it stands there "
            "without a year or a source. The strategy’s own figures do not count: they are as its text has them. "
            "Whether a figure is right, and whether its limits are all of them, this cannot show."
        ),
        reads=frozenset({LATER_FIGURE, measures.TOUCHED}),
        collect=collect,
        rows=rows,
        supplied_by=gettext_lazy(
            "Officers who enter figures, by saying with each what it leaves out, or that no limits are known."
        ),
    )
)
