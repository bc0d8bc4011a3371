"""County councillors by division, and the public register of what each declared."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from commonweal.core.days import london_day
from commonweal.core.requests import Request
from commonweal.people import kinds_of_role, queries, rules, scopes
from commonweal.people.presenters import councillors as presenters
from commonweal.ui.access import public
from commonweal.ui.pages import page


@public
@require_safe
def councillor_list(request: Request) -> HttpResponse:
    """The councillors of each division with their terms, and those who were before them."""
    roles = [role for role in queries.roles.of_kind(kinds_of_role.MEMBER) if role.person.erased_at is None]
    names = scopes.names_of(list({(role.scope_kind, role.scope_reference) for role in roles}))
    today = london_day(request.at)
    return page(
        request,
        "people/councillor_list.html",
        in_office=presenters.in_office(roles, names, today=today),
        common_term=presenters.common_term(roles, today=today),
        past=presenters.past_rows(roles, names, today=today),
    )


@public
@require_safe
def councillor_record(request: Request, ref: str) -> HttpResponse:
    """One councillor: divisions, terms, and the register of pecuniary interests that the law makes public."""
    person = queries.roles.councillors_with_roles(kinds_of_role.MEMBER).filter(reference=ref).first()
    if person is None:
        raise Http404
    roles = [role for role in queries.roles.history_of(person) if role.kind == kinds_of_role.MEMBER]
    names = scopes.names_of([(role.scope_kind, role.scope_reference) for role in roles])
    today = london_day(request.at)
    is_present = any(role.ended_at is None and (role.until_on is None or role.until_on >= today) for role in roles)
    interests = queries.interests.public_of(person, on=today) if is_present else []
    return page(
        request,
        "people/councillor_record.html",
        person=person,
        sentence=presenters.sentence(person, roles, names, today=today),
        terms=presenters.term_rows(roles, names, today=today),
        is_present=is_present,
        interests=presenters.interest_rows(interests),
        withheld=queries.interests.withheld_of(person, on=today) if is_present else 0,
        review=queries.interests.last_review(person),
        days_to_declare=rules.interests.DAYS_TO_DECLARE,
    )
