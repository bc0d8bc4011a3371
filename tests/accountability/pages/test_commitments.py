"""The finder of commitments, the record of one, and the records behind its status."""

from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from commonweal.people import kinds_of_role
from commonweal.strategy import evidence
from commonweal.strategy.evidence import EvidenceQuery, Outcome, RestrictedRow
from tests.accountability.pages.world import HOME, QUERY, RECORDS, links_of, read, renew, row, speaking, words_of
from tests.conftest import SameQueries
from tests.factories import concerns, people
from tests.factories.strategy import a_strategy, load, small_pack

pytestmark = pytest.mark.django_db

FINDER = f"{HOME}commitments/"
RECORD = f"{HOME}commitments/S-001/"


def found(client: Client, asked: str) -> list[str]:
    """The codes that the finder lists for this."""
    soup = read(client, f"{FINDER}?{asked}")
    return [code.get_text() for code in soup.select(".cw-results .cw-commitment__code")]


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ("q=C5", ["C-005"]),
        ("q=c-005", ["C-005"]),
        ("q=C-0155", ["C-155", "C-155a", "C-155b"]),
        ("q=c155a", ["C-155a"]),
        ("q=LETTERS", ["S-001"]),
        ("q=grant+register", ["S-002"]),
        ("q=zebra", []),
        ("q=%25_%27%3B--", []),
        ("force=MUST", ["S-002", "C-155", "C-155a"]),
        ("force=NONSENSE", []),
        ("shown=B", ["C-057", "C-155b"]),
        ("kind=DUTY", ["S-002"]),
        ("owner=group", ["C-145"]),
        ("use=use-1", ["C-155"]),
        ("objective=objective-1", ["C-155"]),
        ("section=grants&force=WILL", ["C-155b"]),
        ("chapter=start&q=pilot", ["C-145"]),
        ("status=NOT_STARTED", ["C-091"]),
        ("status=KEPT", []),
        ("flag=overdue", ["C-057"]),
        ("flag=nonsense", []),
        ("aim=aim-2&q=funding", ["C-155"]),
    ],
)
def test_finder_lists_what_fits(client: Client, at: datetime, asked: str, codes: list[str]) -> None:
    renew(a_strategy(at=at), at)

    assert found(client, asked) == codes


def test_finder_counts_sub_rules_apart(client: Client, at: datetime) -> None:
    renew(a_strategy(at=at), at)

    said = words_of(read(client, FINDER))

    assert "10 commitments and 2 sub-rules" in said
    assert "Of 10 commitments: 1 not started, 9 without current evidence." in said


def test_finder_keeps_what_was_asked(client: Client, at: datetime) -> None:
    a_strategy(at=at)

    soup = read(client, f"{FINDER}?q=fair&force=MUST&aim=aim-2")

    chosen = {each["name"]: each.select_one("[selected]") for each in soup.select("main select")}
    assert {name: option["value"] for name, option in chosen.items() if option and option["value"]} == {
        "force": "MUST",
        "aim": "aim-2",
    }
    [box] = soup.select("main input[name=q]")
    assert box["value"] == "fair"
    assert soup.select_one("main details[open]") is not None


@pytest.mark.parametrize("page", ["2", "-1", "99999", "999999999999", "x"])
def test_finder_with_any_page_number_shows_a_page(client: Client, at: datetime, page: str) -> None:
    a_strategy(at=at)

    assert len(found(client, f"page={page}")) == 12


def test_record_tells_what_is_promised_and_why_it_stands_so(client: Client, at: datetime) -> None:
    strategy = a_strategy(at=at)
    with speaking([row("L-1", at, address="/places/"), row("L-2", at, Outcome.UNMET, days_ago=3)]):
        renew(strategy, at)
        soup = read(client, RECORD)

    said = words_of(soup)
    assert "Small County Council answers every letter." in said
    assert "Partly kept Letters" in said
    assert "So since 17 June 2026. Last checked on 17 June 2026, 9:30am." in said
    assert "“Will”: a promise. It can be broken" in said
    assert "2 records: 1 met, 1 not met." in said
    assert "The post room, by noting each letter." in said
    assert links_of(soup)["L-1"] == "/places/"
    assert links_of(soup)["All 2 records of “Letters”"] == RECORDS


