"""A strategy at a glance, by part and owner, over time, and how statuses are worked out."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client

from commonweal.accountability.queries.strategy_texts import texts_of
from commonweal.strategy.evidence import Outcome
from tests.accountability.pages.world import HOME, links_of, read, renew, row, speaking, words_of
from tests.conftest import SameQueries
from tests.factories.strategy import a_strategy, load, small_pack

pytestmark = pytest.mark.django_db


def test_home_without_any_strategy(client: Client) -> None:
    soup = read(client, "/strategy/")

    assert "No strategy has been loaded here yet." in words_of(soup)


def test_home_shows_the_strategy_in_force(client: Client, at: datetime) -> None:
    a_strategy(at=at)

    assert words_of(read(client, "/strategy/")) == words_of(read(client, HOME))
    assert "It is in force, from 1 April 2021 to 31 March 2027." in words_of(read(client, HOME))


def test_glance_before_anything_was_worked_out(client: Client, at: datetime) -> None:
    a_strategy(at=at)

    said = words_of(read(client, HOME))

    assert "How it stands has not been worked out yet." in said
    assert "Nothing has been checked yet." in said


def test_glance_without_records_says_that_nobody_can_tell(client: Client, at: datetime) -> None:
    renew(a_strategy(at=at), at)

    said = words_of(read(client, HOME))

    assert "Of 10 commitments: 1 not started, 9 without current evidence." in said
    assert "These 2 sub-rules are counted apart: 2 without current evidence." in said
    assert "Last checked on 17 June 2026, 9:30am." in said
    assert "One commitment is overdue" in said


def test_glance_shows_what_changed_since_it_was_first_worked_out(client: Client, at: datetime) -> None:
    strategy = a_strategy(at=at)
    renew(strategy, at - timedelta(hours=1))
    before = words_of(read(client, HOME))

    with speaking([row("L-1", at)]):
        renew(strategy, at)
    after = words_of(read(client, HOME))

    assert "No status has changed since they were first worked out." in before
    assert "Of 10 commitments: 1 kept, 1 not started, 8 without current evidence." in after
    assert "S-001 Answer letters From No current evidence → to Kept Letters" in after


def test_glance_follows_a_newer_version_of_the_pack(client: Client, at: datetime, tmp_path: Path) -> None:
    renew(a_strategy(at=at), at)
    before = links_of(read(client, f"{HOME}aims/"))
    newer = small_pack(
        tmp_path, {"pack.toml": {'version = "1"': 'version = "2"'}, "structure.toml": {'"Recognise"': '"See"'}}
    )

    load(newer, at=at + timedelta(days=1))
    after = links_of(read(client, f"{HOME}aims/"))

    assert ("Recognise" in before, "See" in after, "Recognise" in after) == (True, True, False)


@pytest.mark.parametrize("kind", ["aims", "objectives", "uses", "outcomes", "chapters", "owners"])
def test_every_sort_of_part_leads_to_its_commitments(client: Client, at: datetime, kind: str) -> None:
    renew(a_strategy(at=at), at)
    listed = [href for href in links_of(read(client, f"{HOME}{kind}/")).values() if f"/{kind}/" in href]

    shown = [links_of(read(client, href)) for href in listed]

    assert listed
    assert all(any("/commitments/" in href for href in links.values()) for links in shown)


def test_aim_groups_its_commitments_by_status(client: Client, at: datetime) -> None:
    strategy = a_strategy(at=at)
    with speaking([row("L-1", at), row("L-2", at, Outcome.UNMET)]):
        renew(strategy, at)

    soup = read(client, f"{HOME}aims/aim-1/")

    assert [heading.get_text() for heading in soup.select("main h2")] == [
        "Partly kept (1)",
        "Not started (1)",
        "No current evidence (5)",
    ]
    assert [tag.get_text(strip=True) for tag in soup.select("main .govuk-tag")] == [
        "Partly kept",
        "Not started",
        "No current evidence",
        "Overdue",
    ]


def test_aim_says_a_reason_once_for_all_that_share_it(client: Client, at: datetime) -> None:
    renew(a_strategy(at=at), at)

    soup = read(client, f"{HOME}aims/aim-1/")

    shared = soup.find("h3", string="No part of this service records anything yet that would show it.")
    assert shared is not None
    alike = shared.find_next("ul").select("li")  # type: ignore[union-attr]  # each heading has its list
    assert len(alike) > 1
    assert words_of(soup).count("No part of this service records anything yet that would show it.") == 1


def test_owner_that_ended_leads_to_who_took_its_place(client: Client, at: datetime) -> None:
    a_strategy(at=at)

    said = words_of(read(client, f"{HOME}owners/old_nhs/"))

    assert "It ended on 30 June 2022. In its place now: New Health Board" in said
    assert "The strategy names it, and gives it no commitment." in said


def test_history_has_both_standings_and_pages(client: Client, at: datetime) -> None:
    strategy = a_strategy(at=at)
    for number in range(45):
        with speaking([row("L-1", at)] if number % 2 else [row("L-1", at, Outcome.UNMET), row("L-2", at)]):
            renew(strategy, at + timedelta(hours=number))

    first = read(client, f"{HOME}history/")
    second = read(client, f"{HOME}history/?page=2")
    beyond = read(client, f"{HOME}history/?page=nonsense")

    assert "44 changes" in words_of(first)
    assert (len(first.select("main ol li")), len(second.select("main ol li"))) == (40, 4)
    assert words_of(beyond) == words_of(first)


def test_compare_shows_both_days_with_their_sentences(client: Client, at: datetime) -> None:
    strategy = a_strategy(at=at)
    renew(strategy, at - timedelta(days=10))
    with speaking([row("L-1", at)]):
        renew(strategy, at)

    said = words_of(read(client, f"{HOME}compare/?from=2026-06-08&to=17+June+2026"))

    assert "One status was different on 17 June 2026 from what it was on 8 June 2026." in said
    assert "S-001 Answer letters 8 June 2026 No current evidence" in said
    assert "17 June 2026 Kept Letters" in said


@pytest.mark.parametrize("to", ["2026-06-17", "17/6/2026", "17 June 2026", "17 jun 2026", "17.06.2026"])
def test_compare_reads_days_as_people_write_them(client: Client, at: datetime, to: str) -> None:
    renew(a_strategy(at=at), at)

    answer = client.get(f"{HOME}compare/", {"from": "2026-06-17", "to": to})

    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("2026-02-31", "Enter the second day as a day that exists"),
        ("nonsense", "Enter the second day as a day that exists"),
        ("٣/٦/٢٠٢٦", "Enter the second day as a day that exists"),
        ("2026-06-18", "nobody knows yet how it will stand"),
        ("9" * 50_000, "Enter the second day as a day that exists"),
        ("9999-12-31", "nobody knows yet how it will stand"),
    ],
)
def test_compare_with_a_day_that_cannot_be_says_so(client: Client, at: datetime, to: str, said: str) -> None:
    a_strategy(at=at)

    answer = client.get(f"{HOME}compare/", {"from": "2026-06-01", "to": to})

    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_compare_begins_with_the_first_day_and_today(client: Client, at: datetime) -> None:
    strategy = a_strategy(at=at)
    renew(strategy, at - timedelta(days=10))

    soup = read(client, f"{HOME}compare/")

    assert [box["value"] for box in soup.select("main input")] == ["7/6/2026", "17/6/2026"]


def test_compare_before_anything_was_known(client: Client, at: datetime) -> None:
    renew(a_strategy(at=at), at)

    said = words_of(read(client, f"{HOME}compare/?from=1999-01-01&to=1999-01-02"))

    assert "Nothing was known on either day" in said


def test_how_is_printed_from_the_rules(client: Client, at: datetime) -> None:
    a_strategy(at=at)

    soup = read(client, f"{HOME}how/")

    answers = {
        str(cells[0].get_text()).strip(): [cell.get_text().strip() for cell in cells[1:]]
        for cells in (line.select("td") for line in soup.select("table tr"))
        if len(cells) == 5
    }
    nothing = ["No current evidence"] * 4
    assert answers["There is no record"] == nothing
    assert answers["All records meet it"] == ["Kept"] * 4
    assert answers["All show the opposite"] == ["Not kept", "Not kept", "Not started", "Not started"]
    assert answers["All met it, and the newest is too old to count"] == nothing
    assert "Ours: the strategy’s text does not say" in words_of(soup)


@pytest.mark.parametrize(
    "address",
    [
        "/strategy/nowhere-2021/",
        "/strategy/nowhere-2021/commitments/",
        "/strategy/nowhere-2021/history/",
        "/strategy/nowhere-2021/compare/",
        "/strategy/nowhere-2021/how/",
        f"{HOME}aims/aim-99/",
        f"{HOME}chapters/formats/",
        f"{HOME}owners/nobody/",
        f"{HOME}commitments/C-999/",
        f"{HOME}commitments/C-999/evidence/tests.letters/",
        f"{HOME}commitments/C-005/evidence/nothing.such/",
        f"{HOME}commitments/C-005/evidence/nothing.such.csv",
        f"{HOME}commitments/S-001/evidence/accountability.formats_supplied/",
    ],
)
def test_what_is_not_there_is_answered_404(client: Client, at: datetime, address: str) -> None:
    a_strategy(at=at)

    assert client.get(address).status_code == 404


def test_pages_make_the_same_queries_for_many_changes(client: Client, at: datetime, same_queries: SameQueries) -> None:
    strategy = a_strategy(at=at)

    def add(number: int) -> None:
        with speaking([row("L-1", at)] if number % 2 else [row("L-1", at, Outcome.UNMET), row("L-2", at)]):
            renew(strategy, at + timedelta(hours=number))

    same_queries(client, f"{HOME}history/", add)


def test_what_a_pack_says_is_read_once_for_each_version(at: datetime) -> None:
    strategy = a_strategy(at=at)

    assert texts_of(strategy) is texts_of(strategy)
