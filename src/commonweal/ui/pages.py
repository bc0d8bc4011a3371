"""What a view is made of: show a page, bind a form, attempt an operation."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import render

from commonweal.core.requests import Request
from commonweal.core.rules import RefusedError

Result = TypeVar("Result")
FormType = TypeVar("FormType", bound=BaseForm)

UNPROCESSABLE = 422


def page(request: Request, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """The page `template` shows with `context`; 422 when the form in `context` was sent and has errors."""
    form = context.get("form")
    if form is not None and form.is_bound and form.errors:
        status = UNPROCESSABLE
    return render(request, template, {"form": form, **context}, status=status, using="jinja2")


def bind(form: type[FormType], request: Request, **kwargs: Any) -> FormType:
    """A form bound to what was sent, on POST even when that is nothing; unbound otherwise."""
    if request.method == "POST":
        return form(request.POST, request.FILES, **kwargs)
    return form(**kwargs)


def attempt(request: Request, form: BaseForm, operation: Callable[..., Result], **kwargs: Any) -> Result | None:
    """What `operation` gives, done by the request's actor at its instant; None when it was refused.

    A refusal, or a constraint of the database that says why it stands, becomes an error on `form`.
    """
    try:
        with transaction.atomic():
            return operation(by=request.actor, at=request.at, **kwargs)
    except RefusedError as error:
        form.add_error(error.refused.field or None, error.refused.reason)
    except IntegrityError as error:
        constraint = broken_constraint(error)
        if constraint is None:
            raise
        code = constraint.violation_error_code or ""
        form.add_error(code if code in form.fields else None, constraint.get_violation_error_message())
    return None


def broken_constraint(error: IntegrityError) -> models.BaseConstraint | None:
    """The constraint of ours that the database refused with, on SQLite and PostgreSQL alike; None for any other."""
    diagnosis = getattr(error.__cause__, "diag", None)
    if diagnosis is not None:
        name = diagnosis.constraint_name or ""
        return next((c for _, c in _constraints() if c.name == name), None)
    if check := re.fullmatch(r"CHECK constraint failed: (\w+)", str(error)):
        return next((c for _, c in _constraints() if c.name == check[1]), None)
    if unique := re.fullmatch(r"UNIQUE constraint failed: (.+)", str(error)):
        columns = {column.partition(".")[2] for column in unique[1].split(", ")}
        table = unique[1].partition(".")[0]
        for model, constraint in _constraints():
            if model._meta.db_table == table and isinstance(constraint, models.UniqueConstraint):
                if {model._meta.get_field(field).column for field in constraint.fields} == columns:  # type: ignore[union-attr]  # constraints name concrete fields only
                    return constraint
        return None
    if index := re.fullmatch(r"UNIQUE constraint failed: index '(\w+)'", str(error)):
        return next((c for _, c in _constraints() if c.name == index[1]), None)
    return None


def _constraints() -> list[tuple[type[models.Model], models.BaseConstraint]]:
    return [(model, constraint) for model in apps.get_models() for constraint in model._meta.constraints]