def test_record_leads_officers_to_their_desk(client: Client, at: datetime) -> None:
    a_strategy(at=at)
    officer = people.role(kinds_of_role.COMMUNITIES_OFFICER, at=at)

    visitors = links_of(read(client, RECORD))
    officers = links_of(read(people.sign_in(Client(), officer.person), RECORD))

    assert {title: href for title, href in officers.items() if "/desk/" in href} == {
        "Bring what shows it": "/desk/evidence/small-2021/S-001/",
        "Record a decision about it": "/desk/decisions/new/?about=strategy.commitment%2Fsmall-2021%2FS-001",
    }
    assert not any("/desk/" in href for href in visitors.values())


def test_record_of_a_measure_leads_to_all_of_them(client: Client, at: datetime, tmp_path: Path) -> None:
    changes = {"commitments/01-all.toml": {'kind = "standard"': 'kind = "measure"'}}
    load(small_pack(tmp_path, changes | {"freshness.toml": {"standard-A": "measure-A"}}), at=at)

    links = links_of(read(client, f"{HOME}commitments/C-005/"))

    assert links["all measures of success"] == f"{HOME}success/"


def test_record_without_anything_says_what_is_missing_and_who_can_supply_it(client: Client, at: datetime) -> None:
    renew(a_strategy(at=at), at)

    said = words_of(read(client, f"{HOME}commitments/C-057/"))

    assert "No current evidence Nobody has filed a document that shows it." in said
    assert "Overdue It was due by 31 March 2026." in said
    assert "No part of this service keeps records that speak for it yet." in said
    assert "What would show it A report. Who can supply it: Small County Council" in said


def test_record_before_it_was_worked_out(client: Client, at: datetime) -> None:
    a_strategy(at=at)

    said = words_of(read(client, RECORD))

    assert "Not worked out yet How it stands has not been worked out yet." in said
    assert "Nothing is known yet." in said


def test_record_of_several_rules_has_each_with_its_standing(client: Client, at: datetime) -> None:
    renew(a_strategy(at=at), at)

    parent, child = (words_of(read(client, f"{HOME}commitments/{code}/")) for code in ("C-155", "C-155a"))

    assert "Its 2 sub-rules C-155a Do not destabilise No current evidence" in parent
    assert "Sub-rule C-155a of C-155" in child
    assert "Contradictions in the text G-01" in parent


def test_record_is_found_by_its_code_in_small_letters(client: Client, at: datetime) -> None:
    a_strategy(at=at)

    answer = client.get(f"{HOME}commitments/c-155A/")

    assert (answer.status_code, answer["Location"]) == (301, f"{HOME}commitments/C-155a/")


def test_record_history_is_a_chart_and_its_table(client: Client, at: datetime) -> None:
    strategy = a_strategy(at=at)
    renew(strategy, at - timedelta(days=20))
    with speaking([row("L-1", at)]):
        renew(strategy, at - timedelta(days=0))

    soup = read(client, RECORD)

    assert [text.get_text() for text in soup.select("svg.cw-lanes__drawing text")] == ["Kept", "No current evidence"]
    table: Any = soup.select_one("#history-table")
    assert [line.select("td")[1].get_text().strip() for line in table.select("tbody tr")] == [
        "Kept",
        "No current evidence",
    ]


def test_record_shows_earlier_wordings(client: Client, at: datetime, tmp_path: Path) -> None:
    a_strategy(at=at)
    before = words_of(read(client, RECORD))
    [file] = [each.name for each in (Path("tests/strategy/small-2021/commitments")).iterdir()]
    changed = {f"commitments/{file}": {"answers every letter": "answers each letter within a week"}}
    newer = small_pack(tmp_path, {"pack.toml": {'version = "1"': 'version = "2"'}, **changed})

    load(newer, at=at)
    after = words_of(read(client, RECORD))

    assert "Earlier wordings" not in before
    assert "answers each letter within a week" in after
    assert "Earlier wordings Version 1, loaded on 17 June 2026" in after


