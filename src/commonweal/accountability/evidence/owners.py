"""What the strategy's own text and decisions prove of the rule that it binds the council alone (C-031)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.accountability.evidence.records import commitment_address, newest_first
from commonweal.accountability.queries import decided as queries
from commonweal.accountability.queries.bringing import owner_on
from commonweal.accountability.subjects.commitments import TOUCHES_DECISIONS
from commonweal.core.days import london_day
from commonweal.decisions.models import Decision
from commonweal.decisions.states import Outcome as Decided
from commonweal.strategy.evidence import Asked, Evidence, EvidenceQuery, EvidenceRow, Outcome, evidence_of, register
from commonweal.strategy.models import Commitment
from commonweal.strategy.queries.packs import PACK


def own(commitment: Commitment, *, said_on: date) -> EvidenceRow:
    """A commitment of the body whose strategy it is."""
    fact = _("“%(title)s” is owned by %(owner)s, whose strategy this is.")
    return _row(commitment, said_on, fact % _words(commitment, commitment.owner.words), Outcome.MET)


def laid_on(commitment: Commitment, made: Sequence[Decision], *, said_on: date, on: date) -> EvidenceRow:
    """A commitment that the text lays on another body: whether that body took it on, by its own last decision."""
    owner = owner_on(commitment, on)
    words = _words(commitment, owner.words)
    by_owner = (each for each in made if owner.body_id is not None and each.body_id == owner.body_id)
    decision = next(by_owner, None)
    if decision is None or decision.decided_on is None:
        fact = _("“%(title)s” is laid on %(owner)s, which has not taken it on by a decision of its own.")
        return _row(commitment, said_on, fact % words, Outcome.UNMET)
    words |= {"decision": decision.reference}
    if decision.outcome == Decided.NOT_GO_AHEAD:
        fact = _("“%(title)s” is laid on %(owner)s, which decided not to take it on: %(decision)s.")
        return _row(commitment, decision.decided_on, fact % words, Outcome.BREACHED)
    fact = _("“%(title)s” was taken on by %(owner)s itself: %(decision)s.")
    return _row(commitment, decision.decided_on, fact % words, Outcome.MET)


def _words(commitment: Commitment, owner: str) -> dict[str, str]:
    return {"title": commitment.title, "owner": owner}


def _row(commitment: Commitment, on: date, fact: str, outcome: Outcome) -> EvidenceRow:
    return EvidenceRow(commitment.code, on, fact, outcome, commitment_address(commitment), stands=True)


def rows(asked: Asked) -> Iterator[EvidenceRow]:
    """Every row, newest first; none before the first version of the pack was loaded."""
    strategy = asked.commitment.strategy
    pack = queries.pack_at(strategy, asked.at)
    if pack is None:
        return
    said_on = london_day(pack.loaded_at)
    every = queries.owned(strategy)
    others = [each for each in every if each.owner.key != strategy.owner_key]
    made = queries.taken_on(others, asked.at)
    found = [own(each, said_on=said_on) for each in every if each.owner.key == strategy.owner_key]
    found += [laid_on(each, made[each.reference], said_on=said_on, on=asked.on) for each in others]
    yield from newest_first(found)


def collect(asked: Asked) -> Evidence:
    """The rows counted."""
    return evidence_of(rows(asked), asked=asked)


register(
    EvidenceQuery(
        name="accountability.commitments_owned",
        commitments=("C-031",),
        title=gettext_lazy("Commitments and who owns them"),
        method=gettext_lazy(
            "Every commitment and sub-rule of this strategy, with the owner whom its text names. It counts as met when "
            "the owner is the body whose strategy this is, or another body that took it on by a public decision of its "
            "own. It does not when the text lays it on a body that has decided nothing about it. One that a body "
            "decided not to take on, and that the strategy still lays on it, breaks the rule. Nobody can take "
            "one on for somebody else."
        ),
        reads=frozenset({PACK, TOUCHES_DECISIONS}),
        collect=collect,
        rows=rows,
        supplied_by=gettext_lazy(
            "The bodies on which the text lays something, by a decision of their own to take it on or not."
        ),
    )
)
