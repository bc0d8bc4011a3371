"""What publishing itself publishes: what every column of every dataset means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.publishing import datasets, rows
from commonweal.publishing.columns import Column, Filter, Kind
from commonweal.publishing.datasets import Dataset, Query, Row
from commonweal.publishing.presenters.words import kinds


def _dictionary(query: Query) -> Iterable[Row]:
    return rows.of_table(_rows(), query, key=(0, 2), filters={"dataset": 0})


def _rows() -> Iterator[Row]:
    said = kinds()
    for dataset in datasets.published():
        for place, column in enumerate(dataset.columns, start=1):
            yield (
                dataset.slug,
                str(dataset.title),
                place,
                column.name,
                str(column.meaning),
                column.kind.value,
                str(said[column.kind]),
                _("pounds") if column.kind is Kind.PENCE else str(column.unit) or None,
                column.is_key,
                "; ".join(f"{code}: {words}" for code, words in (column.codes or {}).items()) or None,
                str(column.why_personal) or None,
                column.standard or None,
            )


datasets.publish(
    Dataset(
        slug="dictionary",
        title=gettext_lazy("Data dictionary"),
        summary=gettext_lazy("What every column of every dataset means, with its unit and its codes."),
        columns=(
            Column("dataset", gettext_lazy("The dataset's short name, as in its addresses."), is_key=True),
            Column("title", gettext_lazy("What the dataset is called.")),
            Column("place", gettext_lazy("Which column it is, counted from one."), Kind.NUMBER, is_key=True),
            Column("column", gettext_lazy("The column's name, as at the head of every file.")),
            Column("meaning", gettext_lazy("What stands in the column.")),
            Column(
                "kind",
                gettext_lazy("What sort of thing stands in its cells."),
                Kind.CODE,
                codes={kind.value: words for kind, words in kinds().items()},
            ),
            Column("kind_in_words", gettext_lazy("The same in words.")),
            Column("unit", gettext_lazy("What is counted, where it is a number.")),
            Column("is_key", gettext_lazy("Whether it is a part of what tells a row from all others."), Kind.YES_NO),
            Column("codes", gettext_lazy("Each code that can stand in it, with what it means.")),
            Column("why_personal", gettext_lazy("Why it is published, where it is about people.")),
            Column("standard", gettext_lazy("The term of a standard that it stands for.")),
        ),
        rows=_dictionary,
        source=gettext_lazy("This service"),
        scope=gettext_lazy("Every dataset on this service, as it is today."),
        caveat=gettext_lazy("It tells how the data is today; a column that is gone is not in it."),
        frequency=gettext_lazy("When a dataset is added or changed"),
        changed_at=lambda: None,
        filters=(Filter("dataset", "dataset", gettext_lazy("Only the columns of this dataset.")),),
        keywords="metadata columns meaning schema",
        order=90,
    )
)
