"""The whole county in the database of a test, and everything that stands there in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import time_machine
from django.apps import apps
from django.db import models, transaction
from django.test import override_settings

from commonweal.core.actors import Actor
from commonweal.core.operating import marks
from commonweal.core.references import tidy
from commonweal.demonstration import operations
from commonweal.demonstration.seeds import SEED
from tests.conftest import NOW

BY = Actor.system("tests.demonstration")

# What is random on purpose, and what tells of the machine or of the moment it was made.
RANDOM = re.compile(r"\b[A-Z]{2}-[2-9A-Z]{4}-[2-9A-Z]{4}\b")
# The words that search keeps of one.
SPLIT = re.compile(r"\b[a-z]{2} [2-9a-z]{4} [2-9a-z]{4}\b")
# The digest of what a reading showed is one of references too.
ROWS = re.compile(r"'rows': '[0-9a-f]{16}'")
# An import is timed with a stopwatch.
INSTANT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:[\d.]+")
TIMED = re.compile(r"places\.(Import|Edition|import|edition)", re.IGNORECASE)
UNLIKE = {
    *("key_digest", "message_id", "secret", "storage_key", "sha256", "password", "subject_key", "html", "text"),
    *(
        "subject_reference",
        "digest",
        "personal",
        "digests",
        "form_digest",
        "asked_by",
        "to_digest",
        "contact_digest",
        "reach_digest",
        "fingerprint",
    ),
}
UNLIKE_TABLES = {
    "core.Stamp",
    "core.Job",
    "core.SealHead",
    "core.AuditSeal",
    "core.UnsealedEvent",
    "core.Mark",
    "core.AuditName",
}


def everything() -> str:
    """Every row of every table of ours, without what is random on purpose."""
    lines = []
    for model in sorted(apps.get_models(), key=lambda model: model._meta.label):
        if model.__module__.startswith("commonweal.") and model._meta.label not in UNLIKE_TABLES:
            lines += [_line(row, model) for row in model._default_manager.order_by("pk")]
    return "\n".join(lines)


def _line(row: models.Model, model: type[models.Model]) -> str:
    fields = [
        field
        for field in model._meta.concrete_fields
        if field.name not in UNLIKE and not field.primary_key and not field.is_relation
    ]
    values = [f"{field.name}={_value(row, field.attname)}" for field in fields]
    line = RANDOM.sub("REFERENCE", f"{model._meta.label}: " + "; ".join(values))
    line = ROWS.sub("'rows': A DIGEST", line)
    line = SPLIT.sub(lambda found: "REFERENCE" if tidy(found.group()) else found.group(), line)
    return INSTANT.sub("AN INSTANT", line) if TIMED.search(line) else line


def _value(row: models.Model, name: str) -> object:
    value = getattr(row, name)
    # Records of one day are in the order of their references.
    return sorted(RANDOM.sub("REFERENCE", str(each)) for each in value) if name == "rows" else value


@contextmanager
def seeded() -> Iterator[None]:
    """The county made from nothing; it is gone when the block ends."""
    atomic = transaction.atomic()
    # As Django's own test case does, for steps that are committed one by one.
    atomic._from_testcase = True  # type: ignore[attr-defined]  # Django's stubs leave it out
    with time_machine.travel(NOW, tick=False), override_settings(IS_DEMONSTRATION=True), atomic:
        marks.put(marks.DEMONSTRATION, at=NOW)
        operations.seed(number=SEED, by=BY, at=NOW)
        yield
        transaction.set_rollback(True)
