"""Who may declare, change and see interests."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from commonweal.core.actors import Actor, Kind
from commonweal.core.days import london_day
from commonweal.core.rules import ALLOWED, Decision, Refused
from commonweal.people import abilities
from commonweal.people.models import Interest, Person
from commonweal.people.queries import interests
from commonweal.people.standing import standing_of

REVIEWED_EVERY = timedelta(days=365)
"""Everybody who holds a role looks at what they declared once a year."""

DAYS_TO_DECLARE = 28
"""A councillor declares within 28 days of taking office (Localism Act 2011, section 30)."""


def can_declare(by: Actor, person: Person) -> Decision:
    """Whether `by` may declare for the person: the person alone, or the system from an earlier register."""
    if person.left_at is not None:
        return Refused(_("This person has left, so nothing can be declared any more"))
    if by.kind is Kind.SYSTEM or by.key == person.reference:
        return ALLOWED
    return Refused(_("Only the person themself can declare their interests"))


def can_change(by: Actor, interest: Interest) -> Decision:
    """Whether `by` may correct or end the declaration: the person alone, while it is what counts."""
    if not interest.is_present:
        return Refused(_("A later declaration has replaced this one. Change that one"))
    return can_declare(by, interest.person)


def can_have_days(*, from_on: date, until_on: date | None, at: datetime) -> Decision:
    """Whether the days can be: an interest is not declared before it begins."""
    if from_on > london_day(at):
        return Refused(_("Declare an interest when it begins. Enter a day that is not in the future"), field="from_on")
    if until_on is not None and until_on < from_on:
        return Refused(_("An interest ends on or after the day it began"), field="until_on")
    return ALLOWED


def can_see(by: Actor, person: Person, *, at: datetime) -> Decision:
    """Whether `by` may see what the person declared: the person, administrators, and accountable officers."""
    if by.key == person.reference or standing_of(by, at=at).may(abilities.SEE_INTERESTS):
        return ALLOWED
    return Refused(_("Only the person themself and a few officers can see these declarations"))


def is_review_due(person: Person, *, at: datetime) -> bool:
    """Whether the person has not looked at their declarations for a year."""
    last = interests.last_review(person)
    return last is None or last.reviewed_at <= at - REVIEWED_EVERY
