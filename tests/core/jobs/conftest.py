"""For tests of jobs: every test starts with samples that do what they are told."""

import pytest

from tests.core.jobs import sample_jobs


@pytest.fixture(autouse=True)
def _nothing_fails() -> None:
    sample_jobs.fails_until.clear()
