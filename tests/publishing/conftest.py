"""What every test of publishing stands on: datasets that it publishes are gone afterwards."""

from __future__ import annotations

import pytest

from commonweal.publishing import datasets


@pytest.fixture(autouse=True)
def _own_datasets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(datasets, "PUBLISHED", dict(datasets.PUBLISHED))
