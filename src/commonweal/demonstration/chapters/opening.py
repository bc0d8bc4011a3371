"""The service opens: bodies are entered, people get their accounts and roles, partners put on their own look."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

from commonweal.core.actors import Actor
from commonweal.demonstration.society import bodies
from commonweal.demonstration.society.bodies import BodyPlan
from commonweal.demonstration.society.logos import logo
from commonweal.demonstration.society.roll import Holder
from commonweal.demonstration.telling import SEEDING, Event, Story
from commonweal.people import kinds_of_role as kinds
from commonweal.people.models import Body
from commonweal.people.operations import bodies as body_operations
from commonweal.people.operations import persons, roles
from commonweal.people.role_kinds import KINDS
from commonweal.sign_in.operations import steps

FIRST_DAYS = timedelta(days=9)
"""How long it took until everybody was in."""


def tell(story: Story) -> Iterator[Event]:
    """Bodies on the first morning, then everybody, the administrators first."""
    opened_at = story.calendar.began_at
    yield Event(opened_at, "the service opens", lambda at: _enter_bodies(story, at=at))
    holders = sorted(story.holders.values(), key=lambda holder: holder.role != kinds.ADMINISTRATOR)
    for number, holder in enumerate(holders):
        joined_at = opened_at + timedelta(hours=1) + FIRST_DAYS * number // len(holders)
        yield Event(joined_at, f"{holder.key} joins", _joining(story, holder))
    for number, plan in enumerate(plan for plan in bodies.BODIES if plan.colour):
        put_on_at = opened_at + FIRST_DAYS + timedelta(days=3 + number)
        yield Event(put_on_at, f"{plan.key} puts on its own look", _putting_on_look(story, plan))


def _enter_bodies(story: Story, *, at: datetime) -> None:
    for plan in bodies.BODIES:
        story.bodies[plan.key] = enter(story, plan, by=SEEDING, at=at)


def enter(story: Story, plan: BodyPlan, *, by: Actor, at: datetime) -> Body:
    """Add the body that `plan` describes."""
    areas = {place.name: place.code for place in story.geography.districts}
    area_code = story.geography.county.code if plan.key == bodies.COUNCIL.key else areas.get(plan.district, "")
    return body_operations.add(
        kind=plan.kind,
        name=plan.name,
        short_name=plan.short_name,
        parent=story.bodies[plan.parent] if plan.parent else None,
        area_code=area_code,
        began_on=plan.began_on,
        purpose=plan.purpose,
        email=plan.email,
        phone=plan.phone,
        website=plan.website,
        by=by,
        at=at,
    )


def _joining(story: Story, holder: Holder) -> Callable[[datetime], None]:
    term = story.calendar.term if holder.role == kinds.MEMBER else (None, None)
    return lambda at: join(story, holder, from_on=term[0], until_on=term[1], by=SEEDING, at=at)


def join(
    story: Story,
    holder: Holder,
    *,
    by: Actor,
    at: datetime,
    from_on: date | None = None,
    until_on: date | None = None,
) -> None:
    """Give somebody an account and their role; those who see other people's details get a code app as well."""
    person = persons.join(name=holder.name, address=holder.address, is_demonstration=True, by=by, at=at)
    story.people[holder.key] = person
    story.holders[holder.key] = holder
    story.roles[holder.key] = roles.give(
        person=person,
        kind=holder.role,
        body=story.bodies[holder.body],
        scope=("places.area", holder.division) if holder.division else None,
        from_on=from_on,
        until_on=until_on,
        by=by,
        at=at,
    )
    if KINDS.role(holder.role).is_staff:
        steps.give_authenticator(person=person, by=SEEDING, at=at)


def _putting_on_look(story: Story, plan: BodyPlan) -> Callable[[datetime], Body]:
    lead = story.those(kinds.PARTNER_LEAD, plan.key)[0]
    return lambda at: body_operations.set_look(
        body=story.bodies[plan.key],
        colour=plan.colour,
        logo=logo(plan.key, plan.colour),
        by=story.actor(lead),
        at=at,
    )
