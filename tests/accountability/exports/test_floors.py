"""Where so few records exist that they could tell of somebody, nothing that is public says how many, or of what day.

Worlds that the public must not tell apart are made one after the other, and everything public is read of each.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import transaction
from django.test import Client

from commonweal.strategy.evidence import EvidenceRow, Outcome
from commonweal.strategy.models import Strategy
from tests.accountability.pages.world import HOME, QUERY, RECORDS, renew, row, speaking, words_of
from tests.factories import strategy as make
from tests.factories.strategy import a_strategy

pytestmark = pytest.mark.django_db

FLOOR = 5
DAY = timedelta(days=1)
RECORD = f"{HOME}commitments/S-001/"
FILE = f"{RECORD}evidence/{QUERY}.csv"
DATASETS = ("commitments", "status-history", "evidence-counts", "evidence-rows")

PAGES = (
    *("/", "/strategy/", "/strategies/", HOME, f"{HOME}history/", f"{HOME}how/", f"{HOME}owners/"),
    *(f"{HOME}compare/?from=2026-06-01&to=2026-06-17", f"{HOME}aims/", f"{HOME}owners/council/"),
    *(f"{HOME}commitments/", f"{HOME}commitments/?status=KEPT", f"{HOME}commitments/?q=letters"),
    *(RECORD, RECORDS, f"{RECORDS}?on=2026-06-16", f"{RECORDS}?outcome=MET", f"{RECORDS}?outcome=UNMET"),
    *("/search/?q=letters", *(f"/data/{slug}/" for slug in DATASETS)),
)
FILES = (
    *(FILE, f"{FILE}?on=2026-06-16"),
    *(f"/data/{slug}.{form}" for slug in DATASETS for form in ("csv", "json")),
    *(f"/api/v1/{slug}/?code=S-001" for slug in DATASETS),
    f"/api/v1/evidence-rows/?query={QUERY}&outcome=MET",
    *(f"{where}changes.atom" for where in ("/strategy/", HOME, RECORD)),
)

Told = tuple[Outcome, int]
"""A record: what it says, and of how many days ago it is."""

MET, UNMET, PENDING, PROPOSED = Outcome.MET, Outcome.UNMET, Outcome.PENDING, Outcome.PROPOSED


def letters(told: Iterable[Told], at: datetime) -> list[EvidenceRow]:
    return [row(f"L-{number}", at, outcome, days_ago=ago) for number, (outcome, ago) in enumerate(told)]


def all_public(client: Client) -> dict[str, str]:
    """Everything that is public and could say something of the records: the words of pages, and whole files."""
    found = {}
    for address in (*PAGES, *FILES):
        answer = client.get(address)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert answer.status_code == 200, address
        is_page = answer["Content-Type"].startswith("text/html")
        text = content.decode("utf-8-sig")
        found[address] = words_of(BeautifulSoup(text, "html.parser")) if is_page else text
    return found


def seen(client: Client, strategy: Strategy, told: Iterable[Told], at: datetime) -> dict[str, str]:
    """What the public sees of a world with these records, which is then taken back."""
    kept = transaction.savepoint()
    with speaking(letters(told, at), floor=FLOOR):
        renew(strategy, at)
        found = all_public(client)
    transaction.savepoint_rollback(kept)
    return found


@pytest.mark.slow
@pytest.mark.parametrize(
    "worlds",
    [
        [[(MET, 1)], [(MET, 3), (MET, 4), (MET, 9)], [(MET, 1)] * 4, [(MET, 7), (PENDING, 0)]],
        [[(MET, 2), (UNMET, 0)], [(MET, 0), (UNMET, 8), (UNMET, 9)], [(MET, 0), (MET, 4), (UNMET, 0), (PENDING, 0)]],
        [[(PENDING, 2)], [(PENDING, 1), (PENDING, 3), (PENDING, 4)]],
        [[(PROPOSED, 2)], [(PROPOSED, 1), (PROPOSED, 3), (PROPOSED, 4)]],
    ],
    ids=["all met", "some met", "none due", "only proposals"],
)
def test_worlds_with_few_records_look_alike(worlds: list[list[Told]], client: Client, at: datetime) -> None:
    strategy = a_strategy(at=at - 30 * DAY)

    first, *others = [seen(client, strategy, told, at) for told in worlds]

    for other in others:
        assert {address: text for address, text in other.items() if first[address] != text} == {}
    assert "There are fewer than 5 records." in first[RECORD]


def test_worlds_with_enough_records_are_told_apart(client: Client, at: datetime) -> None:
    strategy = a_strategy(at=at - 30 * DAY)

    five, six = (seen(client, strategy, [(MET, 1)] * count, at) for count in (5, 6))

    different = {address for address in five if five[address] != six[address]}
    assert {RECORD, RECORDS, FILE, *(f"/data/{slug}.csv" for slug in DATASETS)} <= different


def table(client: Client, slug: str) -> list[dict[str, str]]:
    text = b"".join(client.get(f"/data/{slug}.csv")).decode("utf-8-sig")
    return [each for each in csv.DictReader(io.StringIO(text)) if each["code"] == "S-001"]


COUNTS = ("records", "met", "unmet", "breached", "pending", "proposed", "not_public", "newest_on", "withheld")


@pytest.mark.parametrize(
    ("told", "counts"),
    [
        ([(MET, 1), (MET, 2), (UNMET, 3)], ["", "", "", "", "", "", "", "", "withheld: fewer than 5"]),
        ([(MET, 1)] * 4 + [(UNMET, 3)], ["5", "4", "1", "0", "0", "0", "0", "2026-06-16", ""]),
        ([], ["0", "0", "0", "0", "0", "0", "0", "", ""]),
    ],
    ids=["few", "enough", "none"],
)
def test_counts_are_open_data_or_say_that_they_are_withheld(
    told: list[Told], counts: list[str], client: Client, at: datetime
) -> None:
    with speaking(letters(told, at), floor=FLOOR):
        renew(a_strategy(at=at), at)
        (counted,), (standing,) = table(client, "evidence-counts"), table(client, "commitments")
        answer = json.loads(client.get("/api/v1/evidence-counts/?code=S-001").content)
        found = table(client, "evidence-rows")

    assert [counted[name] for name in COUNTS] == counts
    assert counted["query_title"] == "Letters"
    assert [answer["rows"][0][name] for name in ("records", "withheld")] == [
        int(counts[0]) if counts[0] else None,
        counts[-1] or None,
    ]
    assert (standing["newest_evidence_on"], standing["withheld"]) == (counts[-2], counts[-1])
    assert len(found) == (0 if counts[-1] else len(told))


def test_history_keeps_the_days_of_few_records_back(client: Client, at: datetime) -> None:
    strategy, rows = a_strategy(at=at - 9 * DAY), letters([(MET, 3)] * 3, at)
    with speaking(rows, floor=FLOOR):
        renew(strategy, at - 2 * DAY)
        rows += letters([(UNMET, 1)] * 3, at)
        renew(strategy, at)
        history = table(client, "status-history")

    assert [(each["standing"], each["newest_evidence_on"], each["withheld"]) for each in history] == [
        ("KEPT", "", "withheld: fewer than 5"),
        ("PARTLY_KEPT", "2026-06-16", ""),
    ]


def test_file_of_few_records_is_not_taken_for_an_empty_one(client: Client, at: datetime) -> None:
    a_strategy(at=at)

    def file(count: int) -> list[list[str]]:
        with speaking(letters([(MET, 1)] * count, at), floor=FLOOR):
            text = b"".join(client.get(FILE)).decode("utf-8-sig")
        return [line[3:] for line in list(csv.reader(io.StringIO(text)))[1:]]

    few, none = file(3), file(0)

    assert (len(few), none) == (1, [])
    assert few[0][2].startswith("There are fewer than 5 records.")
    assert [few[0][place] for place in (0, 1, 3, 4)] == ["", "", "", ""]


@pytest.mark.parametrize(("fresh", "is_withheld"), [(0, False), (3, True), (5, False)])
def test_old_records_do_not_give_away_how_many_count(
    fresh: int, is_withheld: bool, client: Client, at: datetime
) -> None:
    strategy = a_strategy(at=at - 9 * DAY)
    lasts = make.commitment(strategy, "S-001").freshness_days or 0

    with speaking(letters([(MET, 1)] * fresh + [(MET, lasts + 9)] * 7, at), floor=FLOOR):
        renew(strategy, at)
        page = words_of(BeautifulSoup(client.get(RECORDS).content, "html.parser"))

    assert lasts > 0
    assert ("There are fewer than 5 records." in page) == is_withheld
    assert page.count("Letter L-") == (0 if is_withheld else fresh + 7)


@pytest.mark.parametrize("shape", [str, json.dumps], ids=["page", "data"])
def test_bundle_keeps_back_the_days_of_its_sub_rules(
    shape: Callable[[object], str], client: Client, at: datetime
) -> None:
    strategy = a_strategy(at=at - 9 * DAY)
    with speaking(letters([(MET, 1)] * 3, at), floor=FLOOR, code="C-155a"):
        renew(strategy, at)
        page = words_of(BeautifulSoup(client.get(f"{HOME}commitments/C-155/").content, "html.parser"))
        data = [
            json.loads(client.get(f"/api/v1/{slug}/?code=C-155").content)["rows"]
            for slug in ("commitments", "status-history")
        ]

    told = page if shape is str else shape(data)
    assert "2026-06-16" not in told
    assert "16 June 2026" not in told
    assert all(rows[-1]["withheld"] == "withheld: fewer than 5" for rows in data)
