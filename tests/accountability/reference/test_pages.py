"""The pages of what a strategy says besides its commitments: facts, contradictions, words, rules, grants, bodies."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from django.test import Client

from commonweal.core import search
from commonweal.places.models import AreaKind
from commonweal.strategy.models import Fact
from commonweal.strategy.operations import packs
from commonweal.strategy.pack.reading import read_pack
from tests.conftest import SameQueries
from tests.factories import places
from tests.factories import strategy as make

pytestmark = pytest.mark.django_db

PAGES = (
    *("facts/", "facts/F-15/", "contradictions/", "contradictions/G-01/", "words/", "rules/", "grants/", "bodies/"),
    *("compact/", "versions/", "versions/1/"),
)

NOWHERE = (
    *("facts/F-99/", "contradictions/G-99/", "versions/2/", "versions/99999999999999999999/"),
    *("facts/%00/", "contradictions/<script>/", "commitments/C-999/changes.atom", "commitments/C-999/follow/"),
)


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(f"/strategy/small-2021/{address}")
    assert answer.status_code == status, address
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize("address", PAGES)
def test_every_page_ends_with_downloads(client: Client, at: datetime, address: str) -> None:
    make.a_strategy(at=at)

    assert "Download:" in text(client, address)


@pytest.mark.parametrize("address", NOWHERE)
def test_what_is_not_there_is_not_found(client: Client, at: datetime, address: str) -> None:
    make.a_strategy(at=at)

    assert client.get(f"/strategy/small-2021/{address}").status_code == 404


@pytest.mark.parametrize("address", PAGES)
def test_a_strategy_that_is_not_there_has_no_pages(client: Client, at: datetime, address: str) -> None:
    make.a_strategy(at=at)

    assert client.get(f"/strategy/small-1066/{address}").status_code == 404


def test_a_page_asks_the_database_little(client: Client, at: datetime, django_assert_max_num_queries: object) -> None:
    make.a_strategy(at=at)

    for address in PAGES:
        client.get(f"/strategy/small-2021/{address}")  # what is read once and kept, is read now
        with django_assert_max_num_queries(12):  # type: ignore[operator]  # a fixture of pytest-django without types
            client.get(f"/strategy/small-2021/{address}")


# Facts.


def test_a_fact_carries_all_that_a_figure_must(client: Client, at: datetime) -> None:
    make.a_strategy(at=at)

    page = text(client, "facts/F-15/")

    for words in (
        "More than 2,845 groups are at work.",
        "A yearly picture of the sector",
        "at least 2,845 groups",
        "2018/19",
        "Smallshire",
        "Some accounts were missing.",
        "Nothing follows the line on success",
        "Nobody has put a newer figure beside this one yet.",
    ):
        assert words in page, words


def test_facts_are_found_by_words(client: Client, at: datetime) -> None:
    make.a_strategy(at=at)

    assert "2,845" in text(client, "facts/?q=2,845")
    assert "No fact fits" in text(client, "facts/?q=badger")
    assert "No fact fits" in text(client, f"facts/?q={'a' * 5_000}")


def test_a_fact_taken_over_is_not_about_this_county(client: Client, at: datetime) -> None:
    strategy = make.a_strategy(at=at)
    before = text(client, "facts/F-15/")
    Fact.objects.filter(strategy=strategy).update(taken_from="faraway-2019")

    after = text(client, "facts/F-15/")

    assert "It is not about this county." not in before
    assert "faraway-2019" in after
    assert "It is not about this county." in after


def test_a_newer_figure_is_worked_out_from_places(client: Client, at: datetime, tmp_path: Path) -> None:
    county = places.area(AreaKind.COUNTY, name="Weldmere")
    changes = {
        "facts.toml": {"F-15": "F-43"},
        "contradictions.toml": {"F-15": "F-43"},
        "glossary.toml": {"F-15": "F-43"},
        "names.toml": {"E10000099": county.code},
    }
    make.load(make.small_pack(tmp_path, changes), at=at)
    without = text(client, "facts/F-43/")
    places.area(parent=county)
    places.area(parent=county)
    places.area(parent=county, ended_on=date(2023, 4, 1))

    beside = text(client, "facts/F-43/")

    assert "More than 2,845 groups are at work." in beside
    assert "is made up of" not in without
    assert "On 17 June 2026 Weldmere is made up of 2 districts." in beside


def test_the_list_of_facts_grows_without_asking_more(client: Client, at: datetime, same_queries: SameQueries) -> None:
    strategy = make.a_strategy(at=at)
    fact = Fact.objects.get(strategy=strategy)

    def add(number: int) -> None:
        fact.pk, fact.code, fact.position = None, f"F-{number + 100}", number
        fact.save()

    same_queries(client, "/strategy/small-2021/facts/", add)


# Contradictions, words, bodies, grants, the Compact.


def test_a_contradiction_is_told_with_what_is_done_about_it(client: Client, at: datetime) -> None:
    make.a_strategy(at=at)

    listed, page = text(client, "contradictions/"), text(client, "contradictions/G-01/")

    assert "It is about 1 commitment and 1 fact." in listed
    for words in (
        "The text says when it will have succeeded, and then nothing follows.",
        "Measures are proposed, and none counts until it is adopted.",
        'href="/strategy/small-2021/commitments/C-155/"',
        'href="/strategy/small-2021/facts/F-15/"',
    ):
        assert words in page, words


def test_words_are_explained_with_where_they_are_from(client: Client, at: datetime) -> None:
    make.a_strategy(at=at)

    page = text(client, "words/")

    assert "People and groups who act for the good of others." in page
    assert 'href="/strategy/small-2021/facts/F-15/"' in page


def test_a_body_is_shown_once_with_who_took_its_place(client: Client, at: datetime) -> None:
    make.a_strategy(at=at)

    page = text(client, "bodies/")

    assert page.count("Old Health Group") == 1
    assert "It ended on 30 June 2022. New Health Board took its place." in page
    assert "The County" in page


def test_bands_say_which_edge_is_in_them(client: Client, at: datetime) -> None:
    make.a_strategy(at=at)

    page = text(client, "grants/")

    assert "From, this sum included" in page
    assert "Up to, this sum not included" in page
    assert page.count("£10,000") == 2
    assert "No upper end" in page
    assert "Only this body can do it." in page


def test_the_compact_shows_how_it_stands_with_what_carries_it(client: Client, at: datetime) -> None:
    make.a_strategy(at=at)

    page = text(client, "compact/")

    assert "Both sides respect one another." in page
    assert 'href="/strategy/small-2021/commitments/C-037/"' in page


# Rules by date.

LATER = """
[[rules.notice.versions]]
from_on = 2026-07-01
value = 6
unit = "months"
citation = "A guidance to come"
confidence = "unconfirmed"
"""


def with_a_rule_to_come(folder: Path, at: datetime) -> None:
    changes = {
        "rules.toml": {
            'confidence = "confirmed"\n': f'confidence = "confirmed"\nuntil_on = 2026-06-30\n{LATER}',
        }
    }
    make.load(make.small_pack(folder, changes), at=at)


@pytest.mark.parametrize(
    ("on", "said"),
    [
        ("", "On 17 June 2026 1 of 1 rule holds."),
        ("2026-06-30", "On 30 June 2026 1 of 1 rule holds."),
        ("1/7/2026", "On 1 July 2026 1 of 1 rule holds. 1 of them is unconfirmed."),
        ("1 January 2001", "On 1 January 2001 0 of 1 rule holds."),
    ],
)
def test_rules_on_a_day(client: Client, at: datetime, tmp_path: Path, on: str, said: str) -> None:
    with_a_rule_to_come(tmp_path, at)

    assert said in text(client, f"rules/?on={on}")


def test_what_holds_today_stands_before_what_holds_later(client: Client, at: datetime, tmp_path: Path) -> None:
    with_a_rule_to_come(tmp_path, at)

    page = text(client, "rules/")

    assert page.index("3 months") < page.index("6 months")
    assert "Nobody has checked it at its source." in page


@pytest.mark.parametrize("on", ["nonsense", "2026-02-30", "99999-01-01", "x" * 5_000, "<script>", "١/٦/٢٠٢٦"])
def test_rules_on_a_day_that_does_not_exist(client: Client, at: datetime, on: str) -> None:
    make.a_strategy(at=at)

    page = text(client, f"rules/?on={on}", status=422)

    assert "Enter the day as a day that exists, for example 17/6/2026" in page
    assert "3 months" in page


# Search.


def test_search_finds_what_a_strategy_says(client: Client, at: datetime) -> None:
    make.a_strategy(at=at)

    found = {words: {hit.address for hit in search.find(words).hits} for words in ("letters", "2,845", "missing")}

    assert "/strategy/small-2021/commitments/S-001/" in found["letters"]
    assert "/strategy/small-2021/facts/F-15/" in found["2,845"]
    assert "/strategy/small-2021/facts/F-15/" in found["missing"]


def test_search_forgets_what_a_newer_version_leaves_out(client: Client, at: datetime, tmp_path: Path) -> None:
    make.a_strategy(at=at)
    newer = make.small_pack(
        tmp_path,
        {
            "pack.toml": {'version = "1"': 'version = "2"'},
            "glossary.toml": {"People and groups who act": "Badgers who act"},
        },
    )
    packs.load(contents=read_pack(newer), by=make.LOADER, at=at)

    assert [hit.address for hit in search.find("badgers").hits] == ["/strategy/small-2021/words/"]
