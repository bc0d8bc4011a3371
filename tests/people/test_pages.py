"""The pages of bodies, people and roles, as each kind of person meets them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from commonweal.core.actors import Actor
from commonweal.people import kinds_of_role as kinds
from commonweal.people import operations
from commonweal.people.models import BodyKind, InterestKind, Person, StandIn
from tests.conftest import SameQueries
from tests.factories import people as make

pytestmark = pytest.mark.django_db

SYSTEM = Actor.system("tests.people")


@pytest.fixture
def admin(at: datetime) -> Person:
    return make.role(kinds.ADMINISTRATOR, at=at, who=make.person(at=at, name="Priya Shah")).person


@pytest.fixture
def lead(at: datetime) -> Person:
    where = make.body(BodyKind.VOLUNTEER_CENTRE, name="Marsh Volunteer Centre")
    return make.role(kinds.PARTNER_LEAD, at=at, who=make.person(at=at, name="Lena Marsh"), where=where).person


def page_of(client: Client, name: str, **words: str) -> str:
    answer = client.get(reverse(name, kwargs=words or None))
    assert answer.status_code == 200, (name, answer.status_code)
    return str(answer.content.decode())


def test_public_pages_when_there_is_nothing_yet(client: Client) -> None:
    pages = ["people:body_list", "people:role_list", "people:councillor_list", "people:exception_list"]

    answers = [client.get(reverse(page)).status_code for page in pages]

    assert answers == [200, 200, 200, 200]


def test_every_desk_page_for_an_administrator(client: Client, admin: Person, at: datetime) -> None:
    make.sign_in(client, admin)
    somebody = make.role(kinds.COMMUNITIES_OFFICER, at=at, who=make.person(at=at, name="Ann Lee"))
    left = make.person(at=at, name="Old Tom", left_at=at, is_active=False)
    body = make.body(BodyKind.DISTRICT, name="Otter District Council")
    exception = operations.two_people.give(
        body=body,
        decision="people.hold_conflicting_roles",
        kind=StandIn.SINGLE_PERSON,
        reason="There are two of us",
        from_on=date(2026, 6, 1),
        until_on=date(2026, 12, 1),
        by=SYSTEM,
        at=at,
    )
    ref = {"ref": somebody.person.reference}
    pages: list[tuple[str, dict[str, str]]] = [
        ("portal:account", {}),
        ("people:person_list", {}),
        ("people:person_left_list", {}),
        ("people:person_add", {}),
        ("people:person_record", ref),
        ("people:role_give", ref),
        ("people:person_leave", ref),
        ("people:person_interests", ref),
        ("people:role_end", ref | {"role": somebody.reference}),
        ("people:person_come_back", {"ref": left.reference}),
        ("people:body_desk", {}),
        ("people:body_add", {}),
        ("people:body_change", {"slug": body.slug}),
        ("people:body_set_look", {"slug": body.slug}),
        ("people:body_drop_look", {"slug": body.slug}),
        ("people:body_end", {"slug": body.slug}),
        ("people:orphan_list", {}),
        ("people:exception_desk", {}),
        ("people:exception_add", {}),
        ("people:exception_end", {"ref": exception.reference}),
        ("people:interest_list", {}),
        ("people:interest_add", {}),
        ("people:interest_review", {}),
        ("people:name_change", {}),
        ("people:power_switch_on", {"role": admin.roles.get().reference, "name": "people.step_in"}),
    ]

    answers = {name: client.get(reverse(name, kwargs=words or None)).status_code for name, words in pages}

    assert {name: status for name, status in answers.items() if status != 200} == {}


def test_desk_is_not_there_for_an_officer(client: Client, at: datetime) -> None:
    officer = make.role(kinds.COMMUNITIES_OFFICER, at=at).person
    make.sign_in(client, officer)
    pages = ["person_list", "person_add", "body_desk", "body_add", "orphan_list", "power_list", "exception_desk"]

    answers = {page: client.get(reverse(f"people:{page}")).status_code for page in pages}

    assert answers == dict.fromkeys(pages, 404)


def test_lead_sees_the_people_of_the_own_body_only(client: Client, lead: Person, at: datetime) -> None:
    own = make.role(
        kinds.PARTNER_OFFICER, at=at, who=make.person(at=at, name="Own Officer"), where=lead.roles.get().body
    )
    other = make.role(kinds.COMMUNITIES_OFFICER, at=at, who=make.person(at=at, name="Other Officer"))
    make.sign_in(client, lead)

    shown = page_of(client, "people:person_list")
    answers = [
        client.get(reverse("people:person_record", kwargs={"ref": role.person.reference})).status_code
        for role in (own, other)
    ]

    assert ("Own Officer" in shown, "Other Officer" in shown) == (True, False)
    assert answers == [200, 404]


def test_lead_sees_somebody_until_their_role_at_the_body_ends(client: Client, lead: Person, at: datetime) -> None:
    role = make.role(
        kinds.PARTNER_OFFICER, at=at, who=make.person(at=at, name="Own Officer"), where=lead.roles.get().body
    )
    make.sign_in(client, lead)
    record = reverse("people:person_record", kwargs={"ref": role.person.reference})
    end = reverse("people:role_end", kwargs={"ref": role.person.reference, "role": role.reference})

    before = client.get(record).status_code
    ended = client.post(end, {"reason": "MOVED"})
    after = client.get(record).status_code
    history = page_of(client, "people:person_left_list")

    assert (before, ended["Location"], after) == (200, reverse("people:person_list"), 404)
    assert (role.reference in history, "Own Officer" in history) == (True, False)


def test_lead_sees_no_role_that_ended_at_another_body(client: Client, lead: Person, at: datetime) -> None:
    make.sign_in(client, lead)
    own = make.ended_role(kinds.PARTNER_OFFICER, at=at, where=lead.roles.get().body)
    other = make.ended_role(kinds.PARTNER_OFFICER, at=at)

    history = page_of(client, "people:person_left_list")

    assert (own.reference in history, other.reference in history) == (True, False)


def test_administrator_adds_somebody_who_is_then_listed(client: Client, admin: Person) -> None:
    make.sign_in(client, admin)
    body = admin.roles.get().body

    answer = client.post(
        reverse("people:person_add"),
        {"name": "Tom Hale", "address": "Tom@Example.org", "kind": "grant_officer", "body": body.reference},
    )

    shown = page_of(client, "people:person_list")
    assert answer.status_code == 302
    assert ("Tom Hale" in shown, "Grant officer" in shown) == (True, True)


def test_address_that_somebody_has_is_said_at_its_box(client: Client, admin: Person, at: datetime) -> None:
    operations.persons.join(name="Tom Hale", address="tom@example.org", by=SYSTEM, at=at)
    leaver = operations.persons.join(name="Ann Lee", address="ann@example.org", by=SYSTEM, at=at)
    operations.leavers.leave(person=leaver, by=SYSTEM, at=at)
    make.sign_in(client, admin)
    body = admin.roles.get().body

    answer = client.post(
        reverse("people:person_add"),
        {"name": "Ann Lee", "address": "ANN@example.org", "kind": "grant_officer", "body": body.reference},
    )

    assert answer.status_code == 422
    assert "Somebody who left has this address. Find them among the people who left" in answer.content.decode()


# The list of people: found by words, a page at a time.


@pytest.fixture
def many(client: Client, admin: Person, at: datetime) -> Person:
    """Thirty assessors, Ørjan Lee and an officer of the Marsh Centre, before the administrator's eyes."""
    council = admin.roles.get().body
    for number in range(30):
        make.role(kinds.ASSESSOR, at=at, who=make.person(at=at, name=f"Assessor {number:02}"), where=council)
    make.role(kinds.GRANT_OFFICER, at=at, who=make.person(at=at, name="Ørjan Lee-Smith"), where=council)
    marsh = make.body(BodyKind.VOLUNTEER_CENTRE, name="Marsh Centre")
    make.role(kinds.PARTNER_OFFICER, at=at, who=make.person(at=at, name="Zoe Ward"), where=marsh)
    make.sign_in(client, admin)
    return admin


