"""Rows that the database itself keeps as they are: audit events, seals, and the steps of a journey."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from commonweal.core import audit
from commonweal.core.actors import Actor
from commonweal.core.journeys import JourneyStep

AT = datetime(2026, 3, 29, 12, 0, tzinfo=UTC)

EVENT, SEAL, STEP = audit.AuditEvent, audit.AuditSeal, JourneyStep


@pytest.fixture
def rows(db):
    """One row of each table, and nothing else."""
    subject = audit.AuditName.objects.create(digest="d1", value="a value")
    audit.record("core.name.add", subject, by=Actor.visitor(), at=AT)
    audit.seal_events(at=AT)
    JourneyStep.objects.create(
        subject_kind="core.parcel", subject_key="1", move="send", by="VISITOR:visitor", happened_at=AT
    )


def everything():
    return [list(model.objects.values()) for model in (EVENT, SEAL, STEP)]


@pytest.mark.parametrize(
    ("model", "statement"),
    [
        (EVENT, "UPDATE core_auditevent SET reason = 'another'"),
        (EVENT, "UPDATE core_auditevent SET facts = facts"),
        (EVENT, "DELETE FROM core_auditevent"),
        (SEAL, "UPDATE core_auditseal SET digest = ''"),
        (SEAL, "DELETE FROM core_auditseal"),
        (STEP, "UPDATE core_journeystep SET move = 'another'"),
    ],
)
def test_a_kept_row_cannot_be_changed_by_hand(rows, model, statement):
    before = everything()

    with (
        pytest.raises(IntegrityError, match="are kept as they are"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)

    assert everything() == before
    assert model.objects.count() == 1


@pytest.mark.parametrize("model", [EVENT, SEAL])
def test_a_kept_row_cannot_be_deleted_through_its_model(rows, model):
    with pytest.raises(IntegrityError, match="are kept as they are"), transaction.atomic():
        model.objects.all().delete()

    assert model.objects.count() == 1


@pytest.mark.parametrize("model", [EVENT, SEAL, STEP])
def test_a_kept_row_cannot_be_replaced(rows, model):
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite has INSERT OR REPLACE")
    before = everything()
    table, key = model._meta.db_table, model._meta.pk.column

    with (
        pytest.raises(IntegrityError, match="are kept as they are"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} ORDER BY {key} LIMIT 1")

    assert everything() == before


def test_a_seal_cannot_be_replaced_under_another_number(rows):
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite has INSERT OR REPLACE")
    before = everything()

    with (
        pytest.raises(IntegrityError, match="are kept as they are"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "INSERT OR REPLACE INTO core_auditseal SELECT 2, event_id, sealed_at, digest FROM core_auditseal"
        )

    assert everything() == before


@pytest.mark.parametrize("table", ["core_auditevent", "core_auditseal"])
def test_a_kept_table_cannot_be_emptied_at_once(rows, table):
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL has TRUNCATE")
    before = everything()

    with (
        pytest.raises(IntegrityError, match="are kept as they are"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"TRUNCATE {table}")

    assert everything() == before


def test_steps_can_be_deleted_with_the_thing_they_tell_of(rows):
    JourneyStep.objects.all().delete()

    assert JourneyStep.objects.count() == 0


@pytest.mark.parametrize(
    ("row", "constraint"),
    [
        (audit.SealHead(id=2), "core_one_seal_head"),
        (audit.AuditSeal(number=0, event_id=99, sealed_at=AT, digest="d"), "core_seal_from_one"),
    ],
)
def test_the_chain_has_one_head_and_numbers_from_one(db, row, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        row.save(force_insert=True)

    assert type(row).objects.count() == 0
