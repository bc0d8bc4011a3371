"""What decisions prove of the rule that the strategy guides the council (C-021): each names what of it it follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.accountability.evidence.records import decision_address, newest_first
from commonweal.accountability.queries import decided as queries
from commonweal.accountability.queries.measures import SUBJECT as MEASURE
from commonweal.accountability.queries.statuses import COMMITMENT
from commonweal.accountability.subjects.commitments import TOUCHES_DECISIONS
from commonweal.decisions.models import Decision
from commonweal.strategy.evidence import Asked, Evidence, EvidenceQuery, EvidenceRow, Outcome, evidence_of, register
from commonweal.strategy.models import Strategy


def named(decision: Decision, strategy: Strategy, measures: Iterable[str]) -> list[str]:
    """What of the strategy a decision names: codes of commitments, the strategy itself, references of measures."""
    prefix, found = f"{strategy.slug}/", []
    for subject in decision.subjects.all():
        if subject.kind == COMMITMENT and subject.reference.startswith(prefix):
            found.append(subject.reference.removeprefix(prefix))
        elif subject.kind == queries.STRATEGY and subject.reference == strategy.slug:
            found.append(_("the strategy as a whole"))
        elif subject.kind == MEASURE and subject.reference in measures:
            found.append(subject.reference)
    return found


def judged(decision: Decision, strategy: Strategy, measures: Iterable[str]) -> EvidenceRow | None:
    """What one decision says of C-021."""
    if decision.decided_on is None:
        return None
    follows = named(decision, strategy, measures)
    undone = named(decision.replaces, strategy, measures) if decision.replaces else []
    words = {"title": decision.title, "named": ", ".join(follows)}
    if follows:
        fact, outcome = _("“%(title)s” names what it follows: %(named)s.") % words, Outcome.MET
    elif undone and decision.replaces:
        words |= {"earlier": decision.replaces.reference, "named": ", ".join(undone)}
        said = _("“%(title)s” takes the place of %(earlier)s, which named %(named)s, and names nothing itself.")
        fact, outcome = said % words, Outcome.BREACHED
    else:
        fact, outcome = _("“%(title)s” names nothing of the strategy.") % words, Outcome.UNMET
    return EvidenceRow(str(decision.reference), decision.decided_on, fact, outcome, decision_address(decision))


def rows(asked: Asked) -> Iterator[EvidenceRow]:
    """Every row, newest first."""
    strategy = asked.commitment.strategy
    measures = queries.measures_of(strategy)
    found = (judged(each, strategy, measures) for each in queries.by_owner(strategy, asked.at))
    yield from newest_first(row for row in found if row)


def collect(asked: Asked) -> Evidence:
    """The rows counted."""
    return evidence_of(rows(asked), asked=asked)


register(
    EvidenceQuery(
        name="accountability.decisions_guided",
        commitments=("C-021",),
        title=gettext_lazy("Decisions of the council"),
        method=gettext_lazy(
            "Every public decision of the body whose strategy this is, and of its parts, but those that a later "
            "decision has replaced. It counts as met when its record names a commitment of this strategy, the strategy "
            "as a whole, or one of its measures. It does not when the record names nothing of it. One that replaces a "
            "decision which named something, and names nothing itself, breaks the promise. That a decision names a "
            "commitment shows that somebody thought of it, not that the decision serves it well."
        ),
        reads=frozenset({TOUCHES_DECISIONS, MEASURE}),
        collect=collect,
        rows=rows,
        supplied_by=gettext_lazy("Whoever records a decision of the council, by saying which commitments it is about."),
    )
)
