"""What each kind of role may do, printed from the code; and what belongs to nobody."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from commonweal.core.days import london_day
from commonweal.core.requests import Request
from commonweal.people import kinds_of_role, queries
from commonweal.people.models import Orphan
from commonweal.people.presenters import kinds
from commonweal.people.presenters import persons as presenters
from commonweal.people.role_kinds import KINDS
from commonweal.people.rules import persons as rules
from commonweal.people.standing import standing_of
from commonweal.ui.access import public
from commonweal.ui.pages import page


@public
@require_safe
def role_list(request: Request) -> HttpResponse:
    """Every kind of role: what it is for, and how many hold it."""
    held = queries.roles.held_by_kind(on=london_day(request.at))
    return page(request, "people/role_list.html", rows=kinds.rows(KINDS, held))


@public
@require_safe
def role_show(request: Request, slug: str) -> HttpResponse:
    """One kind of role: what it may do, which powers it has, what it cannot be held with, and who holds it where."""
    kind = kinds.named(KINDS, slug)
    if kind is None:
        raise Http404
    held = queries.roles.held_by_kind(on=london_day(request.at))
    return page(
        request,
        "people/role_show.html",
        role=kinds.section(KINDS, kind, held),
        is_elected=kind.name == kinds_of_role.MEMBER,
    )


@require_safe
def orphan_list(request: Request) -> HttpResponse:
    """What the nightly look found, for administrators."""
    if not rules.is_administrator(standing_of(request.actor, at=request.at)):
        raise Http404
    found = list(queries.orphans.open_ones())
    mended = list(queries.orphans.mended()[:20])
    roles = queries.roles.by_references(_named(found + mended, "people.role"))
    names = {
        **queries.persons.names_of(_named(found + mended, "people.person")),
        **queries.bodies.names_of(_named(found + mended, "people.body")),
    }
    return page(
        request,
        "people/orphan_list.html",
        rows=presenters.orphan_rows(found, roles=roles, names=names),
        mended=presenters.orphan_rows(mended, roles=roles, names=names),
    )


def _named(found: list[Orphan], kind: str) -> list[str]:
    return [orphan.subject_reference for orphan in found if orphan.subject_kind == kind]
