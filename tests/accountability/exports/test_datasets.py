"""What is published of strategies as open data: whole, the same bytes each time, and nothing that is withheld."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.test import Client

from commonweal.people import kinds_of_role
from commonweal.strategy import evidence
from commonweal.strategy.evidence import EvidenceQuery, EvidenceRow, evidence_of
from commonweal.strategy.models import Strategy
from commonweal.strategy.operations import figures as operations
from commonweal.strategy.queries import figures
from tests.factories import follows as make
from tests.factories import people
from tests.factories.strategy import a_strategy

pytestmark = pytest.mark.django_db

SLUGS = (
    *(
        "commitments",
        "status-history",
        "evidence-counts",
        "evidence-rows",
        "facts",
        "fact-figures",
        "later-figures",
        "contradictions",
    ),
    *("glossary", "rules", "grant-terms", "compact-principles", "strategy-parts", "named-bodies"),
)
HOUR = timedelta(hours=1)


@pytest.fixture
def rows() -> Iterator[list[EvidenceRow]]:
    with make.records() as found:
        yield found


@pytest.fixture
def strategy(at: datetime, rows: list[EvidenceRow]) -> Strategy:
    """A strategy with a status that changed, and a newer figure."""
    found = a_strategy(at=at - 2 * HOUR)
    make.renew(found, at=at - 2 * HOUR)
    make.kept(found, rows, at=at - HOUR)
    officer = people.role(kinds_of_role.COMMUNITIES_OFFICER, at=at).person
    operations.add_later_figure(
        fact=figures.get_fact("small-2021", "F-15"),
        words="There are 3,102.",
        source="Register",
        link="https://www.example.org/",
        year="2025",
        scope="Smallshire",
        caveat="",
        by=officer.actor,
        at=at,
    )
    return found


def content(client: Client, address: str) -> bytes:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def table(client: Client, slug: str) -> list[dict[str, str]]:
    text = content(client, f"/data/{slug}.csv").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def api(client: Client, address: str) -> list[dict[str, object]]:
    found: dict[str, list[dict[str, object]]] = json.loads(content(client, f"/api/v1/{address}"))
    return found["rows"]


@pytest.mark.usefixtures("strategy")
@pytest.mark.parametrize("slug", SLUGS)
def test_a_dataset_has_rows_and_is_the_same_twice(client: Client, slug: str) -> None:
    first = [content(client, f"/data/{slug}.{form}") for form in ("csv", "json")]

    second = [content(client, f"/data/{slug}.{form}") for form in ("csv", "json")]

    assert len(table(client, slug)) > 0
    assert first == second
    assert client.get(f"/data/{slug}/").status_code == 200


@pytest.mark.parametrize("slug", SLUGS)
def test_a_dataset_without_a_strategy_is_empty(client: Client, slug: str) -> None:
    assert table(client, slug) == []


def test_a_check_that_finds_nothing_new_changes_no_byte(client: Client, at: datetime, strategy: Strategy) -> None:
    before = {slug: content(client, f"/data/{slug}.csv") for slug in SLUGS}

    make.renew(strategy, at=at + 2 * HOUR)

    assert {slug: content(client, f"/data/{slug}.csv") for slug in SLUGS} == before


def test_commitments_say_how_they_stand(client: Client, strategy: Strategy) -> None:
    row = next(each for each in table(client, "commitments") if each["code"] == "S-001")

    assert {name: row[name] for name in ("strategy", "standing", "force", "owner", "since", "newest_evidence_on")} == {
        "strategy": "small-2021",
        "standing": "KEPT",
        "force": "WILL",
        "owner": "council",
        "since": "2026-06-17T08:30:00+01:00",
        "newest_evidence_on": "2026-06-17",
    }
    assert row["page"].endswith("/strategy/small-2021/commitments/S-001/")


@pytest.mark.usefixtures("strategy")
def test_commitments_by_strategy_code_and_standing(client: Client) -> None:
    by_standing = {row["code"] for row in api(client, "commitments/?standing=KEPT")}

    assert by_standing == {"S-001", "S-002"}
    assert [row["code"] for row in api(client, "commitments/?code=C-155a")] == ["C-155a"]
    assert api(client, "commitments/?strategy=nowhere") == []


@pytest.mark.usefixtures("strategy")
def test_history_has_every_change(client: Client) -> None:
    found = [row for row in table(client, "status-history") if row["code"] == "S-001"]

    assert [row["standing"] for row in found] == ["NO_CURRENT_EVIDENCE", "KEPT"]
    assert found[1]["from"] == "2026-06-17T08:30:00+01:00"
    assert found[1]["reason"].endswith("the only one met it.")


@pytest.mark.usefixtures("strategy")
@pytest.mark.parametrize("slug", ["commitments", "status-history", "evidence-rows", "fact-figures", "strategy-parts"])
def test_the_api_gives_every_row_page_by_page(client: Client, slug: str) -> None:
    whole = api(client, f"{slug}/?limit=500")
    found: list[dict[str, object]] = []
    address: str | None = f"{slug}/?limit=1"
    while address:
        answer = json.loads(content(client, f"/api/v1/{address}"))
        found += answer["rows"]
        address = answer["next"].split("/api/v1/")[1] if answer["next"] else None

    assert found == whole


@pytest.mark.usefixtures("strategy")
def test_evidence_rows_are_the_public_records(client: Client) -> None:
    found = [(row["code"], row["query"], row["reference"], row["outcome"]) for row in table(client, "evidence-rows")]

    assert ("S-001", "tests.letters", "LE-1", "MET") in found
    assert [row["reference"] for row in api(client, "evidence-rows/?outcome=BREACHED")] == []
    assert {row["code"] for row in api(client, "evidence-rows/?query=tests.letters")} == {"S-001", "S-002"}


def test_evidence_rows_that_could_tell_of_somebody_are_left_out(client: Client, at: datetime) -> None:
    few = [make.record("LE-9", at.date())]
    query = EvidenceQuery(
        "tests.few",
        ("S-001",),
        "Few",
        "Those few.",
        frozenset(),
        lambda asked: evidence_of(few, asked=asked),
        lambda _asked: few,
        floor=5,
    )
    evidence.register(query)
    try:
        make.renew(a_strategy(at=at), at=at)
        found = table(client, "evidence-rows")
    finally:
        evidence.forget(query.name)

    assert [row for row in found if row["query"] == "tests.few"] == []


@pytest.mark.usefixtures("strategy")
def test_figures_bands_and_rules_are_numbers_and_days(client: Client) -> None:
    figure, rule = table(client, "fact-figures")[0], table(client, "rules")[0]
    bands = [row for row in table(client, "grant-terms") if row["kind"] == "BAND"]

    assert (figure["value"], figure["unit"], figure["is_at_least"]) == ("2845", "groups", "Yes")
    assert (rule["from_on"], rule["value"], rule["confidence"]) == ("2015-03-26", "3 months", "confirmed")
    assert [(row["key"], row["income_from"], row["income_below"]) for row in bands] == [
        ("micro", "", "10000.00"),
        ("small", "10000.00", ""),
    ]


# Feeds.

ATOM = "{http://www.w3.org/2005/Atom}"


def entries(client: Client, address: str) -> list[tuple[str, str]]:
    feed = ElementTree.fromstring(content(client, address))  # our own
    found = feed.findall(f"{ATOM}entry")
    return [(entry.findtext(f"{ATOM}title", ""), entry.findtext(f"{ATOM}id", "")) for entry in found]


@pytest.mark.usefixtures("strategy")
def test_feeds_tell_changes_and_not_the_first_working_out(client: Client) -> None:
    of_strategy = entries(client, "/strategy/small-2021/changes.atom")
    of_commitment = entries(client, "/strategy/small-2021/commitments/S-001/changes.atom")
    in_force = entries(client, "/strategy/changes.atom")

    assert sorted(title for title, _key in of_strategy) == [
        "S-001 Answer letters: now “Kept”",
        "S-002 Every grant in a register: now “Kept”",
    ]
    assert [title for title, _key in of_commitment] == ["S-001 Answer letters: now “Kept”"]
    assert [title for title, _key in in_force] == [title for title, _key in of_strategy]
    assert len({key for _title, key in (*of_strategy, *of_commitment, *in_force)}) == 5


@pytest.mark.usefixtures("strategy")
def test_a_feed_is_the_same_twice(client: Client) -> None:
    address = "/strategy/small-2021/changes.atom"

    assert content(client, address) == content(client, address)


def test_feeds_without_changes(client: Client, at: datetime) -> None:
    without = entries(client, "/strategy/changes.atom")
    a_strategy(at=at)

    assert without == []
    assert entries(client, "/strategy/small-2021/changes.atom") == []
