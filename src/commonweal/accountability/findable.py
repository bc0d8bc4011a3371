"""What strategies say, as the search knows it: commitments, facts, contradictions, words explained."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from commonweal.accountability.queries import contradictions, facts, provisions
from commonweal.accountability.queries import statuses as commitments
from commonweal.core import search
from commonweal.core.actors import Actor
from commonweal.core.search import Entry
from commonweal.strategy.announcements import LOADED
from commonweal.strategy.models import Commitment, Contradiction, Fact, Provision, ProvisionKind, Strategy
from commonweal.strategy.queries import strategies

KIND = "strategies"
SUMMARY_CHARACTERS = 200


def register() -> None:
    """Offer what strategies say to search, and put it there when a pack is loaded; called when Django starts."""
    search.register_source(KIND, entries)
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


def _short(words: str) -> str:
    return " ".join(words.split())[:SUMMARY_CHARACTERS]


def _joined(*words: str) -> str:
    return " ".join(words)