def names_on(client: Client, query: str) -> list[str]:
    shown = client.get(reverse("people:person_list") + query).content.decode()
    return re.findall(r'<td class="govuk-table__cell"><a class="govuk-link" href="[^"]+">([^<]+)</a></td>', shown)


def test_people_are_listed_a_page_at_a_time(client: Client, many: Person) -> None:
    first, second, beyond = (names_on(client, query) for query in ("", "?page=2", "?page=99"))

    assert (len(first), len(second)) == (25, 8)
    assert first[:2] == ["Assessor 00", "Assessor 01"]
    assert second[-2:] == ["Zoe Ward", "Ørjan Lee-Smith"]
    assert beyond == second


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=lee", ["Ørjan Lee-Smith"]),
        ("?q=ORJAN+smi", ["Ørjan Lee-Smith"]),
        ("?q=marsh", ["Zoe Ward"]),
        ("?q=zoe+partner", ["Zoe Ward"]),
        ("?q=zoe+grant", []),
        ("?q=oe", []),
        ("?q=assessor&page=2", [f"Assessor {number}" for number in range(25, 30)]),
    ],
)
def test_people_are_found_by_the_beginnings_of_words(
    client: Client, many: Person, query: str, found: list[str]
) -> None:
    assert names_on(client, query) == found


