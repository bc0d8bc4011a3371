"""What views are made of: binding, attempting, and how a refusal of the database becomes words on a form."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django import forms
from django.db import IntegrityError, transaction
from django.test import RequestFactory

from commonweal.accountability.models import FormatRequest
from commonweal.accountability.operations import formats as operations
from commonweal.core.actors import Actor
from commonweal.core.idempotency import IdempotencyKey
from commonweal.core.requests import Request
from commonweal.core.rules import Refused, RefusedError
from commonweal.core.search.entries import SearchEntry
from commonweal.ui.pages import attempt, bind, broken_constraint
from tests.factories import accountability as make


class Question(forms.Form):
    answer = forms.CharField()
    format_detail = forms.CharField(required=False)


def posted(at: datetime, **answers: str) -> Any:
    request: Any = RequestFactory().post("/", answers)
    request.at, request.actor = at, Actor.visitor()
    return request


def test_bind_an_empty_post_is_still_sent(at: datetime) -> None:
    request: Request = posted(at)

    form = bind(Question, request)

    assert not request.POST
    assert (form.is_bound, form.errors["answer"]) == (True, ["This field is required."])


def test_bind_a_look_asks_nothing() -> None:
    request: Any = RequestFactory().get("/", {"answer": "x"})

    assert bind(Question, request).is_bound is False


def test_attempt_gives_what_the_operation_gives_and_says_who_and_when(at: datetime) -> None:
    request = posted(at, answer="x")

    given = attempt(request, bind(Question, request), dict, more=1)

    assert given == {"by": request.actor, "at": at, "more": 1}


@pytest.mark.parametrize(("field", "where"), [("answer", "answer"), ("", "__all__"), ("elsewhere", "__all__")])
def test_attempt_puts_a_refusal_where_it_belongs(field: str, where: str, at: datetime) -> None:
    def refuse(**_given: object) -> None:
        raise RefusedError(Refused("This fund has closed", field=field))

    request = posted(at, answer="x")
    form = bind(Question, request)
    form.is_valid()

    given = attempt(request, form, refuse)

    assert given is None
    assert form.errors == {where: ["This fund has closed"]}


@pytest.mark.django_db
def test_attempt_words_a_constraint_and_keeps_the_transaction_usable(at: datetime) -> None:
    asked = make.answered(at=at).request
    request = posted(at, answer="x")
    form = bind(Question, request)
    form.is_valid()

    given = attempt(request, form, operations.choose_format, asked=asked, format="OTHER", format_detail="")

    assert given is None
    assert form.errors == {"format_detail": ["Tell us which language or format you need"]}
    assert FormatRequest.objects.get().format == "LARGE_PRINT"


@pytest.mark.django_db
def test_attempt_lets_an_unknown_breach_be_seen(at: datetime) -> None:
    def break_a_foreign_rule(**_given: object) -> None:
        raise IntegrityError("NOT NULL constraint failed: somewhere.column")

    request = posted(at, answer="x")

    with pytest.raises(IntegrityError):
        attempt(request, bind(Question, request), break_a_foreign_rule)


def _key_twice(at: datetime) -> None:
    for _time in range(2):
        IdempotencyKey.objects.create(purpose="test", key="one", claimed_at=at)


def _entry_too_important(_at: datetime) -> None:
    SearchEntry.objects.create(kind="k", key="1", address="/", title="t", importance=11, is_public=True, fingerprint=1)


def _own_key_twice(at: datetime) -> None:
    for _time in range(2):
        FormatRequest.objects.create(key_digest="same", started_at=at)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("breach", "name"),
    [
        (_key_twice, "core_idempotency_once"),
        (_entry_too_important, "core_search_importance_up_to_ten"),
        (_own_key_twice, None),
    ],
)
def test_broken_constraint_is_named_alike_on_both_databases(
    breach: Callable[[datetime], None], name: str | None, at: datetime
) -> None:
    with pytest.raises(IntegrityError) as raised, transaction.atomic():
        breach(at)

    constraint = broken_constraint(raised.value)

    assert (constraint.name if constraint else None) == name
