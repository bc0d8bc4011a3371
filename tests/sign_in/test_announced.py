"""What signing in hears of people: joining, roles, leaving, erasing; what it holds; and demonstrations."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from commonweal.core import personal
from commonweal.core.actors import Actor
from commonweal.core.operating import checks
from commonweal.core.personal import DataSubject
from commonweal.people.models import RoleEnd
from commonweal.people.operations import erasing, leavers, persons, roles
from commonweal.sign_in import code_apps, operations
from commonweal.sign_in.models import ContactCode, Login
from tests.factories import people
from tests.factories import sign_in as make
from tests.factories.sign_in import ADDRESS
from tests.sign_in.reading import text_of

pytestmark = pytest.mark.django_db

SYSTEM = Actor.system("tests.people")


def test_joining_writes_how_to_sign_in(at: datetime) -> None:
    persons.join(name="Asha Gurung", address="Asha@Resident.example", by=SYSTEM, at=at)

    letter = make.newest_letter(ADDRESS)
    assert letter.subject == "You can sign in to Commonweal"
    assert "You need no password." in letter.text
    assert "http://127.0.0.1:8000/sign-in/" in letter.text


def test_whoever_joined_signs_in_however_they_write_their_address(client: Client, at: datetime) -> None:
    persons.join(name="Asha Gurung", address="Asha@Resident.example", by=SYSTEM, at=at)

    answer = make.come_in(client, "ASHA@resident.example")

    assert (answer["Location"], Login.objects.count()) == ("/account/", 1)


@pytest.mark.parametrize(("kind", "asks"), [("grant_officer", True), ("group_manager", False)])
def test_letter_of_a_role_says_whether_it_asks_for_a_second_step(kind: str, asks: bool, at: datetime) -> None:
    who = make.somebody(at=at)
    role = people.role(kind, at=at, who=who)

    with transaction.atomic():
        operations.announced.role_given(role=role, by=SYSTEM, at=at)

    letter = make.newest_letter(ADDRESS)
    assert letter.subject.startswith("You have a new role: ")
    assert ("a code from an app on your phone, or a passkey" in letter.text) is asks


@pytest.mark.parametrize(("kind", "is_still_in"), [("grant_officer", False), ("group_manager", True)])
def test_role_that_ends_signs_staff_out(kind: str, is_still_in: bool, client: Client, at: datetime) -> None:
    who = make.somebody(at=at)
    role = people.role(kind, at=at, who=who)
    people.sign_in(client, who)

    roles.end(role=role, reason=RoleEnd.MOVED, by=SYSTEM, at=at)

    assert client.get("/account/sign-in/").status_code == (200 if is_still_in else 302)


def test_erasing_forgets_browsers(client: Client, at: datetime) -> None:
    who = make.somebody(at=at)
    make.come_in(client)
    before = Login.objects.get().device

    leavers.leave(person=who, by=SYSTEM, at=at)
    erasing.erase_person(person=who, by=SYSTEM, at=at)

    assert (bool(before), Login.objects.get().device) == (True, "")
    assert make.come_in(Client())["Location"] == "/sign-in/guest/"


# What is held.


def subject(who: Any) -> DataSubject:
    return DataSubject(person_key=who.reference, contacts=(ADDRESS,))


def test_everything_held_is_found(client: Client, at: datetime) -> None:
    who = make.somebody(at=at)
    make.come_in(client)
    make.with_app(who, at=at)
    operations.passkeys.add(person=who, name="my phone", credential={}, by=who.actor, at=at)

    found = {
        name: [
            [(str(item.title), item.words) for item in record.items]
            for record in personal.holding(name).find(subject(who))
        ]
        for name in ("sign_in.codes", "sign_in.logins", "sign_in.second_steps")
    }

    assert found == {
        "sign_in.codes": [[("To", ADDRESS), ("On", "17 June 2026")]],
        "sign_in.logins": [
            [
                ("Browser", "A browser we do not know"),
                ("How", "With a code by e-mail"),
                ("Since", "17 June 2026"),
                ("Last used", "17 June 2026"),
            ]
        ],
        "sign_in.second_steps": [
            [
                ("Passkey", "my phone, 17 June 2026"),
                ("Code app added on", "17 June 2026"),
                ("Recovery codes left", "8"),
            ]
        ],
    }


@pytest.mark.parametrize("name", ["sign_in.codes", "sign_in.logins", "sign_in.second_steps"])
def test_what_is_held_can_be_erased(name: str, client: Client, at: datetime) -> None:
    who, other = make.somebody(at=at), make.somebody(at=at, address="ben@resident.example", name="Ben Weald")
    for each, address in ((who, ADDRESS), (other, "ben@resident.example")):
        make.come_in(Client(HTTP_USER_AGENT="Firefox Linux"), address)
        make.with_app(each, at=at)
    holding = personal.holding(name)

    erased = holding.erase(subject(who), by=SYSTEM, at=at)

    theirs = DataSubject(person_key=other.reference, contacts=("ben@resident.example",))
    words = str([item.words for record in holding.find(subject(who)) for item in record.items])
    assert len(erased.erased) == 1
    assert (ADDRESS in words, "Firefox" in words, "17 June 2026" in words) == (False, False, name == "sign_in.logins")
    assert list(holding.find(theirs))


@pytest.mark.parametrize("name", ["sign_in.codes", "sign_in.logins"])
def test_what_is_held_runs_out(name: str, client: Client, at: datetime) -> None:
    make.somebody(at=at)
    make.come_in(client)
    client.post("/sign-out/")
    holding = personal.holding(name)
    tomorrow = (at + timedelta(days=1)).date()

    early, due = list(holding.expired(at.date())), list(holding.expired(tomorrow))
    holding.dispose(due[0].reference, by=SYSTEM, at=at)

    assert (early, [each.began_on for each in due], list(holding.expired(tomorrow))) == ([], [at.date()], [])


def test_second_steps_of_somebody_who_left_run_out(at: datetime) -> None:
    who = make.somebody(at=at)
    make.with_app(who, at=at)
    who.left_at, who.is_active = at, False
    who.save()
    holding = personal.holding("sign_in.second_steps")

    due = list(holding.expired((at + timedelta(days=1)).date()))
    holding.dispose(who.reference, by=SYSTEM, at=at)

    assert ([each.reference for each in due], list(holding.find(subject(who)))) == ([who.reference], [])


# Demonstrations.


def test_real_service_refuses_invented_people(at: datetime) -> None:
    make.somebody(at=at)
    before = _sentences()

    make.somebody(at=at, address="invented@weldmere.example", is_demonstration=True)

    said = "The database holds invented people, as whom anybody can sign in: start with a database of its own."
    assert (said in before, said in _sentences()) == (False, True)


def _sentences() -> list[str]:
    try:
        checks.refuse_unsafe_start()
    except checks.UnsafeStartError as error:
        return [problem.sentence for problem in error.problems]
    return []


def test_pages_of_a_demonstration_are_nowhere_else(client: Client, at: datetime, settings: Any) -> None:
    who = make.officer(at=at, address="priya@weldmere.example")
    who.is_demonstration = True
    who.save()
    addresses = [f"/demonstration/{rest}" for rest in ("people/", "everybody/", f"people/{who.reference}/")]

    real = [client.get(address).status_code for address in addresses]
    settings.IS_DEMONSTRATION = True
    shown = [client.get(address).status_code for address in addresses]

    assert (real, shown) == ([404] * 3, [200] * 3)


def test_demonstration_says_how_each_signs_in(client: Client, at: datetime, settings: Any) -> None:
    settings.IS_DEMONSTRATION = True
    who = make.officer(at=at, address="priya@weldmere.example")
    who.is_demonstration = True
    who.save()
    app = operations.steps.give_authenticator(person=who, by=SYSTEM, at=at)

    listed = text_of(client.get("/demonstration/everybody/"))
    page = text_of(client.get(f"/demonstration/people/{who.reference}/"))

    assert "Asha Gurung Grant officer, " in listed
    assert "priya@weldmere.example A code by e-mail, then a code from an app." in listed
    assert code_apps.in_threes(code_apps.code_of(app.secret, code_apps.step_at(at))) in page


def test_real_person_is_not_shown_in_a_demonstration(client: Client, at: datetime, settings: Any) -> None:
    settings.IS_DEMONSTRATION = True
    real = make.somebody(at=at, name="Rhoda Real")

    listed = client.get("/demonstration/everybody/")
    page = client.get(f"/demonstration/people/{real.reference}/")

    assert ("Rhoda Real" in text_of(listed), page.status_code) == (False, 404)


def test_list_of_people_makes_the_same_queries(same_queries: Any, client: Client, at: datetime, settings: Any) -> None:
    settings.IS_DEMONSTRATION = True

    def add(number: int) -> None:
        who = make.somebody(at=at, address=f"p{number}@weldmere.example", is_demonstration=True)
        people.role("grant_officer", at=at, who=who)
        operations.steps.give_authenticator(person=who, by=SYSTEM, at=at)

    same_queries(client, "/demonstration/everybody/", add)


def test_codes_are_no_secret_of_the_database(client: Client, at: datetime) -> None:
    make.ask(client)

    assert ContactCode.objects.get().code_digest != make.code_sent().replace(" ", "")
