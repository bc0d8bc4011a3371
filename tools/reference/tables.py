"""docs/reference/tables.md: what the database keeps, what of it is encrypted, and what the database refuses."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db import models

from commonweal.core.encryption import EncryptedTextField
from commonweal.core.references import ReferenceField
from tools.reference import ROOT
from tools.reference.markdown import code, link, page, table

WORDS = """\
Instants end in `_at`, London days in `_on`, money in `_pence`. An encrypted field is ciphertext in the database under
the keys in `COMMONWEAL_FIELD_KEYS`, and cannot be searched; a keyed digest beside it can. One more table belongs to
`django-tasks-db`: it carries jobs to workers, and can be lost without losing a job."""

PLAIN = {
    "BigAutoField": "number made by the database",
    "BinaryField": "bytes",
    "BooleanField": "yes or no",
    "CharField": "text",
    "DateField": "London day",
    "DateTimeField": "instant",
    "DecimalField": "number",
    "FloatField": "number",
    "JSONField": "JSON",
    "SlugField": "words for an address",
    "TextField": "text",
    "UUIDField": "random id",
}


def text() -> str:
    """Every table of ours, by area."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("commonweal.")]
    ours.sort(key=lambda model: (model._meta.app_label, model.__name__))
    body = [line for model in ours for line in _section(model)]
    return page("Tables", written_from="the models", words=WORDS, body=body)


def _section(model: type[models.Model]) -> Iterator[str]:
    path = Path(inspect.getfile(model)).relative_to(ROOT).as_posix()
    yield from (f"## {model._meta.app_label}.{model.__name__}", "", inspect.getdoc(model) or "", "")
    yield from (f"Defined in {link(f'`{path}`', path)}; the table is `{model._meta.db_table}`.", "")
    yield from table(("field", "holds", "note"), ((code(f.name), _kind(f), _note(f)) for f in model._meta.local_fields))
    constraints = [(code(str(each.name)), _message(each)) for each in model._meta.constraints]
    if constraints:
        yield from table(("the database refuses, by", "in words for people"), constraints)


def _kind(field: models.Field[object, object]) -> str:
    if isinstance(field, EncryptedTextField):
        return "text, **encrypted**"
    if isinstance(field, ReferenceField):
        return f"reference, `{field.prefix}-…`"
    if isinstance(field, models.ForeignKey):
        return f"one {field.related_model.__name__}"
    name = field.get_internal_type()
    return PLAIN.get(name, "whole number" if name.endswith("IntegerField") else name)


def _note(field: models.Field[object, object]) -> str:
    notes = []
    if field.primary_key or field.unique:
        notes.append("unique")
    if field.null:
        notes.append("may be absent")
    if choices := field.flatchoices:
        notes.append("one of " + ", ".join(f"`{value}`" for value, _words in choices))
    return "; ".join(notes)


def _message(constraint: models.BaseConstraint) -> str:
    """The constraint's own words, where it has any beside Django's."""
    words = constraint.violation_error_message
    return "" if words == constraint.default_violation_error_message else str(words)
