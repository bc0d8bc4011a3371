"""The county is made the same of the same number, in everything that is not random on purpose."""

from __future__ import annotations

import pytest

from tests.demonstration.standing import everything, seeded


@pytest.mark.django_db
@pytest.mark.long
@pytest.mark.slow
def test_two_runs_make_the_same_of_everything() -> None:
    seen = []

    for _run in (1, 2):
        with seeded():
            seen.append(everything().splitlines())

    first, second = seen
    assert len(first) > 5_000
    assert [pair for pair in zip(first, second, strict=True) if pair[0] != pair[1]] == []
