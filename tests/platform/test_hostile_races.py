"""Several browsers at the same instant, with one code, one recovery code, one person: only one of them gets through."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier
from typing import TypeVar

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError, connection
from django.test import Client

from commonweal.core.rules import RefusedError
from commonweal.people import kinds_of_role, operations
from commonweal.people.models import Role
from commonweal.sign_in import code_apps
from commonweal.sign_in.models import Login, Step
from commonweal.sign_in.operations import steps
from tests.factories import people
from tests.platform.test_hostile_sign_in import ADDRESS, CODE, ask, newest_code

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

AT_ONCE = 4

Outcome = TypeVar("Outcome")


def all_at_once(act: Callable[[int], Outcome]) -> list[Outcome]:
    """What comes of it when several do it at the same instant, each on a connection of its own."""
    together = Barrier(AT_ONCE)

    def one(number: int) -> Outcome:
        try:
            together.wait(timeout=30)
            return act(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as crowd:
        return list(crowd.map(one, range(AT_ONCE)))


def test_one_code_in_several_windows(at: datetime) -> None:
    who = people.person(at=at)
    EmailAddress.objects.create(user=who, email=ADDRESS, verified=True, primary=True)
    asker = Client()
    ask(asker, ADDRESS)
    code, session = newest_code(ADDRESS), asker.cookies["sessionid"].value

    def type_it(_number: int) -> int:
        window = Client()
        window.cookies["sessionid"] = session
        return window.post(CODE, {"code": code}).status_code

    statuses = all_at_once(type_it)

    assert statuses.count(302) == 1
    assert Login.objects.count() == 1


def test_one_recovery_code_in_several_windows(at: datetime) -> None:
    who = people.person(at=at)
    secret = code_apps.new_secret()
    shown = code_apps.code_of(secret, code_apps.step_at(at))
    [code, *_others] = steps.add_code_app(person=who, secret=secret, code=shown, by=who.actor, at=at)

    def show(_number: int) -> str:
        try:
            return steps.show(person=who, code=code, by=who.actor, at=at)
        except RefusedError:
            return "refused"

    shown_by = all_at_once(show)

    assert sorted(shown_by) == sorted([Step.RECOVERY, *["refused"] * (AT_ONCE - 1)])


def test_roles_that_check_each_other_given_at_once(at: datetime) -> None:
    who, council = people.person(at=at), people.body()
    kinds = [kinds_of_role.ADMINISTRATOR, kinds_of_role.PRIVACY_OFFICER] * (AT_ONCE // 2)

    def give(number: int) -> bool:
        try:
            operations.roles.give(person=who, kind=kinds[number], body=council, by=people.ADMINISTRATION, at=at)
        except (RefusedError, IntegrityError):  # by the rule, or the same role twice by the database
            return False
        return True

    given = all_at_once(give)

    assert given.count(True) == 1
    assert Role.objects.filter(person=who).count() == 1
