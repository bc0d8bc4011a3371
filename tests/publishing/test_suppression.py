"""Small cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.publishing.suppression import FLOOR, suppress, suppress_split


@pytest.mark.parametrize(
    ("count", "shown"), [(0, 0), (1, None), (2, None), (3, None), (4, None), (5, 5), (6, 6), (1000, 1000)]
)
def test_count_as_it_may_be_published(count: int, shown: int | None) -> None:
    assert suppress(count) == shown


def test_count_under_another_floor() -> None:
    assert (suppress(9, 10), suppress(10, 10)) == (None, 10)


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([10, 20, 30], [10, 20, 30]),
        ([3, 20, 30], [None, None, 30]),
        ([3, 20, 20], [None, None, 20]),
        ([3, 0, 20], [None, 0, None]),
        ([3, 4, 20], [None, None, 20]),
        ([3], [None]),
        ([3, 0], [None, 0]),
        ([], []),
    ],
)
def test_parts_of_a_total(counts: list[int], shown: list[int | None]) -> None:
    assert suppress_split(counts) == shown


@given(st.lists(st.integers(0, 40), max_size=8))
def test_no_small_count_can_be_worked_out_from_the_total(counts: list[int]) -> None:
    shown = suppress_split(counts)

    left_out = [count for count, part in zip(counts, shown, strict=True) if part is None]
    others = [count for count in counts if count >= FLOOR]
    assert all(part is None or part == count for count, part in zip(counts, shown, strict=True))
    assert not any(part is not None and 0 < part < FLOOR for part in shown)
    assert len(left_out) != 1 or not others