def test_people_who_cannot_be_found(client: Client, many: Person) -> None:
    shown = client.get(reverse("people:person_list"), {"q": "<nobody>"}).content.decode()

    assert "Nobody found for “&lt;nobody&gt;”" in shown
    assert "Show everybody" in shown


def test_other_pages_of_what_was_found_keep_its_words(client: Client, many: Person) -> None:
    shown = client.get(reverse("people:person_list"), {"q": "assessor"}).content.decode()

    assert "30 people found" in shown
    assert 'href="/desk/people/?q=assessor&amp;page=2"' in shown


def test_search_tells_a_lead_nothing_of_other_bodies(client: Client, many: Person, lead: Person) -> None:
    make.sign_in(client, lead)

    assert (names_on(client, "?q=zoe"), names_on(client, "")) == ([], [lead.name])


@pytest.mark.parametrize("query", ["", "?q=person"])
def test_list_of_people_makes_the_same_queries(
    client: Client, admin: Person, at: datetime, same_queries: SameQueries, query: str
) -> None:
    make.sign_in(client, admin)

    def add(number: int) -> None:
        make.role(kinds.ASSESSOR, at=at, who=make.person(at=at, name=f"Person {number}"))

    same_queries(client, reverse("people:person_list") + query, add)


def test_public_lists_make_the_same_queries(client: Client, at: datetime, same_queries: SameQueries) -> None:
    def add(number: int) -> None:
        body = make.body(name=f"Council {number}")
        make.role(kinds.ACCOUNTABLE_OFFICER, at=at, where=body)
        division: dict[str, Any] = {"scope_kind": "places.area", "scope_reference": f"E58000{number:03}"}
        make.role(kinds.MEMBER, at=at, where=body, until_on=date(2029, 5, 1), **division)
        operations.two_people.give(
            body=body,
            decision="people.hold_conflicting_roles",
            kind=StandIn.OUTSIDE_APPROVER,
            approver=make.role(kinds.ASSESSOR, at=at).person,
            reason="There is only one of us",
            from_on=date(2026, 6, 1),
            until_on=date(2026, 12, 1),
            by=SYSTEM,
            at=at,
        )

    for page in ("body_list", "role_list", "councillor_list", "exception_list"):
        same_queries(client, reverse(f"people:{page}"), add)


def test_councillors_register_shows_what_the_law_asks_for_and_no_more(client: Client, at: datetime) -> None:
    division: dict[str, Any] = {
        "scope_kind": "places.area",
        "scope_reference": "E58000001",
        "until_on": date(2029, 5, 1),
    }
    councillor = make.role(kinds.MEMBER, at=at, who=make.person(at=at, name="Cllr Rose Hill"), **division).person
    declared = [
        (InterestKind.EMPLOYMENT, "Hill Farm Ltd", False),
        (InterestKind.LAND, "Secret Cottage", True),
        (InterestKind.MEMBERSHIP, "Otter Bowls Club", False),
    ]
    for kind, with_whom, is_sensitive in declared:
        operations.interests.declare(
            person=councillor,
            kind=kind,
            with_whom=with_whom,
            is_sensitive=is_sensitive,
            from_on=date(2026, 1, 1),
            by=councillor.actor,
            at=at,
        )

    shown = page_of(client, "people:councillor_record", ref=councillor.reference)

    assert [name in shown for _kind, name, _is_sensitive in declared] == [True, False, False]
    assert "One interest is declared and not shown, under section 32" in shown


