"""The packs that come with Commonweal: whole, as the text was read, and the same promises under other names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest

from commonweal.config import environment
from commonweal.strategy.pack.contents import Contents
from commonweal.strategy.pack.reading import read_pack
from tests.running import ROOT

KENT, DEMONSTRATION = ROOT / "packs" / "kent-2021", ROOT / "packs" / "demonstration"

Entries = Mapping[str, Mapping[str, Any]]  # Any: as the shape of their group


@pytest.fixture(scope="module")
def kent() -> Contents:
    return read_pack(KENT)


@pytest.fixture(scope="module")
def demonstration() -> Contents:
    return read_pack(DEMONSTRATION)


def entries(contents: Contents, group: str) -> Entries:
    return {each.code: each.says for each in contents.entries[group]}


def main_list(contents: Contents) -> Entries:
    """Commitments without their sub-rules."""
    return {code: says for code, says in entries(contents, "commitments").items() if "parent" not in says}


def test_the_commitments_are_all_there(kent: Contents) -> None:
    assert sorted(main_list(kent)) == [f"C-{number:03}" for number in range(1, 172)]


def test_their_force_is_that_of_the_text(kent: Contents) -> None:
    force = Counter(says["force"] for says in main_list(kent).values())

    assert force == {"must": 33, "will": 85, "should": 46, "may": 7}


def test_their_evidence_is_of_three_classes(kent: Contents) -> None:
    evidence = Counter(says["evidence"] for says in main_list(kent).values())

    assert evidence == {"A": 128, "B": 32, "C": 11}


def test_sub_rules_stand_under_thirteen_commitments(kent: Contents) -> None:
    commitments = entries(kent, "commitments")
    parents = {code: says["parent"] for code, says in commitments.items() if "parent" in says}

    assert sorted(set(parents.values())) == [f"C-{number}" for number in range(155, 168)]
    assert all(code[:-1] == parent for code, parent in parents.items())


def test_facts_and_contradictions_are_all_there(kent: Contents) -> None:
    assert list(entries(kent, "facts")) == [f"F-{number:02}" for number in range(1, 84)]
    assert list(entries(kent, "contradictions")) == [f"G-{number:02}" for number in range(1, 24)]


def test_what_a_contradiction_touches_names_it_in_turn(kent: Contents) -> None:
    touches = {(code, gap) for gap, says in entries(kent, "contradictions").items() for code in says.get("touches", [])}
    named = {
        (code, gap)
        for group in ("commitments", "facts")
        for code, says in entries(kent, group).items()
        for gap in says.get("gaps", [])
    }

    assert touches == named


def test_every_commitment_serves_an_aim_and_an_outcome(kent: Contents) -> None:
    unlinked = [
        code for code, says in entries(kent, "commitments").items() if not says.get("aims") or not says.get("outcomes")
    ]

    assert unlinked == []


def test_what_should_be_shown_by_asking_names_both_sides(kent: Contents) -> None:
    sides = {code: says.get("sides") for code, says in entries(kent, "commitments").items() if says["evidence"] == "C"}

    assert {code: each for code, each in sides.items() if each not in (None, ["council", "sector"])} == {}


def test_the_demonstration_has_the_same_promises(kent: Contents, demonstration: Contents) -> None:
    def promised(contents: Contents) -> dict[str, list[object]]:
        keys = ("force", "evidence", "kind", "parent", "section", "owner", "aims", "target", "gaps")
        return {code: [says.get(key) for key in keys] for code, says in entries(contents, "commitments").items()}

    assert promised(kent) == promised(demonstration)
    assert demonstration.extends == kent.slug


def test_the_demonstration_never_speaks_of_the_real_county(kent: Contents, demonstration: Contents) -> None:
    real = str(kent.places[str(kent.head["county"])]["name"])
    told = {
        f"{each.group} {each.code}": str(each.says)
        for each in [*demonstration.bodies, *demonstration.entries["commitments"], *demonstration.entries["sections"]]
    }

    assert real not in str(demonstration.head["title"])
    assert {place: words for place, words in told.items() if real in words} == {}


def test_the_research_counts_the_same(kent: Contents) -> None:
    text = environment.reference_data() / "research" / "commitments.md"
    if not text.is_file():
        pytest.skip("The reading of the strategy is not here: name it with COMMONWEAL_REFERENCE_DATA.")
    rows = [line.split("|") for line in text.read_text().splitlines() if line.startswith("| C-")]
    read = {cells[1].strip(): (cells[3].strip(), cells[-2].strip()) for cells in rows if len(cells) == 9}

    kept = {code: (says["force"], says["evidence"]) for code, says in main_list(kent).items()}

    assert kept == {code: each for code, each in read.items() if code in kept}
