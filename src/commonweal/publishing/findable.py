"""Datasets as the search knows them: by their names, and by what their columns mean."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.core.search import Entry
from commonweal.publishing.datasets import published


def entries() -> Iterator[Entry]:
    """An entry for every dataset."""
    for dataset in published():
        columns = [f"{column.name} {column.meaning}" for column in dataset.columns]
        yield Entry(
            key=dataset.slug,
            url_name="publishing:dataset_show",
            url_kwargs={"slug": dataset.slug},
            title=str(dataset.title),
            summary=str(dataset.summary),
            body=" ".join([str(dataset.scope), *columns, dataset.keywords]),
            importance=1,
        )
