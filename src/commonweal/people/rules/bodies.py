"""Who may add, change and end bodies."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.core import days
from commonweal.core.actors import Actor, Kind
from commonweal.core.rules import ALLOWED, Decision, Refused
from commonweal.people import abilities, looks
from commonweal.people.models import Body
from commonweal.people.queries import bodies, roles
from commonweal.people.standing import Standing, standing_of


def can_manage(by: Actor, *, at: datetime) -> Decision:
    """Whether `by` may add, change and end bodies: administrators, and the system when a service begins."""
    if by.kind is Kind.SYSTEM or standing_of(by, at=at).may(abilities.MANAGE_BODIES):
        return ALLOWED
    return Refused(_("Only an administrator of the council can add, change or end bodies. Ask one"))


def can_change(by: Actor, body: Body, *, at: datetime) -> Decision:
    """Whether `by` may change what the body's page says and how it looks: an administrator, or its own lead."""
    if by.kind is Kind.SYSTEM or is_changer(standing_of(by, at=at), body):
        return ALLOWED
    return Refused(_("Only an administrator of the council, or a lead of this body, can change its page. Ask one"))


def is_changer(standing: Standing, body: Body) -> bool:
    """Whether somebody with this standing may change the body's page."""
    return standing.may(abilities.MANAGE_BODIES) or standing.may(abilities.CHANGE_OWN_BODY, body=body.reference)


def can_have_slug(slug: str) -> Decision:
    """Whether an address is free."""
    if bodies.is_slug_taken(slug):
        return Refused(_("Another body has this address already. Choose a name that tells them apart"), field="name")
    return ALLOWED


def can_be_part_of(body: Body | None, parent: Body | None) -> Decision:
    """Whether the body can be a part of the other: not of one of its own parts."""
    if body and parent and parent.pk in {each.pk for each in bodies.with_parts(body)}:
        return Refused(
            _("A body cannot be a part of itself or of one of its own parts. Choose another"), field="parent"
        )
    return ALLOWED


def can_have_colour(colour: str) -> Decision:
    """Whether white words can be read on the colour."""
    tidy = looks.tidy_colour(colour)
    if tidy is None:
        return Refused(_("Write the colour as a # and six figures or letters, like #1d4f7a"), field="colour")
    contrast = looks.contrast_with_white(tidy)
    if contrast < looks.LEAST_CONTRAST:
        return Refused(
            _(
                "White words cannot be read well on this colour: the contrast is %(contrast).1f to 1, and it must be "
                "4.5 to 1 or more. Choose a darker one"
            )
            % {"contrast": int(contrast * 10) / 10},
            field="colour",
        )
    return ALLOWED


def can_end(by: Actor, body: Body, *, on: date, at: datetime) -> Decision:
    """Whether the body can end on the day: once, and, where that day has come, with nobody left in a role there."""
    if not (decision := can_manage(by, at=at)):
        return decision
    if body.ended_on is not None:
        return Refused(_("%(body)s has ended already") % {"body": body.name})
    if bodies.parts_of(body, on=on).exclude(ended_on__lte=on).exists():
        return Refused(_("%(body)s still has parts. End those first, or make them part of another") % {"body": body})
    left = len([role for role in roles.at(body) if role.until_on is None or role.until_on > on])
    if on <= days.london_day(at) and left:
        return Refused(
            ngettext(
                "One role is still held at %(body)s. End it first, so that its work is handed over",
                "%(count)d roles are still held at %(body)s. End them first, so that their work is handed over",
                left,
            )
            % {"body": body.name, "count": left}
        )
    return ALLOWED


def can_succeed(by: Actor, before: Body, after: Body, *, at: datetime) -> Decision:
    """Whether one body can be recorded as coming after the other: not in a circle."""
    if not (decision := can_manage(by, at=at)):
        return decision
    if before.pk == after.pk:
        return Refused(_("A body cannot succeed itself. Choose another"), field="after")
    line, seen = [after], {after.pk}
    while line:
        _before, successions = bodies.before_and_after(line.pop())
        line += [each.after for each in successions if each.after_id not in seen]
        seen |= {each.after_id for each in successions}
    if before.pk in seen:
        return Refused(_("%(body)s came before, so it cannot come after as well") % {"body": before}, field="after")
    return ALLOWED
