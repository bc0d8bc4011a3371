"""Changes of standing as Atom feeds: of a strategy, of one commitment, and of whichever strategy is in force."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.accountability.models import StatusStep
from commonweal.accountability.presenters import strategy_words as words
from commonweal.accountability.queries import commitments as queries
from commonweal.accountability.queries.strategy_texts import Texts, texts_of
from commonweal.core.days import london_day
from commonweal.publishing import feeds
from commonweal.publishing.feeds import Entry, Feed
from commonweal.strategy.models import Commitment, Strategy
from commonweal.strategy.queries import strategies

SUMMARY = gettext_lazy("Each time the status of a commitment changes: from what to what, and why.")


def announce() -> None:
    """List the feed of the strategy in force in the catalogue; called when Django starts."""
    feeds.announce(IN_FORCE)


def of_strategy(strategy: Strategy) -> Feed:
    """Every change of standing of a strategy."""
    return Feed(
        url_name="accountability:strategy_changes",
        title=_("Changes of status: %(title)s") % {"title": strategy.title},
        summary=SUMMARY,
        about="accountability:strategy",
        entries=lambda at: _entries(strategy, queries.changes_of(strategy), at),
        where={"slug": strategy.slug},
    )


def of_commitment(commitment: Commitment) -> Feed:
    """The changes of standing of one commitment."""
    strategy = commitment.strategy
    return Feed(
        url_name="accountability:commitment_changes",
        title=_("Changes of status: %(title)s") % {"title": commitment},
        summary=SUMMARY,
        about="accountability:commitment",
        entries=lambda at: _entries(strategy, queries.changes_of(strategy).filter(commitment=commitment), at),
        where={"slug": strategy.slug, "code": commitment.code},
    )


def _in_force(at: datetime) -> Iterator[Entry]:
    strategy = strategies.in_force(london_day(at))
    if strategy is not None:
        yield from _entries(strategy, queries.changes_of(strategy), at)


def _entries(strategy: Strategy, steps: QuerySet[StatusStep], at: datetime) -> Iterator[Entry]:
    texts = texts_of(strategy)
    for change in queries.as_changes(steps.filter(from_at__lte=at)[: feeds.MOST_ENTRIES]):
        yield _entry(strategy, texts, change)


def _entry(strategy: Strategy, texts: Texts, change: queries.Change) -> Entry:
    text = texts.commitments.get(change.code)
    said = {
        "code": change.code,
        "title": text.title if text else "",
        "before": change.before.label,
        "after": change.after.label,
        "reason": change.reason,
    }
    return Entry(
        key=f"{strategy.slug}/{change.code}/{change.from_at.astimezone(UTC):%Y%m%dT%H%M%S.%fZ}",
        title=_("%(code)s %(title)s: now “%(after)s”") % said,
        summary=_("Before: “%(before)s”. %(reason)s") % said,
        href=words.commitment_address(strategy.slug, change.code),
        updated_at=change.from_at,
    )


IN_FORCE = Feed(
    url_name="accountability:changes_feed",
    title=gettext_lazy("Changes of status of our strategy"),
    summary=SUMMARY,
    about="accountability:strategy_home",
    entries=_in_force,
)
