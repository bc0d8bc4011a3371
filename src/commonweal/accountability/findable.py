"""What strategies say, as the search knows it: commitments, facts, contradictions, words explained; and concerns."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from commonweal.accountability.models import Concern
from commonweal.accountability.queries import concerns, contradictions, facts, provisions
from commonweal.accountability.queries import statuses as commitments
from commonweal.core import search
from commonweal.core.actors import Actor
from commonweal.core.search import Entry
from commonweal.strategy.announcements import LOADED
from commonweal.strategy.models import Commitment, Contradiction, Fact, Provision, ProvisionKind, Strategy
from commonweal.strategy.queries import strategies

KIND, CONCERNS = "strategies", "concerns"
SUMMARY_CHARACTERS = 200


def register() -> None:
    """Offer what strategies say, and what was found of concerns, to search; called when Django starts.

    What a pack says is put there when it is loaded.
    """
    search.register_source(KIND, entries)
    search.register_source(CONCERNS, concern_entries)
    LOADED.register("accountability.findable", index)


def index(*, strategy: Strategy, by: Actor, at: datetime) -> None:  # noqa: ARG001  # as every handler is called
    """Put what strategies say now in place of what they said, in the transaction that takes a pack in."""
    search.replace(KIND, entries())


def entries() -> Iterator[Entry]:
    """An entry for everything that has words of its own, of every strategy."""
    for strategy in strategies.everything():
        yield from (_commitment(strategy, each) for each in commitments.commitments_of(strategy))
        yield from (_fact(strategy, each) for each in facts.facts_of(strategy))
        yield from (_contradiction(strategy, each) for each in contradictions.contradictions_of(strategy))
        yield from (
            _term(strategy, each) for each in provisions.of_kinds(strategy, ProvisionKind.TERM)[ProvisionKind.TERM]
        )


def _commitment(strategy: Strategy, commitment: Commitment) -> Entry:
    return Entry(
        key=f"{strategy.slug}/{commitment.code}",
        url_name="accountability:commitment",
        url_kwargs={"slug": strategy.slug, "code": commitment.code},
        title=str(commitment),
        summary=_short(commitment.words),
        body=_joined(commitment.words, commitment.shown_by, commitment.note, commitment.owner.name, strategy.title),
        importance=2 if commitment.parent_id is None else 1,
    )


def _fact(strategy: Strategy, fact: Fact) -> Entry:
    return Entry(
        key=f"{strategy.slug}/{fact.code}",
        url_name="accountability:fact",
        url_kwargs={"slug": strategy.slug, "code": fact.code},
        title=str(fact),
        summary=_short(fact.words),
        body=_joined(fact.words, fact.source, fact.scope, fact.caveat, strategy.title),
        importance=1,
    )


def _contradiction(strategy: Strategy, contradiction: Contradiction) -> Entry:
    return Entry(
        key=f"{strategy.slug}/{contradiction.code}",
        url_name="accountability:contradiction",
        url_kwargs={"slug": strategy.slug, "code": contradiction.code},
        title=str(contradiction),
        summary=_short(contradiction.words),
        body=_joined(contradiction.words, contradiction.handling, strategy.title),
        importance=1,
    )


def _term(strategy: Strategy, provision: Provision) -> Entry:
    says = provision.content
    return Entry(
        key=f"{strategy.slug}/words/{provision.code}"[:80],
        url_name="accountability:words",
        url_kwargs={"slug": strategy.slug},
        title=_("%(word)s: what it means") % {"word": says["term"]},
        summary=_short(says["meaning"]),
        body=_joined(says["meaning"], says.get("note", ""), strategy.title),
        importance=1,
    )


def concern_entries() -> Iterator[Entry]:
    """An entry for every concern that was answered."""
    return (concern_entry(each) for each in concerns.outcomes())


def concern_entry(concern: Concern) -> Entry:
    """A concern that was answered, as far as it may be printed: never in the words of the person who raised it."""
    commitment = concern.commitment
    outcome = str(concern.get_outcome_display())
    return Entry(
        key=f"{commitment.strategy.slug}/{concern.reference}",
        url_name="accountability:concern_show",
        url_kwargs={"slug": commitment.strategy.slug, "ref": concern.reference},
        title=_("Concern %(reference)s about %(commitment)s: %(outcome)s")
        % {"reference": concern.reference, "commitment": commitment, "outcome": outcome},
        summary=_short(concern.public_summary or concern.action or outcome),
        body=_joined(concern.public_summary, concern.public_answer, concern.action, str(commitment.strategy.title)),
        importance=1,
    )


def _short(words: str) -> str:
    return " ".join(words.split())[:SUMMARY_CHARACTERS]


def _joined(*words: str) -> str:
    return " ".join(words)
