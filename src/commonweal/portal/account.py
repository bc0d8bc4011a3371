"""The account: what somebody who signed in holds, what needs them, and what they can set; a guest's is smaller."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonweal.accountability.queries import formats
from commonweal.core.actors import Kind
from commonweal.core.days import london_day
from commonweal.core.requests import Request
from commonweal.messaging.queries import contacts
from commonweal.people import desk, queries, rules, scopes
from commonweal.people.models import Person
from commonweal.people.standing import Standing, standing_of
from commonweal.portal import account_parts as parts
from commonweal.ui.access import open_to_guests
from commonweal.ui.pages import page


@open_to_guests
@require_safe
def account(request: Request) -> HttpResponse:
    """Everything of one's own on one page."""
    if request.actor.kind is Kind.GUEST:
        begun = list(formats.of_guest(request.actor))
        return page(request, "portal/account_guest.html", begun=parts.begun_rows(begun), contact=request.actor.name)
    return _of_person(request, queries.persons.of_actor(request.actor))


def _of_person(request: Request, person: Person) -> HttpResponse:
    standing = standing_of(request.actor, at=request.at)
    roles = list(standing.roles)
    names = scopes.names_of([(role.scope_kind, role.scope_reference) for role in roles])
    powers = list(queries.powers.of_person(person)[:10])
    return page(
        request,
        "portal/account.html",
        person=person,
        address=queries.persons.address_of(person),
        roles=parts.role_lines(roles, names, today=london_day(request.at)),
        doors=_doors(standing, request),
        can_switch_on=parts.powers_to_switch_on(roles, powers, at=request.at),
        powers=parts.power_rows(powers, at=request.at),
        taken_over=parts.hand_over_rows(list(queries.orphans.taken_over_by(person)[:5])),
        declares=bool(roles),
        review_is_due=bool(roles) and rules.interests.is_review_due(person, at=request.at),
        returned=parts.returned_words(contacts.returned_among(contacts.digests_of(request.actor))),
        settings=_settings_links(),
    )


def _doors(standing: Standing, request: Request) -> list[dict[str, Any]]:
    """The doors of the desk, each with how many things wait behind it."""
    return [
        {
            "href": door.href,
            "title": door.title,
            "summary": door.summary,
            "waiting": door.waiting(standing, request.at) if door.waiting else 0,
        }
        for door in desk.doors_for(standing)
    ]


def _settings_links() -> list[dict[str, str]]:
    """Where one sets how one signs in and which letters one gets."""
    offered = [
        ("people:name_change", _("Change your name")),
        ("sign_in:ways_list", _("How you sign in, and where you are signed in")),
        ("messaging:wishes_choose", _("Which letters you get, and when")),
        ("privacy:request_start", _("What we keep about you")),
    ]
    return [{"href": reverse(name), "text": words} for name, words in offered]
