"""Accounts: joining, changing, leaving, coming back, and being erased."""

from __future__ import annotations

from datetime import date, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from commonweal.core import personal
from commonweal.core.actors import Actor
from commonweal.core.personal import DataSubject, Due, Erasure, Kept
from commonweal.core.rules import RefusedError
from commonweal.people import kinds_of_role as kinds
from commonweal.people import operations, queries
from commonweal.people.models import Body, InterestKind, Person
from tests.factories import people as make

pytestmark = pytest.mark.django_db

SYSTEM = Actor.system("tests.people")


def join(at: datetime, *, name: str = "Tom Hale", address: str = "tom@example.org") -> Person:
    return operations.persons.join(name=name, address=address, by=SYSTEM, at=at)


def test_address_is_kept_in_one_case(at: datetime) -> None:
    person = join(at, address="Tom.Hale@Example.ORG")

    assert queries.persons.address_of(person) == "tom.hale@example.org"
    assert queries.persons.by_address("TOM.HALE@example.org") == person


def test_addresses_of_people_are_looked_up_from_either_side(at: datetime) -> None:
    tom, ann = join(at), join(at, name="Ann Lee", address="ann@example.org")

    assert queries.persons.addresses_of(tom.reference) == ("tom@example.org",)
    assert queries.persons.addresses_of("") == ()
    assert queries.persons.addresses_by_person([tom, ann]) == {tom.pk: "tom@example.org", ann.pk: "ann@example.org"}
    assert queries.persons.key_with(["nobody@example.org", "ANN@example.org"]) == ann.reference
    assert queries.persons.key_with(["nobody@example.org"]) == ""


def test_who_left_has_an_address_and_cannot_sign_in_with_it(at: datetime) -> None:
    stays, leaver = join(at), join(at, name="Ann Lee", address="ann@example.org")
    operations.leavers.leave(person=leaver, by=SYSTEM, at=at)

    who_can = [queries.persons.who_signs_in_with(address) for address in ("Tom@example.org", "ann@example.org")]

    assert who_can == [stays, None]
    assert queries.persons.by_address("ann@example.org") == leaver


def test_two_people_cannot_have_one_address(at: datetime) -> None:
    join(at)

    with pytest.raises(RefusedError) as refused:
        join(at, name="Another", address="TOM@example.org")

    assert refused.value.refused.field == "address"
    assert Person.objects.count() == 1


def test_what_is_no_address(at: datetime) -> None:
    with pytest.raises(RefusedError) as refused:
        join(at, address="tom at example")

    assert refused.value.refused.reason == "Enter an e-mail address in full, like name@example.com"


def test_only_those_who_manage_people_add_somebody(at: datetime) -> None:
    officer = make.role(kinds.GRANT_OFFICER, at=at).person
    admin = make.role(kinds.ADMINISTRATOR, at=at).person
    new = {"name": "Tom Hale", "address": "tom@example.org", "at": at}

    with pytest.raises(RefusedError):
        operations.persons.join(by=officer.actor, **new)  # type: ignore[arg-type]  # as the names say
    added = operations.persons.join(by=admin.actor, **new)  # type: ignore[arg-type]  # as the names say

    assert added.name == "Tom Hale"


def test_somebody_changes_their_own_address_only(at: datetime) -> None:
    person, other = join(at), join(at, name="Ann Lee", address="ann@example.org")

    with pytest.raises(RefusedError) as refused:
        operations.persons.change_address(person=person, address="new@example.org", by=other.actor, at=at)
    operations.persons.change_address(person=person, address="New@example.org", by=person.actor, at=at)

    assert refused.value.refused.reason == "Only the person themself can change the address they sign in with"
    assert queries.persons.address_of(person) == "new@example.org"


def test_leaver_cannot_act_and_can_come_back(at: datetime) -> None:
    admin = make.role(kinds.ADMINISTRATOR, at=at).person
    person = join(at)

    operations.leavers.leave(person=person, by=admin.actor, at=at)
    left = Person.objects.get(pk=person.pk)
    operations.persons.come_back(person=left, by=admin.actor, at=at)
    back = Person.objects.get(pk=person.pk)

    assert [(each.is_active, each.left_at) for each in (left, back)] == [(False, at), (True, None)]
    assert queries.persons.address_of(back) == "tom@example.org"


def test_nobody_ends_their_own_account(at: datetime) -> None:
    admin = make.role(kinds.ADMINISTRATOR, at=at).person

    with pytest.raises(RefusedError) as refused:
        operations.leavers.leave(person=admin, by=admin.actor, at=at)

    assert refused.value.refused.reason == (
        "Ask an administrator to end your account, so that somebody takes over your work"
    )


