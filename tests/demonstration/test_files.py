"""Files that leave a demonstration say so: in their names, and inside."""

from __future__ import annotations

import json
import zipfile
from datetime import datetime

import pytest
from django.conf import LazySettings
from django.test import Client

from commonweal.core.actors import Actor
from commonweal.core.digests import contact_digest
from commonweal.places.models import AreaKind
from commonweal.privacy import bundles
from commonweal.privacy.models import RequestKind
from commonweal.privacy.operations import requests
from tests.core.tabular.reading import csv_rows
from tests.factories import places as make

pytestmark = pytest.mark.django_db

each_kind = pytest.mark.parametrize("is_demonstration", [True, False])


@each_kind
def test_table_of_a_place(is_demonstration: bool, client: Client, settings: LazySettings) -> None:
    settings.IS_DEMONSTRATION = is_demonstration
    county = make.area(AreaKind.COUNTY, name="Weldmere")
    make.area(AreaKind.DISTRICT, name="Saltrey", parent=county)

    response = client.get(f"/places/{county.code}/table.csv")
    titles, row = csv_rows(response.content)[:2]

    assert (
        response["Content-Disposition"]
        == {
            True: 'attachment; filename="demonstration-weldmere.csv"',
            False: 'attachment; filename="weldmere.csv"',
        }[is_demonstration]
    )
    assert (titles[-1] == "Demonstration: everything here is invented") is is_demonstration
    assert (row[-1] == "invented") is is_demonstration


@each_kind
def test_copy_of_somebodys_data(is_demonstration: bool, at: datetime, settings: LazySettings) -> None:
    settings.IS_DEMONSTRATION = is_demonstration
    address = "maureen.tully@letterbox.example"
    asked = requests.ask(
        kind=RequestKind.ACCESS,
        name="Maureen Tully",
        email=address,
        about="All of it",
        by=Actor.guest(contact_digest(address)),
        at=at,
    )

    with bundles.write_copy(asked, at=at) as content, zipfile.ZipFile(content) as archive:
        names = archive.namelist()
        facts = json.loads(archive.read("your-data.json"))

    assert ("demonstration-read-me.txt" in names) is is_demonstration
    assert ("demonstration" in facts) is is_demonstration
