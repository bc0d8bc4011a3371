"""Whether a decision is made by two people, and what may stand in for the second."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from commonweal.core.actors import Actor, Kind
from commonweal.core.days import london_day
from commonweal.core.rules import ALLOWED, Decision, Refused
from commonweal.people import abilities, kinds_of_role, two_people
from commonweal.people.models import Body, Person, StandIn, TwoPersonException
from commonweal.people.queries import persons, roles
from commonweal.people.queries import two_people as exceptions
from commonweal.people.standing import Standing, standing_of

LONGEST = timedelta(days=366)
"""An exception is looked at again every year, or it ends."""


def are_two_people(first: Actor, second: Actor, *, decision: str, body: Body, at: datetime) -> Decision:
    """Whether `second` may decide what `first` proposed at `body`: two people, or a recorded exception.

    Somebody who acts on behalf of another counts as both. Asked beside the rule that says who may decide at all.
    """
    if first.kind is not Kind.PERSON or second.kind is not Kind.PERSON:
        return Refused(_("People propose and decide this, and each signs in to do so"))
    if not _keys(first) & _keys(second):
        return ALLOWED
    if exceptions.allows_one_person(decision=decision, body=body, on=london_day(at)):
        return ALLOWED
    if body.kind in kinds_of_role.INDEPENDENT:
        return Refused(_("You took the first step yourself, so another member must take this one"))
    return Refused(
        _(
            "You took the first step yourself, so another person must take this one. Where %(body)s has nobody else, "
            "an administrator can name somebody from outside"
        )
        % {"body": body.name}
    )


def _keys(actor: Actor) -> set[str]:
    return {actor.key} | ({actor.on_behalf_of.key} if actor.on_behalf_of else set())


def is_outside_approver(actor: Actor, *, decision: str, body: Body, at: datetime) -> bool:
    """Whether the actor is named to make decisions of this kind for the body from outside."""
    person = persons.by_reference(actor.key) if actor.kind is Kind.PERSON else None
    return (
        person is not None
        and person.is_active
        and exceptions.is_approver(person, decision=decision, body=body, on=london_day(at))
    )


def can_give(
    by: Actor,
    *,
    body: Body,
    decision: str,
    kind: str,
    approver: Person | None,
    from_on: date,
    until_on: date,
    at: datetime,
) -> Decision:
    """Whether `by` may record that something stands in for the second person at the body."""
    if by.kind is not Kind.SYSTEM and not standing_of(by, at=at).may(abilities.GIVE_EXCEPTIONS):
        return Refused(_("Only an administrator of the council can record this. Ask one"))
    if body.kind in kinds_of_role.INDEPENDENT:
        words = _("%(body)s decides without anybody from outside. Its members bring in another of their own")
        return Refused(words % {"body": body.name}, field="body")
    if decision not in {each.name for each in two_people.decisions()}:
        return Refused(_("Choose the decision from those that are offered"), field="decision")
    if kind == StandIn.OUTSIDE_APPROVER and approver is None:
        return Refused(_("Choose who decides from outside"), field="approver")
    if approver is not None:
        if approver.reference == by.key:
            return Refused(_("You cannot name yourself. Choose somebody else"), field="approver")
        if not approver.is_active or not roles.of_person(approver, on=london_day(at)).exists():
            return Refused(_("Choose somebody who holds a role at another body"), field="approver")
        if roles.has_held_at(approver, body):
            return Refused(
                _("%(name)s works for %(body)s, so is not from outside. Choose somebody of another body")
                % {"name": approver.name, "body": body.name},
                field="approver",
            )
    if until_on - from_on > LONGEST:
        return Refused(_("Choose a day within a year. It can be given again when the year is over"), field="until_on")
    return ALLOWED


def can_end(by: Actor, exception: TwoPersonException, *, at: datetime) -> Decision:
    """Whether `by` may end it before its last day."""
    if by.kind is not Kind.SYSTEM and not standing_of(by, at=at).may(abilities.GIVE_EXCEPTIONS):
        return Refused(_("Only an administrator of the council can end this. Ask one"))
    if exception.ended_at is not None or exception.until_on < london_day(at):
        return Refused(_("This has ended already"))
    return ALLOWED


def is_giver(standing: Standing) -> bool:
    """Whether somebody may record exceptions."""
    return standing.may(abilities.GIVE_EXCEPTIONS)
