"""Public decisions as search knows them. Names are left out: who looks for somebody does not find what they decided."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.core import search
from commonweal.core.search import Entry
from commonweal.decisions import queries
from commonweal.decisions.models import Decision

KIND = "decisions"

SUMMARY_CHARACTERS = 200


def register() -> None:
    """Offer the public decisions to search; called when Django starts."""
    search.register_source(KIND, entries)


def entries() -> Iterator[Entry]:
    """Every public decision."""
    for decision in queries.all_public():
        yield entry(decision)


def entry(decision: Decision) -> Entry:
    """One public decision: its title, its first words, and all that it says."""
    words = [
        decision.what,
        decision.why,
        decision.alternatives,
        decision.power,
        decision.office,
        decision.body.name,
        decision.reference,
        *(f"{subject.reference} {subject.title}" for subject in decision.subjects.all()),
        *(correction.right for correction in decision.corrections.all()),
    ]
    return Entry(
        key=decision.reference,
        url_name="decisions:decision_record",
        url_kwargs={"ref": decision.reference},
        title=decision.title,
        summary=" ".join(decision.what.split())[:SUMMARY_CHARACTERS],
        body=" ".join(words),
        importance=1,
    )
