"""Who there is in a demonstration, and how each signs in. There are no such pages anywhere else."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from commonweal.core.days import london_day
from commonweal.core.requests import Request
from commonweal.people.models import Role
from commonweal.people.queries import persons, roles
from commonweal.sign_in import code_apps, demonstration, presenters, queries
from commonweal.sign_in.views.answers import at_the_door
from commonweal.ui.pages import page
from commonweal.ui.site import SITE


@require_safe
@at_the_door
def demonstration_people(request: Request) -> HttpResponse:
    """One of each kind of person the service is for, and what to try as them."""
    _only_in_a_demonstration()
    people = queries.people_of_demonstration()
    rows = presenters.introduced_rows(demonstration.introduced(), people, persons.addresses_by_person(people))
    return page(request, "sign_in/demonstration_people.html", rows=rows, count=len(people))


@require_safe
@at_the_door
def demonstration_everybody(request: Request) -> HttpResponse:
    """Everybody invented who can sign in."""
    _only_in_a_demonstration()
    people = queries.people_of_demonstration()
    held: dict[int, list[Role]] = {}
    for role in roles.held_by_kind(on=london_day(request.at)):
        held.setdefault(role.person_id, []).append(role)
    rows = presenters.persona_rows(
        people,
        addresses=persons.addresses_by_person(people),
        apps=queries.code_apps_by_person(people),
        roles=held,
    )
    return page(request, "sign_in/demonstration_everybody.html", rows=rows)


@require_safe
@at_the_door
def demonstration_person(request: Request, ref: str) -> HttpResponse:
    """How to sign in as one of them, with the code that their app shows at this moment."""
    _only_in_a_demonstration()
    person = queries.get_demonstration_person(ref)
    app = queries.second_steps_of(person).app
    code = code_apps.code_of(app.secret, code_apps.step_at(request.at)) if app is not None else ""
    return page(
        request,
        "sign_in/demonstration_person.html",
        name=person.name,
        address=persons.address_of(person),
        code=code_apps.in_threes(code),
    )


def _only_in_a_demonstration() -> None:
    if not SITE.is_demonstration:
        raise Http404
