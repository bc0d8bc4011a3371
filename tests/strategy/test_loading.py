"""A pack is loaded whole or not at all; a newer version keeps history; a successor accounts for every promise."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection

from commonweal.core.models import AuditEvent
from commonweal.strategy import queries
from commonweal.strategy.models import Change, Commitment, Edition, Fact, Pack, Strategy, Succession, Touch
from commonweal.strategy.operations import packs
from commonweal.strategy.pack.reading import read_pack
from commonweal.strategy.pack.wrong import WrongPackError
from tests.factories.strategy import LOADER, SMALL, load, small_pack
from tests.strategy.telling import at_line

COMMITMENTS = "commitments/01-all.toml"
CODES = ["C-005", "S-001", "S-002", "C-030", "C-116", "C-057", "C-037", "C-091", "C-145", "C-155", "C-155a", "C-155b"]

pytestmark = pytest.mark.django_db


def counted() -> dict[str, int]:
    """How much is kept of strategies, with what loading leaves behind."""
    kept = {model.__name__: model.objects.count() for model in (Strategy, Commitment, Fact, Pack, Edition, Touch)}
    return kept | {"AuditEvent": AuditEvent.objects.filter(verb="strategy.pack.load").count()}


def refused(folder: Path, *, at: datetime) -> list[str]:
    """Why a pack is not loaded, by file and line."""
    with pytest.raises(WrongPackError) as wrong:
        packs.load(contents=read_pack(folder), by=LOADER, at=at)
    return [str(problem) for problem in wrong.value.problems]


def test_a_pack_that_is_loaded_is_all_there(at: datetime) -> None:
    loaded = packs.load(contents=read_pack(SMALL), by=LOADER, at=at)

    strategy = queries.strategies.get("small-2021")
    codes = list(strategy.commitments.values_list("code", flat=True))
    parents = dict(strategy.commitments.exclude(parent=None).values_list("code", "parent__code"))
    touched = set(Touch.objects.values_list("name", flat=True))
    assert (loaded.is_new, loaded.pack.number, loaded.pack.version) == (True, 1, "1")
    assert (codes, parents) == (CODES, {"C-155a": "C-155", "C-155b": "C-155"})
    assert packs.PACK in touched


def test_the_same_pack_again_changes_nothing(at: datetime) -> None:
    load(SMALL, at=at)
    before = counted()

    again = packs.load(contents=read_pack(SMALL), by=LOADER, at=at + timedelta(days=1))

    assert (again.is_new, dict(again.changes), counted()) == (False, {}, before)


def test_other_contents_under_a_version_that_is_kept(tmp_path: Path, at: datetime) -> None:
    load(SMALL, at=at)
    before = counted()
    folder = small_pack(tmp_path, {COMMITMENTS: {'title = "Respect"': 'title = "Mutual respect"'}})

    found = refused(folder, at=at)

    said = "version 1 is loaded already, and says something else. Raise the version"
    assert found == [at_line(folder, "pack.toml", "version =", said)]
    assert counted() == before


def test_a_version_from_before_the_newest(tmp_path: Path, at: datetime) -> None:
    load(SMALL, at=at)
    load(small_pack(tmp_path, {"pack.toml": {'version = "1"': 'version = "2"'}}), at=at)

    found = refused(SMALL, at=at)

    said = "version 1 was loaded before the newest one. To go back to it, give it a new version"
    assert found == [at_line(SMALL, "pack.toml", "version =", said)]


# A newer version.


SECOND: Mapping[str, Mapping[str, str]] = {
    "pack.toml": {'version = "1"': 'version = "2"', "commitments = 10": "commitments = 10"},
    COMMITMENTS: {
        "[S-001]\ntitle": "[S-003]\ntitle",
        'title = "Respect"': 'title = "Mutual respect"',
        'force = "may"': 'force = "will"',
    },
}


def test_a_newer_version_keeps_changes_and_withdraws(tmp_path: Path, at: datetime) -> None:
    first = load(SMALL, at=at)
    kept = dict(first.commitments.values_list("code", "pk"))

    loaded = packs.load(contents=read_pack(small_pack(tmp_path, SECOND)), by=LOADER, at=at + timedelta(days=1))

    rows = {each.code: each for each in Commitment.objects.filter(strategy=first)}
    assert loaded.changes == {Change.ADDED: 1, Change.CHANGED: 3, Change.REMOVED: 1}
    assert {code: row.pk for code, row in rows.items() if code != "S-003"} == kept
    assert [code for code, row in rows.items() if row.is_withdrawn] == ["S-001"]
    assert (rows["C-037"].title, rows["C-116"].force) == ("Mutual respect", "WILL")


def test_history_says_what_each_version_changed(tmp_path: Path, at: datetime) -> None:
    strategy = load(SMALL, at=at)
    load(small_pack(tmp_path, SECOND), at=at + timedelta(days=1))

    second, first = queries.packs.versions(strategy)

    changed = [(each.kind, each.code, each.change) for each in queries.packs.changes_of(second)]
    assert changed == [
        ("commitments", "C-037", Change.CHANGED),
        ("commitments", "C-116", Change.CHANGED),
        ("commitments", "S-001", Change.REMOVED),
        ("commitments", "S-003", Change.ADDED),
        ("pack", "small-2021", Change.CHANGED),
    ]
    assert queries.packs.contents_at(first)["commitments", "C-037"]["title"] == "Respect"
    assert queries.packs.contents_at(second)["commitments", "C-037"]["title"] == "Mutual respect"
    assert ("commitments", "S-001") not in queries.packs.contents_at(second)
    assert [each.content.get("title") for each in queries.packs.editions_of(strategy, "commitments", "C-037")] == [
        "Mutual respect",
        "Respect",
    ]


def test_what_was_withdrawn_comes_back_as_the_same(tmp_path: Path, at: datetime) -> None:
    strategy = load(SMALL, at=at)
    before = Commitment.objects.get(strategy=strategy, code="S-001").pk
    load(small_pack(tmp_path / "second", SECOND), at=at)

    load(small_pack(tmp_path / "third", {"pack.toml": {'version = "1"': 'version = "3"'}}), at=at)

    after = Commitment.objects.get(strategy=strategy, code="S-001")
    assert (after.pk, after.is_withdrawn) == (before, False)
    assert queries.packs.contents_at(queries.packs.versions(strategy)[0]) == {
        key: content | ({"version": "3"} if key[0] == "pack" else {})
        for key, content in queries.packs.contents_at(queries.packs.versions(strategy)[2]).items()
    }


# A successor.


def successor(folder: Path, *, carried: Mapping[str, str], dropped: Mapping[str, str], slug: str = "next-2027") -> Path:
    """The small pack as a strategy that takes its own place."""
    tables = {"carried": carried, "dropped": dropped}
    lines = [
        line
        for table, says in tables.items()
        for line in [f"[{table}]", *(f'{code} = "{words}"' for code, words in says.items())]
    ]
    succeeds = f'slug = "{slug}"\nsucceeds = "small-2021"'
    changes = {'slug = "small-2021"': succeeds, "[term]": "\n".join([*lines, "[term]"])}
    return small_pack(folder, {"pack.toml": changes}, name=slug)


def test_a_successor_accounts_for_every_commitment(tmp_path: Path, at: datetime) -> None:
    load(SMALL, at=at)
    carried = {code: code for code in CODES if code != "C-145"}

    after = load(successor(tmp_path, carried=carried, dropped={"C-145": "The pilot is over."}), at=at)

    rows = Succession.objects.filter(strategy=after).values_list("before__code", "after__code", "why")
    assert sorted(rows) == [
        (code, carried.get(code), "" if code in carried else "The pilot is over.") for code in sorted(CODES)
    ]


# What a successor says of the commitments before, the words at which it is told, and how.
FORGETFUL: Mapping[str, tuple[Mapping[str, str], Mapping[str, str], str, str]] = {
    "one is forgotten": (
        {code: code for code in CODES if code != "C-145"},
        {},
        "[carried]",
        "say what becomes of C-145: carried, or dropped and why",
    ),
    "one is carried and dropped": (
        {code: code for code in CODES},
        {"C-145": "Over."},
        "C-145 =|2",
        "C-145 is both carried and dropped. Choose one",
    ),
    "one is carried that there never was": (
        {code: code for code in [*CODES, "C-999"]} | {"C-999": "C-005"},
        {},
        "C-999 =",
        "the strategy before has no commitment C-999. Correct the id",
    ),
    "one is dropped that there never was": (
        {code: code for code in CODES},
        {"C-999": "Over."},
        "C-999 =",
        "the strategy before has no commitment C-999. Correct the id",
    ),
    "one is carried to what there is not": (
        {code: code for code in CODES} | {"C-145": "C-999"},
        {},
        "C-145 =",
        "this strategy has no commitment C-999. Correct the id",
    ),
}


@pytest.mark.parametrize("case", FORGETFUL)
def test_a_successor_that_does_not_account_for_all(case: str, tmp_path: Path, at: datetime) -> None:
    carried, dropped, words, said = FORGETFUL[case]
    load(SMALL, at=at)
    before = counted()
    folder = successor(tmp_path, carried=carried, dropped=dropped)

    found = refused(folder, at=at)

    assert found == [at_line(folder, "pack.toml", words, said)]
    assert counted() == before


def test_a_successor_of_a_strategy_that_was_never_loaded(tmp_path: Path, at: datetime) -> None:
    folder = successor(tmp_path, carried={code: code for code in CODES}, dropped={})

    found = refused(folder, at=at)

    said = "there is no strategy small-2021. Load its pack first, or correct the name"
    assert found == [at_line(folder, "pack.toml", "succeeds =", said)]
    assert counted() == dict.fromkeys(counted(), 0)


def test_a_second_successor_of_one_strategy(tmp_path: Path, at: datetime) -> None:
    load(SMALL, at=at)
    carried = {code: code for code in CODES}
    load(successor(tmp_path, carried=carried, dropped={}), at=at)
    folder = successor(tmp_path, carried=carried, dropped={}, slug="other-2027")

    found = refused(folder, at=at)

    said = "small-2021 has a successor already: next-2027. A strategy has one"
    assert found == [at_line(folder, "pack.toml", "succeeds =", said)]


def test_strategies_that_succeed_one_another_in_a_circle(tmp_path: Path, at: datetime) -> None:
    load(SMALL, at=at)
    carried = {code: code for code in CODES}
    load(successor(tmp_path, carried=carried, dropped={}), at=at)
    again = {'version = "1"': 'version = "2"\nsucceeds = "next-2027"'}
    folder = small_pack(tmp_path, {"pack.toml": again})

    found = refused(folder, at=at)

    said = "these strategies succeed one another in a circle: small-2021 → next-2027 → small-2021. Break it"
    assert found == [at_line(folder, "pack.toml", "succeeds =", said)]


def test_a_newer_version_that_succeeds_nothing_any_more(tmp_path: Path, at: datetime) -> None:
    load(SMALL, at=at)
    load(successor(tmp_path / "first", carried={code: code for code in CODES}, dropped={}), at=at)
    alone = {'slug = "small-2021"': 'slug = "next-2027"', 'version = "1"': 'version = "2"'}

    load(small_pack(tmp_path, {"pack.toml": alone}, name="next-2027"), at=at)

    assert list(Succession.objects.all()) == []


# Two at once.


@pytest.mark.django_db(transaction=True)
def test_the_same_first_version_loaded_twice_at_once(at: datetime) -> None:
    contents, together, loaded = read_pack(SMALL), threading.Barrier(2), []

    def load_it() -> None:
        together.wait()
        try:
            loaded.append(packs.load(contents=contents, by=LOADER, at=at).is_new)
        finally:
            connection.close()

    threads = [threading.Thread(target=load_it) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(loaded) == [False, True]
    assert counted()["Commitment"] == len(CODES)
