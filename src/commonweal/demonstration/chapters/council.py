"""People come and go: joiners, movers and leavers, a by-election, a term that ends, powers, an exception, a merger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from commonweal.demonstration.chapters.opening import enter, join
from commonweal.demonstration.society import bodies
from commonweal.demonstration.society.people import address_of, strangers
from commonweal.demonstration.society.roll import Holder
from commonweal.demonstration.telling import SEEDING, Event, Story
from commonweal.people import abilities, work
from commonweal.people import kinds_of_role as kinds
from commonweal.people.models import RoleEnd, StandIn
from commonweal.people.operations import bodies as body_operations
from commonweal.people.operations import leavers, orphans, powers, roles, two_people
from commonweal.sign_in.operations import steps
from commonweal.sign_in.rules import RESET_SECOND_STEP

ADMINISTRATOR = "administrator"

JOINER, MOVER, LEAVER = "joiner", f"communities-{kinds.COMMUNITIES_OFFICER}-4", f"grants-{kinds.GRANT_OFFICER}-4"
RESIGNS, ELECTED = "councillor-7", "councillor-7-next"
CO_OPTED, SECONDED = "co-opted", "seconded"
ADRIFT = f"garden-{kinds.GROUP_MANAGER}-1"
APPROVER, ALONE = "accountable", f"finance-{kinds.ACCOUNTABLE_OFFICER}-2"

DAYS_TO_A_BY_ELECTION = 42


def tell(story: Story) -> Iterator[Event]:
    """The comings and goings of the year, through the pages that an administrator and the leads use."""
    day = story.calendar.at
    yield Event(
        day(318), "a grant officer joins", lambda at: _come(story, JOINER, kinds.GRANT_OFFICER, "grants", at=at)
    )
    yield Event(day(290), "an officer moves to the grants team", lambda at: _move(story, at=at))
    yield Event(day(262), "two districts are to become one", lambda at: _plan_merger(story, at=at))
    yield Event(day(247), "somebody is co-opted for half a year", lambda at: _co_opt(story, at=at))
    yield Event(day(226), "a councillor resigns", lambda at: _leave(story, RESIGNS, at=at))
    yield Event(day(226 - DAYS_TO_A_BY_ELECTION), "a by-election", lambda at: _elect(story, at=at))
    yield Event(day(171, hour=11), "an administrator steps in at the NHS", lambda at: _step_in(story, at=at))
    yield Event(day(171, hour=15), "an officer lost their telephone", lambda at: _reset_second_step(story, at=at))
    yield Event(day(150), "the finance team is one short", lambda at: _allow_one_person(story, at=at))
    yield Event(day(133), "a funder names an approver", lambda at: _name_approver(story, at=at))
    yield Event(day(117), "a grant officer leaves", lambda at: _leave(story, LEAVER, at=at))
    yield Event(day(95), "the finance team is whole again", lambda at: _end_exception(story, at=at))
    yield Event(day(60), "a group’s only manager leaves", lambda at: _leave(story, ADRIFT, at=at))
    for days_ago in (65, 30, 1):
        at_night = story.calendar.at_night(days_ago)
        yield Event(at_night, "terms end and what is adrift is found", lambda at: _look_at_night(at=at))


def _newcomer(story: Story, key: str, role: str, body: str, domain: str, division: str = "") -> Holder:
    """Somebody who was not there when the year began, by a name that nobody has."""
    taken = {holder.name for holder in story.holders.values()}
    name = next(strangers(story.chance(key), taken=taken))
    return Holder(key, name, address_of(name, domain), role, body, division)


def _come(story: Story, key: str, role: str, body: str, *, at: datetime) -> None:
    newcomer = _newcomer(story, key, role, body, bodies.COUNCIL.domain)
    join(story, newcomer, by=story.actor(ADMINISTRATOR), at=at)


def _move(story: Story, *, at: datetime) -> None:
    """The new role first, so that nobody is without one in between."""
    by = story.actor(ADMINISTRATOR)
    earlier = story.roles[MOVER]
    story.roles[MOVER] = roles.give(
        person=story.people[MOVER], kind=kinds.GRANT_OFFICER, body=story.bodies["grants"], by=by, at=at
    )
    to = story.people["communities"]
    hand_overs = {(item.kind, item.reference): to for item in work.open_work(earlier)}
    roles.end(role=earlier, reason=RoleEnd.MOVED, hand_overs=hand_overs, by=by, at=at)


def _plan_merger(story: Story, *, at: datetime) -> None:
    by, first_day = story.actor(ADMINISTRATOR), story.calendar.succession_on
    after = enter(story, replace(bodies.SUCCESSOR, began_on=first_day), by=by, at=at)
    story.bodies[bodies.SUCCESSOR.key] = after
    for key in bodies.SUCCEEDED:
        body_operations.succeed(
            before=story.bodies[key], after=after, from_on=first_day, what="All of its work", by=by, at=at
        )


def _co_opt(story: Story, *, at: datetime) -> None:
    """The Steering Group chooses its own members; this one's time ends by itself."""
    newcomer = _newcomer(story, CO_OPTED, kinds.STEERING_MEMBER, "steering", "letterbox.example")
    until_on = story.calendar.day(64)
    join(story, newcomer, by=story.actor("steering"), until_on=until_on, at=at)


