"""For tests of core: a database that somebody tampers with by hand, and a thing with a lifecycle that no area owns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from django.db import connection, models
from django.test.utils import isolate_apps

from commonweal.core.references import ReferenceField
from tests.platform.flushing import lifted_refusals

Unguarded = Callable[[], AbstractContextManager[None]]


@pytest.fixture
def unguarded(db: None) -> Unguarded:
    """The database with its guards off, as somebody would have it who tampers by hand: `with unguarded(): …`."""
    return lambda: lifted_refusals(connection)


@pytest.fixture
def parcel_class(db: None) -> Iterator[type[models.Model]]:
    """A thing with a reference and a status; its table lasts as long as the test."""
    with isolate_apps("commonweal.core"):

        class Parcel(models.Model):
            reference = ReferenceField(prefix="PA")
            status = models.CharField(max_length=20, default="PACKED")

            class Meta:
                app_label = "core"

        with connection.cursor() as cursor:
            key = "bigserial" if connection.vendor == "postgresql" else "integer"
            cursor.execute(
                f"CREATE TABLE core_parcel (id {key} PRIMARY KEY, reference varchar(12) UNIQUE, status varchar(20))"
            )
        yield Parcel