def test_record_that_a_newer_version_left_out_is_kept(client: Client, at: datetime, tmp_path: Path) -> None:
    renew(a_strategy(at=at), at)
    folder = small_pack(
        tmp_path, {"pack.toml": {'version = "1"': 'version = "2"', "commitments = 10": "commitments = 9"}}
    )
    [file] = (folder / "commitments").iterdir()
    text = file.read_text()
    start, end = text.index("[C-091]"), text.index("# A pilot, and another owner.")
    file.write_text(text[:start] + text[end:])

    load(folder, at=at)
    said = words_of(read(client, f"{HOME}commitments/C-091/"))

    assert "The newest version of this strategy no longer has this commitment." in said
    assert "C-091" not in found(client, "")


def test_record_has_concerns_beside_it(client: Client, at: datetime) -> None:
    concern = concerns.answered(at=at).concern

    soup = read(client, f"{HOME}commitments/{concern.commitment.code}/")

    assert links_of(soup)[concern.reference] == f"{HOME}concerns/{concern.reference}/"


def test_record_has_the_newest_of_many_concerns_and_the_way_to_all(client: Client, at: datetime) -> None:
    raised = [
        concerns.sent(at=at + timedelta(minutes=number), contact=f"asker{number}@example.org").concern
        for number in range(6)
    ]
    address = f"{HOME}commitments/{raised[0].commitment.code}/"

    links = links_of(read(client, address))

    assert [each.reference in links for each in raised] == [False, True, True, True, True, True]
    assert links["All concerns about it"] == f"{HOME}concerns/?commitment={raised[0].commitment.code}"


# The records behind it.


def test_records_are_paged_and_narrowed(client: Client, at: datetime) -> None:
    outcomes = [Outcome.UNMET if number % 10 == 0 else Outcome.MET for number in range(120)]
    rows = [row(f"L-{number:03}", at, outcome, days_ago=number) for number, outcome in enumerate(outcomes)]
    a_strategy(at=at)

    with speaking(rows):
        first, last = read(client, RECORDS), read(client, f"{RECORDS}?page=5")
        unmet = read(client, f"{RECORDS}?outcome=UNMET")
        strange = read(client, f"{RECORDS}?outcome=WHATEVER&page=-4")

    counts = [len(soup.select(".cw-records li")) for soup in (first, last, unmet, strange)]
    assert counts == [25, 20, 12, 25]