def _leave(story: Story, key: str, *, at: datetime) -> None:
    """Whoever leads the same body, or the communities officer, takes over what is open."""
    role = story.roles[key]
    to = story.people["communities"]
    hand_overs = {(item.kind, item.reference): to for item in work.open_work(role)}
    leavers.leave(person=story.people[key], hand_overs=hand_overs, by=story.actor(ADMINISTRATOR), at=at)


def _elect(story: Story, *, at: datetime) -> None:
    """Elected for what is left of the term."""
    division = story.holders[RESIGNS].division
    newcomer = _newcomer(story, ELECTED, kinds.MEMBER, "council", bodies.COUNCIL.domain, division)
    _first, last = story.calendar.term
    by = story.actor(ADMINISTRATOR)
    join(story, newcomer, from_on=story.calendar.day_of(at), until_on=last, by=by, at=at)


def _step_in(story: Story, *, at: datetime) -> None:
    """The lead at the NHS is away, somebody must be let in, and the power for it is logged."""
    by = story.actor(ADMINISTRATOR)
    power = powers.switch_on(
        role=story.roles[ADMINISTRATOR],
        power=abilities.STEP_IN,
        reason="The lead is on leave and asked us by telephone to let a new colleague in",
        until_at=at + timedelta(hours=2),
        by=by,
        at=at,
    )
    newcomer = _newcomer(story, SECONDED, kinds.PARTNER_OFFICER, "nhs", "nhs-weldmere.example")
    join(story, newcomer, by=by, at=at + timedelta(minutes=12))
    powers.switch_off(power=power, by=by, at=at + timedelta(minutes=20))


def _reset_second_step(story: Story, *, at: datetime) -> None:
    """A power again, on the same day: those who oversee powers read of both in one letter."""
    by, who = story.actor(ADMINISTRATOR), story.people[MOVER]
    power = powers.switch_on(
        role=story.roles[ADMINISTRATOR],
        power=RESET_SECOND_STEP,
        reason="Left a telephone on the ferry, and came to the front desk with a passport",
        until_at=at + timedelta(minutes=30),
        by=by,
        at=at,
    )
    steps.reset(person=who, reason="Lost telephone, passport seen", by=by, at=at + timedelta(minutes=4))
    powers.switch_off(power=power, by=by, at=at + timedelta(minutes=5))
    steps.give_authenticator(person=who, by=SEEDING, at=at + timedelta(minutes=9))


def _allow_one_person(story: Story, *, at: datetime) -> None:
    story.things["exception"] = two_people.give(
        body=story.bodies["finance"],
        decision=abilities.HOLD_CONFLICTING_ROLES,
        kind=StandIn.SINGLE_PERSON,
        reason="One of two posts is empty until the spring; the director reads every decision afterwards",
        from_on=story.calendar.day_of(at),
        until_on=story.calendar.day_of(at) + timedelta(days=120),
        by=story.actor(ADMINISTRATOR),
        at=at,
    )


def _end_exception(story: Story, *, at: datetime) -> None:
    two_people.end(exception=story.things["exception"], by=story.actor(ADMINISTRATOR), at=at)


def _name_approver(story: Story, *, at: datetime) -> None:
    two_people.give(
        body=story.bodies["lantern"],
        decision=abilities.HOLD_CONFLICTING_ROLES,
        kind=StandIn.OUTSIDE_APPROVER,
        approver=story.people[APPROVER],
        reason="The fund has one member of staff; the council’s accountable officer is its second pair of eyes",
        from_on=story.calendar.day_of(at),
        until_on=story.calendar.day_of(at) + timedelta(days=300),
        by=story.actor(ADMINISTRATOR),
        at=at,
    )


def _look_at_night(*, at: datetime) -> None:
    roles.end_terms(by=SEEDING, at=at)
    powers.close_run_out(by=SEEDING, at=at)
    orphans.look(by=SEEDING, at=at)
