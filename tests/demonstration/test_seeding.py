"""The whole county in a database: made the same twice, everybody invented, refused where it must not be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.apps import apps
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.db import models, transaction
from django.test import override_settings

from commonweal.accountability.models import FormatRequest
from commonweal.core.actors import Actor
from commonweal.core.operating import checks, marks
from commonweal.core.rules import RefusedError
from commonweal.demonstration import operations, rules
from commonweal.demonstration.operations import Told
from commonweal.demonstration.seeds import SEED
from commonweal.demonstration.society.personas import PERSONAS
from commonweal.messaging.models import Letter
from commonweal.people.models import Body, Person, Role
from commonweal.places.models import Area, AreaKind, Boundary, Population
from commonweal.places.queries import postcodes
from commonweal.privacy.models import Certificate, Hold, PrivacyRequest, Proposal
from commonweal.sign_in.models import CodeApp
from tests.conftest import NOW
from tests.factories import people as make

BY = Actor.system("tests.demonstration")

pytestmark = [pytest.mark.slow]

# What is random on purpose, and what tells of the machine or of the moment it was made.
RANDOM = re.compile(r"\b[A-Z]{2}-[2-9A-Z]{4}-[2-9A-Z]{4}\b")
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
    ),
}
UNLIKE_TABLES = {"core.Job", "core.SealHead", "core.AuditSeal", "core.UnsealedEvent", "core.Mark", "core.AuditName"}


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
    values = [f"{field.name}={getattr(row, field.attname)}" for field in fields]
    line = RANDOM.sub("REFERENCE", f"{model._meta.label}: " + "; ".join(values))
    return INSTANT.sub("AN INSTANT", line) if TIMED.search(line) else line


@pytest.fixture(scope="module")
def twice(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[str, str]]:
    """The county made twice from nothing, as everything that stands in the database; the second stays for the tests."""
    with django_db_blocker.unblock(), time_machine.travel(NOW, tick=False), override_settings(IS_DEMONSTRATION=True):
        yield from _made_twice()


def _made_twice() -> Iterator[tuple[str, str]]:
    seen = []
    for number in (1, 2):
        atomic = transaction.atomic()
        # As Django's own test case does, for steps that are committed one by one.
        atomic._from_testcase = True  # type: ignore[attr-defined]  # Django's stubs leave it out
        with atomic:
            marks.put(marks.DEMONSTRATION, at=NOW)
            operations.seed(number=SEED, by=BY, at=NOW)
            seen.append(everything())
            if number == 2:
                yield seen[0], seen[1]
            transaction.set_rollback(True)


def test_two_runs_make_the_same_of_everything(twice: tuple[str, str]) -> None:
    first, second = (each.splitlines() for each in twice)

    assert len(first) > 5_000
    assert [pair for pair in zip(first, second, strict=True) if pair[0] != pair[1]] == []


def test_places_are_all_there(twice: tuple[str, str]) -> None:
    kinds = Area.objects.filter(ended_on=None).values_list("kind").annotate(count=models.Count("pk"))

    assert dict(kinds) == {AreaKind.COUNTY: 1, AreaKind.DISTRICT: 12, AreaKind.WARD: 130, AreaKind.DIVISION: 70}
    assert Boundary.objects.count() == 213
    assert Population.objects.count() == 4 * 213
    assert postcodes.edition_in_use().postcodes > 2_500  # type: ignore[union-attr]  # there is one


def test_everybody_is_invented(twice: tuple[str, str]) -> None:
    addresses = EmailAddress.objects.values_list("email", flat=True)

    assert Person.objects.count() > 120
    assert Person.objects.filter(is_demonstration=False).count() == 0
    assert [address for address in addresses if not address.endswith(".example")] == []
    assert [letter.to for letter in Letter.objects.all() if not letter.to.endswith(".example")] == []


def test_each_persona_can_sign_in_in_their_own_way(twice: tuple[str, str]) -> None:
    for persona in PERSONAS:
        found = EmailAddress.objects.filter(email=persona.address, verified=True).first() if persona.address else None
        assert (found is not None) == persona.has_account, persona.key
        if found is not None:
            roles = Role.objects.filter(person=found.user, ended_at=None)
            assert [role.kind for role in roles] == [persona.role]
            assert CodeApp.objects.filter(person=found.user).exists() == ("AUTHENTICATOR" in persona.way)


def test_year_of_life_is_there(twice: tuple[str, str]) -> None:
    ended = set(Role.objects.exclude(end="").values_list("end", flat=True))
    asked = set(FormatRequest.objects.values_list("status", flat=True))
    letters = set(Letter.objects.values_list("status", flat=True))

    assert ended == {"LEFT", "MOVED", "TERM"}
    assert asked == {"DRAFT", "RECEIVED", "SUPPLIED", "WITHDRAWN"}
    assert letters <= {"SENT", "WAITING", "GATHERED", "UNWANTED"}
    assert Body.objects.get(slug="saltrey-and-yarl").precessions.count() == 2


def test_privacy_has_something_in_every_state(twice: tuple[str, str]) -> None:
    requests = [(one.status, one.due_on < NOW.date()) for one in PrivacyRequest.objects.order_by("asked_at")]
    certificate = Certificate.objects.get(holding="accountability.format_requests")

    assert requests == [("ANSWERED", True), ("ANSWERED", True), ("RECEIVED", True), ("RECEIVED", False)]
    assert Proposal.objects.filter(status="PROPOSED").count() >= 1
    assert (certificate.count, Hold.objects.count()) == (1, 1)


def test_nothing_happens_after_the_year(twice: tuple[str, str]) -> None:
    latest = max(Letter.objects.values_list("added_at", flat=True))

    assert NOW - timedelta(days=7) < latest <= NOW


def test_county_that_stands_is_left_alone(twice: tuple[str, str]) -> None:
    before = Person.objects.count()

    told = operations.seed(number=SEED, by=BY, at=NOW)

    assert (told, Person.objects.count()) == (Told(0), before)


def test_another_county_is_refused(twice: tuple[str, str]) -> None:
    with pytest.raises(RefusedError, match="Another county stands here"):
        operations.seed(number=SEED + 1, by=BY, at=NOW)


def test_serve_refuses_such_a_database(twice: tuple[str, str]) -> None:
    words = " ".join(map(str, checks.demonstration_problems()))

    assert "was filled by ./run demo" in words
    assert "invented people" in words


@pytest.mark.django_db
def test_command_refuses_outside_a_demonstration() -> None:
    with pytest.raises(CommandError, match="This is not a demonstration, so nobody is invented here"):
        call_command("seed_demonstration", stdout=StringIO())

    assert Person.objects.count() == 0


@pytest.mark.django_db
def test_command_refuses_a_database_with_people_in_it(at: datetime, settings: LazySettings) -> None:
    settings.IS_DEMONSTRATION = True
    marks.put(marks.DEMONSTRATION, at=at)
    make.person(at=at)

    with pytest.raises(CommandError, match="There are people in this database already"):
        call_command("seed_demonstration", stdout=StringIO())


@pytest.mark.django_db
def test_command_refuses_a_county_that_was_cut_short(at: datetime, settings: LazySettings) -> None:
    settings.IS_DEMONSTRATION = True
    marks.put(marks.DEMONSTRATION, at=at)
    marks.put(rules.MARK, text=f"{operations.BEGUN} {SEED}", at=at)

    with pytest.raises(CommandError, match="one that was begun and not finished"):
        call_command("seed_demonstration", stdout=StringIO())