def test_register_of_somebody_who_is_no_councillor_is_not_there(client: Client, at: datetime) -> None:
    officer = make.role(kinds.GRANT_OFFICER, at=at).person
    councillor = make.role(kinds.MEMBER, at=at, until_on=date(2029, 5, 1)).person

    answers = [
        client.get(reverse("people:councillor_record", kwargs={"ref": who.reference})).status_code
        for who in (officer, councillor)
    ]

    assert answers == [404, 200]


def test_power_that_is_on_is_said_on_every_page_until_it_is_switched_off(client: Client, admin: Person) -> None:
    make.sign_in(client, admin)
    role = admin.roles.get()
    switch = reverse("people:power_switch_on", kwargs={"role": role.reference, "name": "people.step_in"})

    client.post(switch, {"reason": "Their lead is away until Monday", "hours": "4"})
    during = page_of(client, "portal:about")
    power = role.powers.get()
    client.post(reverse("people:power_switch_off", kwargs={"ref": power.reference}))
    after = page_of(client, "portal:about")

    words = "A power is switched on until 1:30pm: Manage the people of a partner that has its own lead."
    assert (words in during, words in after) == (True, False)


def test_overseer_sees_each_use_of_a_power(client: Client, admin: Person, lead: Person, at: datetime) -> None:
    body = lead.roles.get().body
    operations.powers.switch_on(
        role=admin.roles.get(),
        power="people.step_in",
        reason="Their lead is ill for weeks",
        until_at=at + timedelta(hours=2),
        by=admin.actor,
        at=at,
    )
    given = operations.roles.give(
        person=make.person(at=at), kind=kinds.PARTNER_OFFICER, body=body, by=admin.actor, at=at
    )
    make.sign_in(client, make.role(kinds.PRIVACY_OFFICER, at=at).person)

    shown = page_of(client, "people:power_list")

    assert [words in shown for words in ("Priya Shah", "Their lead is ill for weeks", given.reference)] == [True] * 3


def test_body_is_shown_in_its_own_look(client: Client, at: datetime) -> None:
    body = make.body(BodyKind.VOLUNTEER_CENTRE, name="Marsh Volunteer Centre")
    operations.bodies.set_look(body=body, colour="#801650", logo=None, by=SYSTEM, at=at)

    shown = page_of(client, "people:body_record", slug=body.slug)
    look = client.get(reverse("people:body_look", kwargs={"slug": body.slug}))

    assert f'href="/bodies/{body.slug}/look.css?801650"' in shown
    assert (look["Content-Type"], "#801650" in look.content.decode()) == ("text/css; charset=utf-8", True)
    assert look["Cache-Control"] == "public, max-age=86400"


def test_interests_page_keeps_what_was_declared_before(client: Client, at: datetime) -> None:
    officer = make.role(kinds.GRANT_OFFICER, at=at).person
    make.sign_in(client, officer)
    since = {"from_on_day": "1", "from_on_month": "2", "from_on_year": "2026"}

    client.post(reverse("people:interest_add"), {"kind": "TRUSTEE", "with_whom": "Otter Hall Trust"} | since)
    interest = officer.interests.get()
    change = reverse("people:interest_change", kwargs={"ref": interest.reference})
    answer = client.post(change, {"kind": "TRUSTEE", "with_whom": "Otter Village Hall Trust"} | since)
    shown = page_of(client, "people:interest_list")

    assert answer.status_code == 302
    assert ["Otter Village Hall Trust" in shown, "Otter Hall Trust" in shown] == [True, True]
    assert "Replaced by a later declaration" in shown
