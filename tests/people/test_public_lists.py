"""The public lists of bodies, kinds of role and councillors, when there are many of each."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from commonweal.people import kinds_of_role as kinds
from commonweal.people.models import Body, BodyKind, Person
from commonweal.people.presenters import bodies as presenters
from commonweal.people.presenters.kinds import MOST_NAMED
from commonweal.people.role_kinds import KINDS
from tests.conftest import SameQueries
from tests.factories import people as make

pytestmark = pytest.mark.django_db


def shown(client: Client, name: str, **words: str) -> str:
    answer = client.get(reverse(name, kwargs=words or None))
    assert answer.status_code == 200
    return str(answer.content.decode())


def councillor(name: str, *, at: datetime, where: Body, area: str, until: date = date(2029, 5, 6)) -> Person:
    who = make.person(at=at, name=name)
    make.role(
        kinds.MEMBER,
        at=at,
        who=who,
        where=where,
        until_on=until,
        scope_kind="places.area",
        scope_reference=area,
    )
    return who


def test_every_kind_of_role_has_a_page_of_its_own(client: Client) -> None:
    listed = shown(client, "people:role_list")

    pages = {name: shown(client, "people:role_show", slug=name.replace("_", "-")) for name in KINDS.roles}

    assert [kind.name for kind in KINDS.roles.values() if str(kind.title) not in pages[kind.name]] == []
    assert [name for name in KINDS.roles if f'href="/roles/{name.replace("_", "-")}/"' not in listed] == []


def test_kind_of_role_that_is_not_there(client: Client) -> None:
    answers = [client.get(f"/roles/{slug}/").status_code for slug in ("lord-lieutenant", "grant_officer")]

    assert answers == [404, 404]


def test_few_holders_of_a_public_role_are_named_and_many_are_counted(client: Client, at: datetime) -> None:
    few, many = make.body(name="Few Council"), make.body(name="Many Council")
    make.role(kinds.ACCOUNTABLE_OFFICER, at=at, who=make.person(at=at, name="Amy Few"), where=few)
    for number in range(MOST_NAMED + 1):
        make.role(kinds.ACCOUNTABLE_OFFICER, at=at, who=make.person(at=at, name=f"Officer {number}"), where=many)

    page = shown(client, "people:role_show", slug="accountable-officer")

    assert ("Amy Few" in page, "Officer 0" in page, f"{MOST_NAMED + 1} people" in page) == (True, False, True)


def test_holders_of_a_role_that_is_not_public_are_counted(client: Client, at: datetime) -> None:
    make.role(kinds.GRANT_OFFICER, at=at, who=make.person(at=at, name="Quiet Officer"))

    page = shown(client, "people:role_show", slug="grant-officer")

    assert ("Quiet Officer" in page, "One person" in page) == (False, True)


def test_page_of_a_role_makes_the_same_queries(client: Client, at: datetime, same_queries: SameQueries) -> None:
    def add(number: int) -> None:
        make.role(kinds.ACCOUNTABLE_OFFICER, at=at, where=make.body(name=f"Council {number}"))

    same_queries(client, "/roles/accountable-officer/", add)


def test_councillors_of_a_council_have_a_list_of_their_own(client: Client, at: datetime) -> None:
    council = make.body(name="Otter County Council")
    councillor("Rose Hill", at=at, where=council, area="E58000001")

    page = shown(client, "people:body_record", slug=council.slug)
    listed = shown(client, "people:councillor_list")

    assert ("Rose Hill" in page, "Rose Hill" in listed) == (False, True)
    assert 'href="/councillors/">One county councillor, with the division' in page


def test_term_that_most_councillors_share_is_said_once(client: Client, at: datetime) -> None:
    council = make.body(name="Otter County Council")
    for number in (1, 2):
        councillor(f"Councillor {number}", at=at, where=council, area=f"E5800000{number}")
    councillor("Late Comer", at=at, where=council, area="E58000003", until=date(2028, 3, 2))

    page = shown(client, "people:councillor_list")

    assert (page.count("6 May 2029"), page.count("2 March 2028")) == (1, 1)


def test_parts_stand_under_the_council_they_belong_to(at: datetime) -> None:
    council = make.body(name="Otter County Council")
    directorate = make.body(BodyKind.DIRECTORATE, name="Places", parent=council)
    team = make.body(BodyKind.TEAM, name="Communities team", parent=directorate)
    district = make.body(BodyKind.DISTRICT, name="Otter District Council")

    groups = presenters.by_kind([team, district, directorate, council])

    tree = [(group.title, [(top.name, [part.name for part in top.parts]) for top in group.entries]) for group in groups]
    assert tree == [
        ("The council", [("Otter County Council", ["Places"])]),
        ("District and borough councils", [("Otter District Council", [])]),
    ]
    assert [part.name for part in groups[0].entries[0].parts[0].parts] == ["Communities team"]


def test_part_of_a_council_that_ended_still_stands_in_the_list(at: datetime) -> None:
    council = make.body(name="Otter County Council")
    directorate = make.body(BodyKind.DIRECTORATE, name="Places", parent=council)

    groups = presenters.by_kind([directorate])

    assert [(group.title, [top.name for top in group.entries]) for group in groups] == [("Directorates", ["Places"])]
