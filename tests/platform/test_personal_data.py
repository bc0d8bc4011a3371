"""Personal data: every column with somebody's details belongs to a holding; who was erased leaves no word behind."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from commonweal.core import personal
from commonweal.core.actors import Actor
from commonweal.core.days import london_day
from commonweal.core.encryption import EncryptedTextField
from commonweal.messaging.models import Letter
from commonweal.messaging.states import Status
from commonweal.people import kinds_of_role, operations
from commonweal.people.models import BodyKind, Person
from commonweal.privacy import operations as privacy
from commonweal.privacy.models import FoundItem, PrivacyRequest, ReachBy, RequestKind
from tests.factories import accountability, people
from tests.factories import privacy as make_privacy
from tests.platform.plain_fields import ABOUT_SOMEBODY, PLAIN_FIELDS

SYSTEM = Actor.system("tests.platform")

OUR_MODELS = [model for model in apps.get_models() if model.__module__.startswith("commonweal.")]

ENCRYPTED = sorted(
    f"{model._meta.label}.{field.name}"
    for model in OUR_MODELS
    for field in model._meta.concrete_fields
    if isinstance(field, EncryptedTextField)
)

NOT_OURS = ("account.EmailAddress.email", "mfa.Authenticator.data")
"""Columns with somebody's details in tables that come with a library and are used."""

PLAIN = sorted(
    f"{label}.{name}"
    for label, columns in PLAIN_FIELDS.items()
    for name, reason in columns.items()
    if reason.startswith(ABOUT_SOMEBODY)
)


def held_by() -> dict[str, str]:
    """The holding that answers for each column."""
    return {column: holding.name for holding in personal.holdings() for column in holding.fields}


@pytest.mark.parametrize("column", [*ENCRYPTED, *PLAIN, *NOT_OURS])
def test_column_about_somebody_belongs_to_a_holding(column: str) -> None:
    held = held_by()

    assert column in held, "register a Holding for it in the area's holdings.py: how it is found, erased and let go"


@pytest.mark.parametrize("holding", personal.holdings(), ids=lambda holding: holding.name)
def test_holding_answers_for_columns_there_are(holding: personal.Holding) -> None:
    there = {
        f"{model._meta.label}.{field.name}" for model in apps.get_models() for field in model._meta.concrete_fields
    }

    assert set(holding.fields) - there == set()


# Somebody comes, does what there is to do, leaves, and is erased.

NAME, ADDRESS = "Xerxes Quillfeather", "xerxes.quillfeather@resident.example"
MARKS = ("xerxes", "quillfeather")

KEPT = {"privacy.PrivacyRequest.name", "privacy.PrivacyRequest.contact"}
"""The request to be erased stays until its own time is up: it shows that the council did what was asked."""


def where_marks_are() -> set[str]:
    """The columns of all tables, ours and the libraries', in which a mark can be read by whoever holds the keys."""
    return {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for row in model._base_manager.all()
        for field in model._meta.concrete_fields
        if any(mark in readable(row, field.attname) for mark in MARKS)
    }


def readable(row: Any, name: str) -> str:
    """A value as somebody could read it; a session's as what it holds."""
    value = row.get_decoded() if name == "session_data" else getattr(row, name)
    return bytes(value).decode(errors="replace").lower() if isinstance(value, memoryview) else str(value).lower()


def raw_rows() -> list[str]:
    """Every row of every table as the database itself holds it, without our keys."""
    rows = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # a table's own name
            rows += [f"{table}: {row}".lower() for row in cursor.fetchall()]
    return rows


def send_everything(at: datetime) -> None:
    """Every letter that waits was taken by the mail server."""
    Letter.objects.filter(status=Status.QUEUED).update(status=Status.SENT, sent_at=at)


@pytest.fixture
def officer(db: None, at: datetime) -> Actor:
    role = people.role(kinds_of_role.PRIVACY_OFFICER, at=at)
    make_privacy.switch_on(role, at=at)
    return role.person.actor


@pytest.fixture
def leaver(db: None, at: datetime, client: Client, officer: Actor) -> Person:
    """Somebody who signed in, asked for things, got letters, was found for a copy, and left."""
    group = people.body(BodyKind.GROUP)
    role = operations.roles.bring_in(
        name=NAME, address=ADDRESS, kind=kinds_of_role.GROUP_MANAGER, body=group, by=SYSTEM, at=at
    )
    client.post("/sign-in/", {"email": ADDRESS})
    people.sign_in(client, role.person)
    accountability.supplied(at=at, name=NAME, contact=ADDRESS, wanted=f"A letter for {NAME}")
    asked = privacy.requests.ask(
        kind=RequestKind.ACCESS, name=NAME, email=ADDRESS, about=f"I am {NAME}", by=role.person.actor, at=at
    )
    privacy.found.gather(asked=asked, by=officer, at=at)
    privacy.requests.note(asked=asked, words=f"{NAME} rang", by=officer, at=at)
    privacy.requests.withdraw(asked=asked, by=role.person.actor, at=at)
    operations.leavers.leave(person=role.person, by=SYSTEM, at=at)
    send_everything(at)
    return role.person


def erase(at: datetime, officer: Actor) -> PrivacyRequest:
    """The person asked on paper to be erased, and was."""
    asked = privacy.requests.enter_paper(
        kind=RequestKind.ERASURE,
        name=NAME,
        reach_by=ReachBy.EMAIL,
        contact=ADDRESS,
        about="",
        received_on=london_day(at),
        how_shown="Passport seen at the desk",
        by=officer,
        at=at,
    )
    send_everything(at)
    privacy.erasures.erase(asked=asked, by=officer, at=at)
    return asked


def test_database_shows_nobody_without_our_keys(leaver: Person, at: datetime) -> None:
    readable_ones = {"account.EmailAddress.email"}

    in_rows = {row.partition(":")[0] for row in raw_rows() if any(mark in row for mark in MARKS)}

    assert where_marks_are() > readable_ones
    assert in_rows == {"account_emailaddress"}


def test_erasure_leaves_no_word_behind(leaver: Person, officer: Actor, at: datetime) -> None:
    before = where_marks_are()

    asked = erase(at, officer)
    right_after = where_marks_are()
    send_everything(at)
    privacy.requests.empty(asked=PrivacyRequest.objects.get(pk=asked.pk), by=officer, at=at)
    letters = personal.holding("messaging.letters")
    letters.erase(personal.DataSubject(contacts=(ADDRESS,)), by=SYSTEM, at=at)
    at_last = where_marks_are()

    assert "people.Person.name" in before
    assert right_after - KEPT - {f"messaging.Letter.{name}" for name in ("to", "text", "html")} == set()
    assert at_last == set()
    assert [row for row in raw_rows() if any(mark in row for mark in MARKS)] == []


def test_copy_asked_for_on_paper_holds_what_the_account_holds(leaver: Person, officer: Actor, at: datetime) -> None:
    asked = privacy.requests.enter_paper(
        kind=RequestKind.ACCESS,
        name=NAME,
        reach_by=ReachBy.EMAIL,
        contact=ADDRESS,
        about="",
        received_on=london_day(at),
        how_shown="Passport seen at the desk",
        by=officer,
        at=at,
    )

    privacy.found.gather(asked=asked, by=officer, at=at)

    holdings = set(FoundItem.objects.filter(request=asked).values_list("holding", flat=True))
    assert {"people.accounts", "sign_in.logins", "messaging.letters", "accountability.format_requests"} <= holdings
