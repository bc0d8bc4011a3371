"""What a view is made of: show a page, bind a form, attempt an operation."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar

from django.apps import apps
from django.db import IntegrityError, models
from django.forms import BaseForm
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods

from commonweal.core.requests import Request
from commonweal.core.rules import RefusedError
from commonweal.ui.site import Words

FormType = TypeVar("FormType", bound=BaseForm)

UNPROCESSABLE = 422

show_or_send = require_http_methods(["GET", "HEAD", "POST"])
"""For a view that shows a form and takes what is sent; any other method is answered 405."""

_NOT_IN_A_PAGE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
"""Characters that HTML has no place for; somebody may have typed or pasted them into what a page shows."""


def page(request: Request, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """The page `template` shows with `context`; 422 when the form in `context` was sent and has errors."""
    form = context.get("form")
    if form is not None and form.is_bound and form.errors:
        status = UNPROCESSABLE
    markup = render_to_string(template, {"form": form, **context}, request, using="jinja2")
    return HttpResponse(_NOT_IN_A_PAGE.sub("", markup), status=status)


def short_question(
    request: Request,
    form: BaseForm,
    *,
    title: str,
    button: str,
    back: str,
    lead: Words = "",
    is_warning: bool = False,
    template: str = "ui/short_question.html",
    **more: Any,  # what a template that extends it shows besides
) -> HttpResponse:
    """A short form: a title, a line of words, the questions if there are any, a button, and the way back."""
    more |= {"title": title, "lead": lead, "button": button, "back": back, "is_warning": is_warning}
    return page(request, template, form=form, **more)


def bind(form: type[FormType], request: Request, **kwargs: Any) -> FormType:
    """A form bound to what was sent, on POST even when that is nothing; unbound otherwise."""
    if request.method == "POST":
        return form(request.POST, request.FILES, **kwargs)
    return form(**kwargs)


def attempt(request: Request, form: BaseForm, operation: Callable[..., Any], **kwargs: Any) -> Any:
    """What `operation` gives, done by the request's actor at its instant; None when it was refused.

    `by` can be given where the address itself shows who acts, as the link in a letter does.
    A refusal, or a constraint of the database that says why it stands, becomes an error on `form`.
    """
    try:
        return operation(**{"by": request.actor, "at": request.at} | kwargs)
    except RefusedError as error:
        _blame(form, error.refused.field, error.refused.reason)
    except IntegrityError as error:
        constraint = broken_constraint(error)
        if constraint is None:
            raise
        _blame(form, constraint.violation_error_code or "", str(constraint.get_violation_error_message()))
    return None


def _blame(form: BaseForm, field: str, words: str) -> None:
    # An error about a field that is not on this page is said above it, never lost.
    where: Any = field if field in form.fields else None
    form.add_error(where, words)


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
        return next(
            (c for model, c in _constraints() if model._meta.db_table == table and _covers(model, c, columns)), None
        )
    if index := re.fullmatch(r"UNIQUE constraint failed: index '(\w+)'", str(error)):
        return next((c for _, c in _constraints() if c.name == index[1]), None)
    return None


def _covers(model: type[models.Model], constraint: models.BaseConstraint, columns: set[str]) -> bool:
    if not isinstance(constraint, models.UniqueConstraint):
        return False
    fields: list[Any] = [model._meta.get_field(name) for name in constraint.fields]
    return {field.column for field in fields} == columns


def _constraints() -> list[tuple[type[models.Model], models.BaseConstraint]]:
    return [(model, constraint) for model in apps.get_models() for constraint in model._meta.constraints]
