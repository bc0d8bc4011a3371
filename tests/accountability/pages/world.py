"""The small strategy with records that tests bring, and its pages as somebody reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from bs4 import BeautifulSoup
from django.test import Client

from commonweal.accountability.operations import statuses
from commonweal.core.actors import Actor
from commonweal.core.days import london_day
from commonweal.strategy import evidence
from commonweal.strategy.evidence import (
    Asked,
    Evidence,
    EvidenceQuery,
    EvidenceRow,
    Outcome,
    RestrictedRow,
    evidence_of,
)
from commonweal.strategy.models import Strategy

BY = Actor.system("tests")
HOME = "/strategy/small-2021/"
QUERY = "tests.letters"
RECORDS = f"{HOME}commitments/S-001/evidence/{QUERY}/"


def row(reference: str, at: datetime, outcome: Outcome = Outcome.MET, *, days_ago: int = 0, **more: Any) -> EvidenceRow:
    """A record of a day before `at`."""
    return EvidenceRow(
        reference, london_day(at - timedelta(days=days_ago)), f"Letter {reference} was looked at.", outcome, **more
    )


@contextmanager
def speaking(
    rows: Iterable[EvidenceRow], *, restricted: Iterable[RestrictedRow] = (), floor: int = 0, code: str = "S-001"
) -> Iterator[EvidenceQuery]:
    """Have records speak for a commitment while the block runs."""

    def known(asked: Asked) -> list[EvidenceRow]:
        return [each for each in rows if each.on <= asked.on]

    def hidden(asked: Asked) -> list[RestrictedRow]:
        return [each for each in restricted if each.on <= asked.on]

    def collect(asked: Asked) -> Evidence:
        return evidence_of([*known(asked), *hidden(asked)], asked=asked)

    query = EvidenceQuery(
        QUERY,
        (code,),
        "Letters",
        "Every letter that came.",
        frozenset({"tests.letter"}),
        collect,
        known,
        hidden,
        "The post room, by noting each letter.",
        floor,
    )
    evidence.register(query)
    try:
        yield query
    finally:
        evidence.forget(QUERY)


def renew(strategy: Strategy, at: datetime) -> None:
    """Work out how it stands."""
    statuses.renew(strategy=strategy, by=BY, at=at)


def read(client: Client, address: str, *, status: int = 200) -> BeautifulSoup:
    """A page that is answered so."""
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return BeautifulSoup(answer.content.decode(), "html.parser")


def words_of(soup: BeautifulSoup) -> str:
    """What the page says between header and footer."""
    main: Any = soup.select_one("main")
    return " ".join(main.get_text(" ").split())


def links_of(soup: BeautifulSoup) -> dict[str, str]:
    """The links between header and footer: addresses by their words."""
    return {" ".join(link.get_text(" ").split()): str(link["href"]) for link in soup.select("main a[href]")}
