"""What is put into the index, and how it is kept in step with the rows."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from commonweal.core import search
from commonweal.core.search import Entry, sources
from commonweal.core.search.entries import EntryTwiceError
from commonweal.core.search.sources import SourceTakenError

pytestmark = pytest.mark.django_db


def found(query: str) -> list[str]:
    return [hit.key for hit in search.find(query).hits]


def entry(key: str, title: str, **others: object) -> Entry:
    return Entry(key, "portal:home", title, **others)  # type: ignore[arg-type]  # a test names what it varies


def test_replace_makes_the_entries_all_there_is_of_a_kind() -> None:
    search.replace("help", [entry("a", "Apples"), entry("b", "Pears")])
    search.replace("funds", [entry("a", "Apples")])

    count = search.replace("help", [entry("b", "Pears and plums"), entry("c", "Cherries")])

    assert count == 2
    assert (found("apples"), found("pears"), found("plums"), found("cherries")) == (["a"], ["b"], ["b"], ["c"])
    assert search.find("apples").hits[0].kind == "funds"


def test_replace_writes_nothing_when_nothing_changed() -> None:
    entries = [entry("a", "Apples"), entry("b", "Pears")]
    search.replace("help", entries)

    with CaptureQueriesContext(connection) as asked:
        search.replace("help", entries)

    assert [query["sql"] for query in asked if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))] == []


def test_replace_refuses_two_entries_with_one_key_and_leaves_what_was() -> None:
    search.replace("help", [entry("a", "Apples")])

    with pytest.raises(EntryTwiceError, match="help b"):
        search.replace("help", [entry("b", "Pears"), entry("b", "Plums")])

    assert (found("apples"), found("pears")) == (["a"], [])


def test_replace_that_fails_half_way_leaves_what_was() -> None:
    search.replace("help", [entry("a", "Apples")])

    def broken() -> Iterator[Entry]:
        yield entry("b", "Pears")
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011  # nothing more to say about it
        search.replace("help", broken())

    assert (found("apples"), found("pears")) == (["a"], [])


def test_update_puts_in_changes_and_takes_out_one_entry() -> None:
    search.replace("help", [entry("a", "Apples")])

    search.update("help", "b", entry("b", "Pears"))
    search.update("help", "a", entry("a", "Quinces"))
    search.update("help", "nothing-there", None)

    assert (found("pears"), found("apples"), found("quinces")) == (["b"], [], ["a"])
    search.update("help", "b", None)
    assert found("pears") == []


def test_update_refuses_an_entry_of_another_key() -> None:
    with pytest.raises(ValueError, match="help a"):
        search.update("help", "a", entry("b", "Pears"))


def test_update_is_undone_with_the_transaction_it_was_made_in() -> None:
    search.update("help", "a", entry("a", "Apples"))

    with pytest.raises(OSError), transaction.atomic():  # noqa: PT011, PT012  # the block is what is undone
        search.update("help", "a", entry("a", "Quinces"))
        raise OSError

    assert (found("apples"), found("quinces")) == (["a"], [])


def test_an_entry_with_unprintable_characters_is_kept_without_them() -> None:
    search.replace("help", [entry("a", "Ap\0ples\n and\tpears", body="\ud800 plums")])

    hit = search.find("plums").hits[0]

    assert "".join(piece.text for piece in hit.title) == "Ap ples and pears"


def test_an_entry_of_many_words_is_found_by_its_first() -> None:
    search.replace("help", [entry("a", "Long", body="kumquat " + " ".join(f"word{n}" for n in range(25_000)))])

    assert found("kumquat") == ["a"]


def test_importance_above_ten_is_refused_by_the_database() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        search.replace("help", [entry("a", "Apples", importance=11)])


def test_a_source_is_rebuilt_and_what_no_source_yields_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "_sources", {})
    search.replace("gone", [entry("a", "Apples")])
    search.register_source("help", lambda: [entry("b", "Pears")])

    counts = search.rebuild()

    assert counts == {"help": 1}
    assert (found("apples"), found("pears")) == ([], ["b"])


def test_a_second_source_for_a_kind_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "_sources", {})
    search.register_source("help", list)

    search.register_source("help", list)
    with pytest.raises(SourceTakenError, match="help"):
        search.register_source("help", tuple)


def test_index_search_says_how_many_entries_each_kind_has(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sources, "_sources", {})
    search.register_source("help", lambda: [entry("a", "Apples"), entry("b", "Pears")])
    search.register_source("funds", lambda: [entry("a", "Apples")])

    call_command("index_search")

    assert capsys.readouterr().out == "funds: 1 entry\nhelp: 2 entries\n"


def test_the_index_of_sqlite_agrees_with_the_rows_after_every_kind_of_change() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL makes its index from the row itself")
    search.replace("help", [entry("a", "Apples"), entry("b", "Pears"), entry("c", "Cherries")])
    search.replace("help", [entry("a", "Apples"), entry("b", "Plums")])
    search.update("help", "a", entry("a", "Quinces"))

    with connection.cursor() as cursor:
        # Raises when a word is in one and not in the other.
        cursor.execute("INSERT INTO core_search_index (core_search_index, rank) VALUES ('integrity-check', 1)")

    assert found("quinces") == ["a"]
