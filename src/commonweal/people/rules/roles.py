"""Who may give which role to whom, and who may end it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.core import days
from commonweal.core.actors import Actor, Kind
from commonweal.core.rules import ALLOWED, Decision, Refused, all_of
from commonweal.people import abilities, kinds_of_role, scopes
from commonweal.people.models import Body, BodyKind, Person, Role
from commonweal.people.queries import roles, two_people
from commonweal.people.role_kinds import KINDS, RoleKind
from commonweal.people.rules import powers
from commonweal.people.standing import Standing, standing_of


@dataclass(frozen=True)
class Wish:
    """A role as it is to be given."""

    person: Person
    kind: str
    body: Body
    scope: tuple[str, str]
    from_on: date
    until_on: date | None = None


def can_give(by: Actor, wish: Wish, *, at: datetime) -> Decision:
    """Whether `by` may give the role: may they, does it fit, and does it not conflict."""
    if wish.kind not in KINDS.roles:
        return Refused(_("Choose the role from those that are offered"), field="kind")
    kind = KINDS.role(wish.kind)
    return all_of(
        can_manage(by, kind, wish.body, person=wish.person, at=at),
        _fits_body(kind, wish),
        _has_scope(kind, wish),
        _has_days(kind, wish, at=at),
        _has_no_conflict(kind, wish, at=at),
    )


def can_manage(by: Actor, kind: RoleKind, body: Body, *, person: Person, at: datetime) -> Decision:
    """Whether `by` may give and end roles of this kind at the body, to and of this person."""
    if by.kind is Kind.SYSTEM:
        return ALLOWED
    if by.key == person.reference:
        return Refused(_("Nobody can give themself a role, or end their own. Ask somebody else who may"))
    standing = standing_of(by, at=at)
    if any(standing.holds_at(giver, body.reference) for giver in kind.given_by):
        return ALLOWED
    if kind.is_independent:
        return Refused(_("%(body)s chooses its own members. Somebody who is one can add another") % {"body": body.name})
    if not standing.may(abilities.MANAGE_PEOPLE):
        return Refused(_("Only an administrator of the council, or a lead of %(body)s, can do this") % {"body": body})
    if needs_power(standing, kind, body, at=at):
        return powers.can_use(by, abilities.STEP_IN, at=at)
    return ALLOWED


def needs_power(standing: Standing, kind: RoleKind, body: Body, *, at: datetime) -> bool:
    """Whether an administrator must step in for this: a partner with a lead of its own looks after its own people."""
    if kind.name == kinds_of_role.PARTNER_LEAD or kinds_of_role.PARTNER_LEAD not in kind.given_by:
        return False
    if BodyKind(body.kind) not in kinds_of_role.PARTNERS:
        return False
    if any(standing.holds_at(giver, body.reference) for giver in kind.given_by):
        return False
    return roles.is_somebody(kinds_of_role.PARTNER_LEAD, body, on=days.london_day(at))


def _fits_body(kind: RoleKind, wish: Wish) -> Decision:
    if BodyKind(wish.body.kind) not in kind.bodies:
        return Refused(
            _("The role “%(role)s” cannot be held at %(body)s. Choose another")
            % {"role": kind.title, "body": wish.body.name},
            field="kind",
        )
    if wish.body.ended_on is not None and wish.body.ended_on < wish.from_on:
        return Refused(
            _("%(body)s ended on %(day)s. Choose the body that came after it")
            % {"body": wish.body.name, "day": days.show_day(wish.body.ended_on)},
            field="body",
        )
    if not wish.person.is_active:
        return Refused(_("This person has left. Bring them back first"))
    return ALLOWED


def _has_scope(kind: RoleKind, wish: Wish) -> Decision:
    name, reference = wish.scope
    if name not in kind.scope_kinds:
        return Refused(_("Choose what the role is for from those that are offered"), field="scope")
    if name == "people.body" and reference != wish.body.reference:
        return Refused(_("This role is held for the body itself"), field="scope")
    if reference not in scopes.scope_kind(name).names_of([reference]):
        return Refused(_("Choose what the role is for from those that are offered"), field="scope")
    return ALLOWED


def _has_days(kind: RoleKind, wish: Wish, *, at: datetime) -> Decision:
    if wish.until_on is not None and wish.until_on < wish.from_on:
        return Refused(_("A role ends on or after the day it begins"), field="until_on")
    if kind.has_term and wish.until_on is None:
        return Refused(_("Enter the last day of the term"), field="until_on")
    if not kind.has_term and wish.until_on is not None and wish.until_on < days.london_day(at):
        return Refused(_("Enter a last day that has not passed, or leave it empty"), field="until_on")
    return ALLOWED


def _has_no_conflict(kind: RoleKind, wish: Wish, *, at: datetime) -> Decision:
    held = roles.overlapping(wish.person, body=wish.body, from_on=wish.from_on, until_on=wish.until_on)
    against = kind.conflicts_with | {other.name for other in KINDS.roles.values() if kind.name in other.conflicts_with}
    conflicting = [role for role in held if role.kind in against]
    if not conflicting:
        return ALLOWED
    if two_people.allows_one_person(
        decision=abilities.HOLD_CONFLICTING_ROLES, body=wish.body, on=max(wish.from_on, days.london_day(at))
    ):
        return ALLOWED
    return Refused(
        _(
            "%(name)s is “%(other)s” at %(body)s, and nobody can be that and “%(role)s” as well: each checks the "
            "other. Choose somebody else, or end the other role first"
        )
        % {
            "name": wish.person.name,
            "other": KINDS.role(conflicting[0].kind).title,
            "body": wish.body.name,
            "role": kind.title,
        },
        field="kind",
    )


def can_end(by: Actor, role: Role, *, at: datetime) -> Decision:
    """Whether `by` may end the role. Open work is asked about when it ends: `is_handed_over`."""
    if role.ended_at is not None:
        return Refused(_("This role has ended already"))
    return can_manage(by, KINDS.role(role.kind), role.body, person=role.person, at=at)


def is_handed_over(still_open: int) -> Decision:
    """Whether nothing is left that the role holds."""
    if not still_open:
        return ALLOWED
    return Refused(
        ngettext(
            "One thing is still open under this role. Choose who takes it over",
            "%(count)d things are still open under this role. Choose who takes them over",
            still_open,
        )
        % {"count": still_open},
        field="to_all",
    )


def can_take_over(person: Person, *, leaver: Person) -> Decision:
    """Whether work can be handed to the person: somebody else, who has not left."""
    if person.pk == leaver.pk:
        return Refused(_("Choose somebody else to take over the work"), field="to_all")
    if not person.is_active:
        return Refused(_("%(name)s has left. Choose somebody else") % {"name": person.name}, field="to_all")
    return ALLOWED
