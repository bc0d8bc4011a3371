"""Emptying tables after a test that committed, although the database itself refuses to empty some of them.

Triggers keep audit events, seals and steps from being changed or removed. Django empties tables with DELETE on SQLite
and TRUNCATE on PostgreSQL; only while it does so after a test are those triggers set aside.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper


@contextmanager
def lifted_refusals(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Inside, the database does not refuse changes to rows that are kept as they are. In a transaction of its own."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        lift, put_back = _on_postgresql(cursor) if connection.vendor == "postgresql" else _on_sqlite(cursor)
        for statement in lift:
            cursor.execute(statement)
        yield
        for statement in put_back:
            cursor.execute(statement)


def _on_sqlite(cursor: Any) -> tuple[list[str], list[str]]:
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%RAISE(ABORT%'")
    triggers = cursor.fetchall()
    return [f"DROP TRIGGER {name}" for name, _sql in triggers], [sql for _name, sql in triggers]


def _on_postgresql(cursor: Any) -> tuple[list[str], list[str]]:
    cursor.execute("SELECT tgrelid::regclass, tgname FROM pg_trigger WHERE tgname LIKE '%\\_refuse\\_%'")
    triggers = cursor.fetchall()
    return (
        [f"ALTER TABLE {table} DISABLE TRIGGER {name}" for table, name in triggers],
        [f"ALTER TABLE {table} ENABLE TRIGGER {name}" for table, name in triggers],
    )
