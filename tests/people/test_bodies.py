"""Bodies: adding, changing, ending, succeeding, and the look of those that run a part themselves."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from PIL import Image

from commonweal.core.actors import Actor
from commonweal.core.files import StoredFile
from commonweal.core.rules import RefusedError
from commonweal.people import kinds_of_role as kinds
from commonweal.people import looks, operations, queries, scopes
from commonweal.people.models import Body, BodyKind, BodySuccession, RoleEnd
from tests.factories import people as make

pytestmark = pytest.mark.django_db

SYSTEM = Actor.system("tests.people")


def add(at: datetime, *, name: str, kind: BodyKind = BodyKind.DISTRICT) -> Body:
    return operations.bodies.add(kind=kind, name=name, began_on=date(1974, 4, 1), by=SYSTEM, at=at)


def reason_of(operation: object, **words: object) -> str:
    with pytest.raises(RefusedError) as refused:
        operation(**words)  # type: ignore[operator]  # an operation
    return refused.value.refused.reason


def test_body_has_an_address_made_from_its_name(at: datetime) -> None:
    body = add(at, name="Otter & Marsh District Council")

    assert body.slug == "otter-marsh-district-council"


def test_two_bodies_cannot_have_one_address(at: datetime) -> None:
    add(at, name="Otter District")

    with pytest.raises(RefusedError) as refused:
        add(at, name="Otter  District!")

    assert refused.value.refused.field == "name"


def test_only_administrators_add_bodies(at: datetime) -> None:
    lead = make.role(kinds.PARTNER_LEAD, at=at, where=make.body(BodyKind.NHS)).person
    admin = make.role(kinds.ADMINISTRATOR, at=at).person
    new = {"kind": BodyKind.FUNDER, "name": "Otter Fund", "began_on": date(2020, 1, 1), "at": at}

    reason = reason_of(operations.bodies.add, by=lead.actor, **new)
    added = operations.bodies.add(by=admin.actor, **new)  # type: ignore[arg-type]  # as the names say

    assert reason == "Only an administrator of the council can add, change or end bodies. Ask one"
    assert added.name == "Otter Fund"


def test_lead_changes_the_page_of_the_own_body_only(at: datetime) -> None:
    own, other = make.body(BodyKind.NHS), make.body(BodyKind.NHS)
    lead = make.role(kinds.PARTNER_LEAD, at=at, where=own).person
    words = {"name": "Otter NHS", "short_name": "", "purpose": "", "email": "", "phone": "", "website": ""}

    changed = operations.bodies.change(body=own, by=lead.actor, at=at, **words)
    reason = reason_of(operations.bodies.change, body=other, by=lead.actor, at=at, **words)

    assert changed.name == "Otter NHS"
    assert reason == "Only an administrator of the council, or a lead of this body, can change its page. Ask one"


def test_body_with_roles_does_not_end_until_they_have(at: datetime) -> None:
    body = make.body(BodyKind.DISTRICT, name="Otter District")
    role = make.role(kinds.PARTNER_LEAD, at=at, where=body)
    end = {"body": body, "on": date(2026, 6, 17), "by": SYSTEM, "at": at}

    reason = reason_of(operations.bodies.end, **end)
    operations.roles.end(role=role, reason=RoleEnd.MOVED, by=SYSTEM, at=at)
    ended = operations.bodies.end(**end)  # type: ignore[arg-type]  # as the names say

    assert reason == "One role is still held at Otter District. End it first, so that its work is handed over"
    assert ended.ended_on == date(2026, 6, 17)


def test_county_and_districts_are_replaced_by_two(at: datetime, client: Client) -> None:
    districts = [add(at, name=name) for name in ("Otter District", "Marsh District")]
    east, west = (add(at, name=name, kind=BodyKind.COUNCIL) for name in ("East Council", "West Council"))

    for district in districts:
        operations.bodies.end(
            body=district, on=date(2028, 3, 31), successors=[east, west], what="Its area", by=SYSTEM, at=at
        )

    before, _after = queries.bodies.before_and_after(east)
    shown = client.get(reverse("people:body_record", kwargs={"slug": districts[0].slug})).content.decode()
    assert [each.before for each in before] == districts
    assert ["East Council" in shown, "West Council" in shown, "ends on 31 March 2028" in shown] == [True] * 3


def test_bodies_do_not_succeed_each_other_in_a_circle(at: datetime) -> None:
    first, second, third = (add(at, name=name) for name in ("First", "Second", "Third"))
    words = {"from_on": date(2026, 4, 1), "by": SYSTEM, "at": at}
    operations.bodies.succeed(before=first, after=second, **words)  # type: ignore[arg-type]  # as the names say
    operations.bodies.succeed(before=second, after=third, **words)  # type: ignore[arg-type]  # as above

    reason = reason_of(operations.bodies.succeed, before=third, after=first, **words)

    assert reason == "Third came before, so it cannot come after as well"


def test_body_is_not_a_part_of_its_own_part(at: datetime) -> None:
    council = make.body()
    part = make.body(BodyKind.DIRECTORATE, parent=council)
    team = make.body(BodyKind.TEAM, parent=part)

    reason = reason_of(operations.bodies.move, body=council, parent=team, by=SYSTEM, at=at)

    assert reason == "A body cannot be a part of itself or of one of its own parts. Choose another"


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "CIRCUS"},
        {"kind": BodyKind.TEAM},
        {"ended_on": date(1999, 1, 1)},
    ],
)
def test_body_that_cannot_be_is_refused_by_the_database(wrong: dict[str, object]) -> None:
    right = make.body()

    with pytest.raises(IntegrityError), transaction.atomic():
        make.body(**wrong)  # type: ignore[arg-type]  # whatever is wrong

    assert right.pk is not None


def test_succession_that_cannot_be_is_refused_by_the_database() -> None:
    body, other = make.body(), make.body()
    BodySuccession.objects.create(before=body, after=other, from_on=date(2026, 4, 1))

    for before, after in ((body, body), (body, other)):
        with pytest.raises(IntegrityError), transaction.atomic():
            BodySuccession.objects.create(before=before, after=after, from_on=date(2026, 4, 1))


# Its own look.


@pytest.mark.parametrize(
    ("typed", "colour", "contrast"),
    [("#000000", "#000000", 21.0), (" 1D4F7A ", "#1d4f7a", 8.6), ("#fff", "#ffffff", 1.0), ("#777", "#777777", 4.5)],
)
def test_colour_as_it_is_typed_and_its_contrast(typed: str, colour: str, contrast: float) -> None:
    tidy = looks.tidy_colour(typed)

    assert tidy == colour
    assert round(looks.contrast_with_white(colour), 1) == contrast


@pytest.mark.parametrize("typed", ["", "red", "#12", "#1234567", "#gggggg", "}body{"])
def test_what_is_no_colour(typed: str) -> None:
    assert looks.tidy_colour(typed) is None


def test_colour_on_which_white_cannot_be_read(at: datetime) -> None:
    body = make.body()

    reason = reason_of(operations.bodies.set_look, body=body, colour="#777777", logo=None, by=SYSTEM, at=at)

    assert reason == (
        "White words cannot be read well on this colour: the contrast is 4.4 to 1, and it must be 4.5 to 1 or more. "
        "Choose a darker one"
    )


def picture(colour: str) -> SimpleUploadedFile:
    content = BytesIO()
    Image.new("RGB", (60, 20), colour).save(content, "PNG")
    return SimpleUploadedFile("logo.png", content.getvalue(), "image/png")


@pytest.mark.django_db(transaction=True)
def test_logo_replaces_an_earlier_one_and_goes_with_the_look(at: datetime, client: Client) -> None:
    body = make.body(BodyKind.VOLUNTEER_CENTRE)
    operations.bodies.set_look(body=body, colour="#801650", logo=picture("red"), by=SYSTEM, at=at)

    operations.bodies.set_look(body=body, colour="#801650", logo=picture("blue"), by=SYSTEM, at=at)
    kept = StoredFile.objects.count()
    shown = client.get(reverse("people:body_logo", kwargs={"slug": body.slug}))
    shown.close()  # as a server does when the picture is out
    operations.bodies.drop_look(body=body, by=SYSTEM, at=at)
    gone = client.get(reverse("people:body_logo", kwargs={"slug": body.slug}))

    assert (kept, StoredFile.objects.count()) == (1, 0)
    assert (shown.status_code, shown["Content-Type"], gone.status_code) == (200, "image/png", 404)


@pytest.mark.parametrize("website", ["javascript:alert(1)", "www.otter.example", " https://otter.example"])
def test_website_that_is_no_web_address_is_refused_by_the_database(website: str) -> None:
    body = make.body(website="https://otter.example")

    with pytest.raises(IntegrityError, match="people_body_website"), transaction.atomic():
        Body.objects.filter(pk=body.pk).update(website=website)


def test_body_is_a_scope_for_roles() -> None:
    body, ended = make.body(name="Otter"), make.body(name="Old", ended_on=date(2026, 1, 1))

    names = scopes.names_of([("people.body", body.reference), ("people.body", "BD-0000-0000")])

    assert names == {("people.body", body.reference): "Otter", ("people.body", "BD-0000-0000"): "BD-0000-0000"}
    assert ended.reference not in dict(scopes.choices_of("people.body"))