def test_account_is_erased_by_a_privacy_officer_only(at: datetime) -> None:
    leaver, other = join(at), make.role(kinds.ADMINISTRATOR, at=at).person
    privacy_officer = make.role(kinds.PRIVACY_OFFICER, at=at).person
    operations.leavers.leave(person=leaver, by=SYSTEM, at=at)

    with pytest.raises(RefusedError) as refused:
        operations.erasing.erase_person(person=leaver, by=other.actor, at=at)
    erased = operations.erasing.erase_person(person=leaver, by=privacy_officer.actor, at=at)

    assert refused.value.refused.reason == "Only a privacy officer of the council can erase an account. Ask them"
    assert (erased.name, erased.erased_at) == ("", at)


def test_erased_account_without_leaving_is_refused_by_the_database(at: datetime) -> None:
    person = join(at)

    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=person.pk).update(erased_at=at)


# What is held about somebody.


def test_account_in_use_is_kept_and_one_that_was_left_is_emptied(at: datetime) -> None:
    using, leaver = join(at), join(at, name="Ann Lee", address="ann@example.org")
    operations.leavers.leave(person=leaver, by=SYSTEM, at=at)
    accounts = personal.holding("people.accounts")

    answers = [accounts.erase(DataSubject(person_key=person.reference), by=SYSTEM, at=at) for person in (using, leaver)]

    kept = Kept(using.reference, "The account is in use. It can be erased once you have left")
    assert answers == [Erasure((), (kept,)), Erasure((leaver.reference,), ())]
    emptied = Person.objects.get(pk=leaver.pk)
    assert (emptied.name, emptied.erased_at, queries.persons.address_of(emptied)) == ("", at, "")


def test_account_is_found_by_key_and_by_address(at: datetime) -> None:
    person = join(at)
    make.role(kinds.ASSESSOR, at=at, who=person, where=make.body(name="Otter County Council"))
    accounts = personal.holding("people.accounts")

    found = [
        [record.reference for record in accounts.find(subject)]
        for subject in (
            DataSubject(person_key=person.reference),
            DataSubject(contacts=("Tom@example.org",)),
            DataSubject(contacts=("nobody@example.org",)),
        )
    ]
    words = [item.words for record in accounts.find(DataSubject(person_key=person.reference)) for item in record.items]

    assert found == [[person.reference], [person.reference], []]
    assert words == [
        "Tom Hale",
        "tom@example.org",
        "17 June 2026",
        "Assessor, Otter County Council, from 1 June 2025 until now",
    ]


def test_account_of_somebody_who_left_comes_up_when_its_time_is_over(at: datetime) -> None:
    person = join(at)
    operations.leavers.leave(person=person, by=SYSTEM, at=at)
    accounts = personal.holding("people.accounts")

    due = [list(accounts.expired(day)) for day in (date(2026, 6, 17), date(2026, 6, 18))]
    accounts.dispose(person.reference, by=SYSTEM, at=at)

    assert due == [[], [Due(person.reference, date(2026, 6, 17))]]
    assert Person.objects.get(pk=person.pk).name == ""
    assert list(accounts.expired(date(2030, 1, 1))) == []


def test_interests_are_kept_when_somebody_asks_and_go_when_their_time_is_over(at: datetime) -> None:
    person = join(at)
    interest = operations.interests.declare(
        person=person,
        kind=InterestKind.TRUSTEE,
        with_whom="Otter Hall Trust",
        from_on=date(2026, 1, 1),
        until_on=date(2026, 2, 1),
        by=person.actor,
        at=at,
    )
    held = personal.holding("people.interests")

    erased = held.erase(DataSubject(person_key=person.reference), by=SYSTEM, at=at)
    due = list(held.expired(date(2026, 6, 17)))
    held.dispose(interest.reference, by=SYSTEM, at=at)

    interest.refresh_from_db()
    assert [kept.reference for kept in erased.kept] == [interest.reference]
    assert due == [Due(interest.reference, date(2026, 2, 1))]
    assert (interest.with_whom, interest.emptied_at) == ("", at)


# The first administrator.


def add_person(**options: str) -> str:
    out = StringIO()
    call_command("add_person", name="Priya Shah", address="priya@example.org", stdout=out, **options)
    return out.getvalue()


@pytest.mark.real_time
def test_first_administrator_of_an_empty_service() -> None:
    said = add_person()

    role = queries.persons.by_address("priya@example.org").roles.get()  # type: ignore[union-attr]  # it is there
    assert (role.kind, role.body.kind) == (kinds.ADMINISTRATOR, "COUNCIL")
    assert said.endswith(f"is administrator at {Body.objects.get().name}. They can sign in now.\n")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"body": "nowhere"}, "No body has its page at /bodies/nowhere/"),
        ({"role": "king"}, "Choose the role from those that are offered"),
    ],
)
def test_command_says_what_is_wrong_and_adds_nobody(options: dict[str, str], words: str) -> None:
    with pytest.raises(CommandError, match=words):
        add_person(**options)

    assert Person.objects.count() == 0
