"""What roles may do with bodies, people and roles, the power there is for the rest, and the doors of the desk."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from commonweal.people import desk, two_people
from commonweal.people import kinds_of_role as kinds
from commonweal.people.desk import DeskDoor
from commonweal.people.queries import orphans
from commonweal.people.role_kinds import KINDS, Ability, PowerKind
from commonweal.people.standing import Standing
from commonweal.people.two_people import Decision

MANAGE_PEOPLE = "people.manage_people"
MANAGE_OWN_PEOPLE = "people.manage_own_people"
MANAGE_BODIES = "people.manage_bodies"
CHANGE_OWN_BODY = "people.change_own_body"
GIVE_EXCEPTIONS = "people.give_exceptions"
OVERSEE_POWERS = "people.oversee_powers"
SEE_INTERESTS = "people.see_interests"
ERASE_ACCOUNTS = "people.erase_accounts"

STEP_IN = "people.step_in"
"""The power with which an administrator manages the people of a partner that has a lead of its own."""

HOLD_CONFLICTING_ROLES = "people.hold_conflicting_roles"


def say_who_may() -> None:
    """Say it in the one list; called when Django starts."""
    KINDS.allow(
        Ability(MANAGE_PEOPLE, _("add people, give and end roles, and hand over a leaver's work")),
        to=(kinds.ADMINISTRATOR,),
    )
    KINDS.allow(
        Ability(MANAGE_OWN_PEOPLE, _("say who works for their own body, and in which roles")),
        to=(kinds.PARTNER_LEAD, kinds.GROUP_MANAGER, kinds.STEERING_MEMBER),
    )
    KINDS.allow(Ability(MANAGE_BODIES, _("add, change and end bodies")), to=(kinds.ADMINISTRATOR,))
    KINDS.allow(
        Ability(CHANGE_OWN_BODY, _("change the page, logo and colour of their own body")), to=(kinds.PARTNER_LEAD,)
    )
    KINDS.allow(
        Ability(GIVE_EXCEPTIONS, _("record what stands in for a second person where there is none")),
        to=(kinds.ADMINISTRATOR,),
    )
    KINDS.allow(
        Ability(OVERSEE_POWERS, _("see every power that was switched on, and each use of it")),
        to=(kinds.PRIVACY_OFFICER, kinds.ACCOUNTABLE_OFFICER),
    )
    KINDS.allow(
        Ability(SEE_INTERESTS, _("see the interests that people declared")),
        to=(kinds.ADMINISTRATOR,),
    )
    KINDS.allow(
        Ability(ERASE_ACCOUNTS, _("erase what the accounts of people who left say about them")),
        to=(kinds.PRIVACY_OFFICER,),
    )
    KINDS.empower(
        PowerKind(STEP_IN, _("Manage the people of a partner that has its own lead"), timedelta(hours=8)),
        to=(kinds.ADMINISTRATOR,),
    )
    two_people.register(Decision(HOLD_CONFLICTING_ROLES, _("One person holds two roles that check each other")))


def _waiting_orphans(standing: Standing, _at: object) -> int:
    return orphans.open_ones().count() if standing.may(MANAGE_PEOPLE) else 0


def open_desk() -> None:
    """Open the doors of the desk; called when Django starts."""
    desk.open_door(
        DeskDoor(
            "people:person_list",
            _("People and roles"),
            _("Add people, give and end roles, hand over work."),
            60,
            (MANAGE_PEOPLE, MANAGE_OWN_PEOPLE),
        ),
        DeskDoor(
            "people:body_desk",
            _("Bodies"),
            _("Add, change and end bodies, and set their look."),
            62,
            (MANAGE_BODIES, CHANGE_OWN_BODY),
        ),
        DeskDoor(
            "people:orphan_list",
            _("What belongs to nobody"),
            _("Roles, work and powers that were left behind, found every night."),
            64,
            MANAGE_PEOPLE,
            _waiting_orphans,
        ),
        DeskDoor(
            "people:power_list",
            _("Powers in use"),
            _("Who switched on a power, why, and what they did with it."),
            66,
            OVERSEE_POWERS,
        ),
        DeskDoor(
            "people:exception_desk",
            _("Where two people are not possible"),
            _("Outside approvers, and single-person exceptions."),
            68,
            GIVE_EXCEPTIONS,
        ),
    )
