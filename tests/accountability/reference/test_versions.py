"""What each version of a pack changed, part by part, and what was carried on from the strategy before."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client

from tests.factories import strategy as make

pytestmark = pytest.mark.django_db

SECOND = {"pack.toml": {'version = "1"': 'version = "2"'}}


def text(client: Client, address: str) -> str:
    answer = client.get(f"/strategy/small-2021/{address}")
    assert answer.status_code == 200, address
    return " ".join(answer.content.decode().split())


def load_second(folder: Path, at: datetime, changes: dict[str, dict[str, str]]) -> None:
    make.load(make.small_pack(folder, SECOND | changes), at=at + timedelta(days=1))


def test_the_first_version_says_how_much_it_has(client: Client, at: datetime) -> None:
    make.a_strategy(at=at)

    listed, page = text(client, "versions/"), text(client, "versions/1/")

    assert "Version 1" in listed
    assert "The first. It has" in listed
    assert "It is the first, so all in it was new." in page
    assert "Commitments and sub-rules" in page


def test_a_newer_version_shows_what_it_changed(client: Client, at: datetime, tmp_path: Path) -> None:
    make.a_strategy(at=at)
    load_second(
        tmp_path,
        at,
        {
            "commitments/01-all.toml": {"answers every letter": "answers every letter within a week"},
            "compact.toml": {"Both sides respect one another.": "Both sides respect and hear one another."},
        },
    )

    listed, page = text(client, "versions/"), text(client, "versions/2/")

    assert "0 added, 3 changed, 0 taken out." in listed
    for words in (
        "Small County Council answers every letter.",
        "Small County Council answers every letter within a week.",
        "Both sides respect and hear one another.",
        'href="/strategy/small-2021/commitments/S-001/"',
    ):
        assert words in page, words
    assert "answers every letter within a week" not in text(client, "versions/1/")


def test_an_entry_that_only_moved_is_counted(client: Client, at: datetime, tmp_path: Path) -> None:
    make.a_strategy(at=at)
    load_second(
        tmp_path,
        at,
        {
            "structure.toml": {
                '[aims.aim-1]\ntitle = "Recognise"\nwords = "{council} sees what groups do."\n\n': "",
                "[uses.use-1]": '[aims.aim-1]\ntitle = "Recognise"\nwords = "{council} sees what groups do."\n\n'
                "[uses.use-1]",
            }
        },
    )

    page = text(client, "versions/2/")

    assert "2 more entries only stand elsewhere in the order." in page
    assert "It changed nothing that a reader would see." in page
    assert "The strategy itself" not in page
    assert "Recognise" not in page


def test_a_wording_before_stands_on_the_page_of_a_fact(client: Client, at: datetime, tmp_path: Path) -> None:
    make.a_strategy(at=at)
    before = text(client, "facts/F-15/")
    load_second(tmp_path, at, {"facts.toml": {"groups are at work": "groups are hard at work"}})

    after = text(client, "facts/F-15/")

    assert "Earlier wordings" not in before
    assert "More than 2,845 groups are hard at work." in after
    assert "More than 2,845 groups are at work." in after
    assert "Version 1, from 17 June 2026 on" in after


def test_what_became_of_the_strategy_before(client: Client, at: datetime, tmp_path: Path) -> None:
    before = make.a_strategy(at=at)
    codes = list(before.commitments.values_list("code", flat=True))
    carried = "\n".join(f'{code} = "{code}"' for code in codes if code != "C-116")
    successor = make.small_pack(
        tmp_path,
        {
            "pack.toml": {
                'slug = "small-2021"': 'slug = "small-2027"',
                "[term]": f'succeeds = "small-2021"\n\n[carried]\n{carried}\n\n[dropped]\n'
                'C-116 = "It was done."\n\n[term]',
            }
        },
        name="small-2027",
    )
    make.load(successor, at=at)

    answer = client.get("/strategy/small-2027/versions/")

    page = " ".join(answer.content.decode().split())
    assert f"{len(codes) - 1} commitments were carried on. 1 was dropped." in page
    assert 'href="/strategy/small-2021/commitments/S-001/"' in page
    assert 'href="/strategy/small-2027/commitments/S-001/"' in page
    assert "It was done." in page
