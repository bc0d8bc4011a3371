"""The desk's pages, as officers who answer requests meet them; and what they hold when they leave."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from commonweal.accountability.models import FormatRequest
from commonweal.accountability.operations import formats as operations
from commonweal.accountability.states.formats import Status
from commonweal.accountability.work import formats as work
from commonweal.core.actors import Actor
from commonweal.core.rules import RefusedError
from commonweal.people import kinds_of_role as kinds
from commonweal.people import operations as people
from commonweal.people.models import BodyKind, Orphan, Role, RoleEnd
from tests.conftest import SameQueries
from tests.factories import accountability as make
from tests.factories import people as make_people

pytestmark = pytest.mark.django_db

SYSTEM = Actor.system("tests.desk")


@pytest.fixture
def officer(at: datetime) -> Role:
    return make_people.role(kinds.COMMUNITIES_OFFICER, at=at, who=make_people.person(at=at, name="Priya Shah"))


@pytest.fixture
def desk(client: Client, officer: Role) -> Client:
    return make_people.sign_in(client, officer.person)


def address(page: str, ref: str) -> str:
    return reverse(f"accountability:{page}", kwargs={"ref": ref})


def test_desk_shows_what_is_late_before_what_waits(desk: Client, at: datetime) -> None:
    late = make.sent(at=at - timedelta(days=30), contact="late@example.org").request
    waits = make.sent(at=at, contact="waits@example.org").request

    shown = desk.get(reverse("accountability:desk_list")).content.decode()

    assert shown.index("Late") < shown.index(late.reference) < shown.index("Waiting") < shown.index(waits.reference)


def test_desk_with_nothing_to_do(desk: Client) -> None:
    shown = desk.get(reverse("accountability:desk_list")).content.decode()

    assert "Nobody waits for another format." in shown


def test_list_makes_the_same_queries(desk: Client, at: datetime, same_queries: SameQueries) -> None:
    same_queries(
        desk,
        reverse("accountability:desk_list"),
        lambda number: make.sent(at=at, contact=f"asker{number}@example.org"),
    )


def test_officer_takes_on_and_supplies(desk: Client, officer: Role, at: datetime) -> None:
    asked = make.sent(at=at).request

    taken = desk.post(address("desk_take_on", asked.reference))
    holder = FormatRequest.objects.get(pk=asked.pk).handler
    shown = desk.get(address("desk_record", asked.reference)).content.decode()
    empty = desk.post(address("desk_supply", asked.reference))
    supplied = desk.post(address("desk_supply", asked.reference), {"note": "Posted today"})

    asked.refresh_from_db()
    assert (taken.status_code, empty.status_code, supplied.status_code) == (302, 422, 302)
    assert (holder, asked.status) == (officer.person, Status.SUPPLIED)
    assert "In hand: Priya Shah." in shown
    assert "Enter how it was supplied" in empty.content.decode()


def test_officer_erases_what_it_says(desk: Client, at: datetime) -> None:
    asked = make.sent(at=at).request

    answer = desk.post(address("desk_erase", asked.reference))

    asked.refresh_from_db()
    assert (answer.status_code, asked.is_emptied, asked.contact) == (302, True, "")


def test_somebody_else_of_the_council_cannot_take_one_on(at: datetime) -> None:
    asked = make.sent(at=at).request
    outsider = make_people.role(kinds.GRANT_OFFICER, at=at).person

    with pytest.raises(RefusedError) as refused:
        operations.take_on(asked=asked, by=outsider.actor, at=at)

    assert refused.value.refused.reason == ("Only an officer who answers requests for another format can take this on")


def test_leaver_hands_requests_over_on_the_pages(client: Client, officer: Role, at: datetime) -> None:
    asked = make.sent(at=at).request
    operations.take_on(asked=asked, by=officer.person.actor, at=at)
    colleague = make_people.role(kinds.COMMUNITIES_OFFICER, at=at, who=make_people.person(at=at, name="Ann Lee"))
    admin = make_people.role(kinds.ADMINISTRATOR, at=at).person
    make_people.sign_in(client, admin)
    leave = reverse("people:person_leave", kwargs={"ref": officer.person.reference})

    shown = client.get(leave).content.decode()
    refused = client.post(leave, {"to_all": ""})
    done = client.post(leave, {"to_all": colleague.person.reference})

    asked.refresh_from_db()
    officer.person.refresh_from_db()
    assert asked.reference in shown
    assert (refused.status_code, done.status_code) == (422, 302)
    assert "One thing is still open under this role. Choose who takes it over" in refused.content.decode()
    assert (asked.handler, officer.person.is_active) == (colleague.person, False)
    client.logout()
    account = make_people.sign_in(client, colleague.person).get(reverse("portal:account")).content.decode()
    assert "Handed to you" in account


def test_request_of_somebody_who_left_is_found_at_night(officer: Role, at: datetime) -> None:
    asked = make.sent(at=at).request
    operations.take_on(asked=asked, by=officer.person.actor, at=at)
    team = make_people.body(BodyKind.COUNCIL)
    make_people.role(kinds.ADMINISTRATOR, at=at, where=team)
    before = list(work.adrift(at))

    Role.objects.filter(pk=officer.pk).update(ended_at=at, until_on=at.date(), end=RoleEnd.TERM, ended_by=SYSTEM.label)
    people.orphans.look(by=SYSTEM, at=at)

    found = Orphan.objects.filter(kind="WORK").values_list("subject_kind", "subject_reference")
    assert before == []
    assert list(found) == [(work.NAME, asked.reference)]
