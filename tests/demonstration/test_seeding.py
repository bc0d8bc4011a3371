"""The whole county in a database: everybody invented, refused where it must not be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.db import models

from commonweal.accountability.models import FormatRequest
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
from commonweal.privacy.models import Certificate, Disclosure, Hold, PrivacyRequest, Proposal
from commonweal.sign_in.models import CodeApp
from tests.conftest import NOW
from tests.demonstration.standing import BY, seeded
from tests.factories import people as make

pytestmark = [pytest.mark.slow, pytest.mark.long]


@pytest.fixture(scope="module")
def county(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The county made from nothing, for tests that leave it as it is."""
    with django_db_blocker.unblock(), seeded():
        yield


def test_places_are_all_there(county: None) -> None:
    kinds = Area.objects.filter(ended_on=None).values_list("kind").annotate(count=models.Count("pk"))

    assert dict(kinds) == {AreaKind.COUNTY: 1, AreaKind.DISTRICT: 12, AreaKind.WARD: 130, AreaKind.DIVISION: 70}
    assert Boundary.objects.count() == 213
    assert Population.objects.count() == 4 * 213
    assert postcodes.edition_in_use().postcodes > 2_500  # type: ignore[union-attr]  # there is one


def test_everybody_is_invented(county: None) -> None:
    addresses = EmailAddress.objects.values_list("email", flat=True)

    assert Person.objects.count() > 120
    assert Person.objects.filter(is_demonstration=False).count() == 0
    assert [address for address in addresses if not address.endswith(".example")] == []
    assert [letter.to for letter in Letter.objects.all() if not letter.to.endswith(".example")] == []


def test_each_persona_can_sign_in_in_their_own_way(county: None) -> None:
    for persona in PERSONAS:
        found = EmailAddress.objects.filter(email=persona.address, verified=True).first() if persona.address else None
        assert (found is not None) == persona.has_account, persona.key
        if found is not None:
            roles = Role.objects.filter(person=found.user, ended_at=None)
            assert [role.kind for role in roles] == [persona.role]
            assert CodeApp.objects.filter(person=found.user).exists() == ("AUTHENTICATOR" in persona.way)


def test_year_of_life_is_there(county: None) -> None:
    ended = set(Role.objects.exclude(end="").values_list("end", flat=True))
    asked = set(FormatRequest.objects.values_list("status", flat=True))
    letters = set(Letter.objects.values_list("status", flat=True))

    assert ended == {"LEFT", "MOVED", "TERM"}
    assert asked == {"DRAFT", "RECEIVED", "SUPPLIED", "WITHDRAWN"}
    assert letters == {"SENT", "GATHERED", "UNWANTED"}
    assert Body.objects.get(slug="saltrey-and-yarl").precessions.count() == 2


def test_privacy_has_something_in_every_state(county: None) -> None:
    requests = [(one.status, one.due_on < NOW.date()) for one in PrivacyRequest.objects.order_by("asked_at")]
    certificate = Certificate.objects.get(holding="accountability.format_requests")

    assert requests == [("ANSWERED", True), ("ANSWERED", True), ("RECEIVED", True), ("RECEIVED", False)]
    assert Proposal.objects.filter(status="PROPOSED").count() >= 1
    assert (certificate.count, Hold.objects.count()) == (1, 1)


def test_optional_letters_went_as_their_readers_chose(county: None) -> None:
    written = {(letter.kind, letter.status) for letter in Letter.objects.exclude(topic="")}
    digests = [(letter.subject, letter.gathered.count()) for letter in Letter.objects.filter(kind="messaging.digest")]

    assert written == {
        ("accountability.filing_waits", "SENT"),
        ("accountability.filing_waits", "GATHERED"),
        ("decisions.confirmed", "SENT"),
        ("decisions.to_confirm", "SENT"),
        ("messaging.digest", "SENT"),
        ("people.orphans_found", "SENT"),
        ("people.power_switched_on", "SENT"),
        ("people.power_switched_on", "GATHERED"),
        ("people.term_of_other_ended", "SENT"),
        ("people.review_interests", "SENT"),
        ("people.review_interests", "UNWANTED"),
    }
    assert len(digests) >= 4
    assert [subject for subject, gathered in digests if gathered == 0] == []


def test_cases_were_asked_for_by_law(county: None) -> None:
    asked = [(one.regime, one.status, bool(one.sent_text)) for one in Disclosure.objects.order_by("begun_at")]

    assert asked == [("FOI", "ANSWERED", True), ("EIR", "OPEN", False)]
    assert "[redacted: s.40(2)]" in Disclosure.objects.get(regime="FOI").sent_text


def test_nothing_happens_after_the_year(county: None) -> None:
    latest = max(Letter.objects.values_list("added_at", flat=True))

    assert NOW - timedelta(days=7) < latest <= NOW


def test_county_that_stands_is_left_alone(county: None) -> None:
    before = Person.objects.count()

    told = operations.seed(number=SEED, by=BY, at=NOW)

    assert (told, Person.objects.count()) == (Told(0), before)


def test_another_county_is_refused(county: None) -> None:
    with pytest.raises(RefusedError, match="Another county stands here"):
        operations.seed(number=SEED + 1, by=BY, at=NOW)


def test_serve_refuses_such_a_database(county: None) -> None:
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