def test_pages_of_very_many_records_end_with_the_way_to_all_of_them(
    client: Client, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("commonweal.accountability.views.commitments.DEEPEST_PAGE", 2)
    a_strategy(at=at)

    with speaking([row(f"L-{number:03}", at, days_ago=number) for number in range(51)]):
        first, last, beyond = (words_of(read(client, f"{RECORDS}?page={number}")) for number in (1, 2, 900))

    ends = "The pages end here, with the newest 50. There are more: the file has all of them."
    assert [ends in said for said in (first, last, beyond)] == [False, True, True]
    assert last == beyond
    assert "L-049" in last
    assert "L-050" not in last


def test_records_as_they_were_known_on_a_day(client: Client, at: datetime) -> None:
    a_strategy(at=at)

    with speaking([row("L-1", at, days_ago=5), row("L-2", at)]):
        now, then = read(client, RECORDS), read(client, f"{RECORDS}?on=2026-06-13")
        wrong = read(client, f"{RECORDS}?on=2026-02-30", status=422)
        ahead = read(client, f"{RECORDS}?on=2027-01-01", status=422)

    assert ("L-2" in words_of(now), "L-2" in words_of(then), "L-1" in words_of(then)) == (True, False, True)
    assert "as they were known at the end of 13 June 2026" in words_of(then)
    assert "Enter the day as a day that exists" in words_of(wrong)
    assert "nobody knows yet" in words_of(ahead)


@pytest.mark.parametrize(("count", "is_withheld"), [(0, False), (1, True), (4, True), (5, False)])
def test_few_records_are_withheld(client: Client, at: datetime, count: int, is_withheld: bool) -> None:
    strategy = a_strategy(at=at)

    with speaking([row(f"L-{number}", at) for number in range(count)], floor=5):
        renew(strategy, at)
        pages = [words_of(read(client, address)) for address in (RECORD, RECORDS)]
        file = b"".join(client.get(f"{RECORD}evidence/{QUERY}.csv")).decode()

    assert ["There are fewer than 5 records." in page for page in pages] == [is_withheld] * 2
    assert ("Letters: there are fewer than 5, and all that were due met it." in pages[0]) == is_withheld
    assert [page.count("Letter L-") for page in pages] == [0 if is_withheld else count] * 2
    assert file.count("Letter L-") == (0 if is_withheld else count)


def test_restricted_records_are_only_counted(client: Client, at: datetime) -> None:
    strategy = a_strategy(at=at)
    hidden = [RestrictedRow("X-1", row("X-1", at).on, "Asha Gurung wrote.", Outcome.MET, ability="people.manage")]

    with speaking([row("L-1", at)], restricted=hidden):
        renew(strategy, at)
        record, records = (words_of(read(client, address)) for address in (RECORD, RECORDS))
        file = b"".join(client.get(f"{RECORD}evidence/{QUERY}.csv")).decode()

    assert "One of them is counted and not shown" in record
    assert "One more is counted and not shown" in records
    assert all("Asha" not in text and "X-1" not in text for text in (record, records, file))


def test_file_has_every_record(client: Client, at: datetime) -> None:
    a_strategy(at=at)

    with speaking([row("L-1", at, address="/places/"), row("=L-2", at, Outcome.UNMET, days_ago=1)]):
        answer = client.get(f"{RECORD}evidence/{QUERY}.csv")
        content = b"".join(answer).decode("utf-8-sig")

    lines = list(csv.reader(io.StringIO(content)))
    assert [line[3] for line in lines[1:]] == ["L-1", "'=L-2"]
    assert answer["Content-Disposition"] == 'attachment; filename="small-2021-s-001-letters-2026-06-17.csv"'


def test_file_of_a_day_that_cannot_be_is_not_there(client: Client, at: datetime) -> None:
    a_strategy(at=at)

    with speaking([row("L-1", at)]):
        answer = client.get(f"{RECORD}evidence/{QUERY}.csv?on=nonsense")

    assert answer.status_code == 404


def test_records_that_cannot_be_read_say_so(client: Client, at: datetime) -> None:
    strategy = a_strategy(at=at)

    def fail(_asked: object) -> Any:  # it never answers
        raise ZeroDivisionError

    query = EvidenceQuery(QUERY, ("S-001",), "Letters", "All.", frozenset(), fail, fail)
    evidence.register(query)
    try:
        renew(strategy, at)
        record = words_of(read(client, RECORD))
        records = words_of(read(client, RECORDS, status=503))
        file = client.get(f"{RECORD}evidence/{QUERY}.csv")
    finally:
        evidence.forget(QUERY)

    assert "The records could not be read when they were last asked for" in record
    assert "The records cannot be read just now" in records
    assert file.status_code == 503


def test_record_makes_the_same_queries_for_many_records(
    client: Client, at: datetime, same_queries: SameQueries
) -> None:
    strategy = a_strategy(at=at)
    rows = [row("L-0", at)]

    with speaking(rows):

        def add(number: int) -> None:
            rows.append(row(f"L-{number + 1}", at, days_ago=number))
            renew(strategy, at + timedelta(minutes=number))

        same_queries(client, RECORD, add)
