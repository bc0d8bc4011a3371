"""What the area tells the rest of the house when Django starts, noun by noun."""

from __future__ import annotations

from commonweal.accountability import findable, newer, strategy_feeds
from commonweal.accountability.cases import concerns as concern_cases
from commonweal.accountability.cases import filings as filing_cases
from commonweal.accountability.cases import formats as format_cases
from commonweal.accountability.holdings import concerns as concern_holdings
from commonweal.accountability.holdings import filings as filing_holdings
from commonweal.accountability.holdings import follows as follow_holdings
from commonweal.accountability.holdings import formats as format_holdings
from commonweal.accountability.subjects import commitments as commitment_subjects
from commonweal.accountability.subjects import measures as measure_subjects
from commonweal.accountability.work import concerns as concern_work
from commonweal.accountability.work import figures as figure_work
from commonweal.accountability.work import filings as filing_work
from commonweal.accountability.work import follows as follow_work
from commonweal.accountability.work import formats as format_work
from commonweal.accountability.work import measures as measure_work


def register_all() -> None:
    """Tell of every noun; called once, when Django starts."""
    _register_strategy()
    _register_formats()
    _register_concerns()
    _register_what_people_bring()
    _register_measures()
    _register_follows()


def _register_strategy() -> None:
    commitment_subjects.register_all()
    newer.register_all()
    figure_work.register_all()
    strategy_feeds.announce()
    findable.register()


def _register_formats() -> None:
    format_cases.register_all()
    format_holdings.register_all()
    format_work.register_all()


def _register_concerns() -> None:
    concern_cases.register_all()
    concern_holdings.register_all()
    concern_work.register_all()


def _register_what_people_bring() -> None:
    filing_cases.register_all()
    filing_holdings.register_all()
    filing_work.register_all()


def _register_measures() -> None:
    measure_subjects.register_all()
    measure_work.register_all()


def _register_follows() -> None:
    follow_holdings.register_all()
    follow_work.register_all()
