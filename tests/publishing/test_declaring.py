"""What a dataset must say before it is published."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from commonweal.publishing import datasets
from commonweal.publishing.columns import Column, Filter, Kind
from commonweal.publishing.licences import Licence
from tests.factories import publishing as make

CODE = Column("code", "Its code.", is_key=True)


def test_dataset_is_found_by_its_slug() -> None:
    dataset = make.orchards()

    datasets.publish(dataset)
    datasets.publish(dataset)

    assert datasets.get("orchards") is dataset
    assert dataset in datasets.published()


def test_two_datasets_of_one_slug() -> None:
    make.published()

    with pytest.raises(datasets.DatasetTakenError):
        make.published()


def test_dataset_that_nobody_published() -> None:
    with pytest.raises(datasets.NoSuchDatasetError):
        datasets.get("orchards")


@pytest.mark.parametrize(
    ("otherwise", "words"),
    [
        ({"slug": "Orchards of Kent"}, "needs a slug of small letters, figures and hyphens that is not taken"),
        ({"slug": "catalogue"}, "needs a slug of small letters, figures and hyphens that is not taken"),
        ({"title": " "}, "says nothing as its title"),
        ({"source": ""}, "says nothing as its source"),
        ({"caveat": ""}, "says nothing as its caveat"),
        ({"licence": Licence("", "https://example.org/")}, "needs a licence with a name and an https address"),
        ({"licence": Licence("Ours", "")}, "needs a licence with a name and an https address"),
        ({"columns": [Column("code", "Its code.")]}, "has no key"),
        ({"columns": [CODE, Column("name", "")]}, "does not say what 'name' means"),
        ({"columns": [CODE, Column("The name", "Its name.")]}, "has a column 'The name'; a name is small_letters"),
        ({"columns": [CODE, CODE]}, "has a column 'code'; a name is small_letters, and no two are the same"),
        ({"columns": [CODE, Column("kind", "Its kind.", Kind.CODE)]}, "of kind CODE without any"),
        ({"columns": [CODE, Column("kind", "Its kind.", codes={"A": "a"})]}, "with codes and another kind"),
        ({"columns": [Column("is_it", "Whether.", Kind.YES_NO, is_key=True)]}, "has a key 'is_it' of kind YES_NO"),
        ({"filters": [Filter("limit", "code", "Some.")]}, "has a filter 'limit'"),
        ({"filters": [Filter("kind", "nothing", "Some.")]}, "for a column that is not there"),
        ({"filters": [Filter("kind", "code", "")]}, "does not say what its filter 'kind' means"),
    ],
)
def test_dataset_that_others_could_not_use(otherwise: dict[str, Any], words: str) -> None:
    dataset = make.orchards(columns=[CODE], filters=())

    datasets.publish(replace(dataset, slug="a-good-one"))
    with pytest.raises(ValueError, match="The dataset") as error:
        datasets.publish(replace(dataset, **otherwise))

    assert words in str(error.value)


def test_every_dataset_that_ships_can_be_used() -> None:
    faults = {each.slug: list(datasets.faults_of(each)) for each in datasets.published()}

    assert {"places", "figures", "dictionary"} <= set(faults)
    assert {slug: found for slug, found in faults.items() if found} == {}
