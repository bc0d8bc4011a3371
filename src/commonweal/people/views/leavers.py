"""Ending a role, leaving, coming back: open work is seen and handed over first."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from commonweal.core.days import london_day
from commonweal.core.requests import Request
from commonweal.people import operations, queries, rules, scopes, work
from commonweal.people.forms import persons as forms
from commonweal.people.models import Person, Role
from commonweal.people.operations.roles import TakeOver
from commonweal.people.presenters import persons as presenters
from commonweal.people.role_kinds import KINDS
from commonweal.people.standing import standing_of
from commonweal.people.views.persons import managers_standing
from commonweal.people.work import WorkItem
from commonweal.ui.pages import attempt, bind, page, short_question, show_or_send


@show_or_send
def role_end(request: Request, ref: str, role: str) -> HttpResponse:
    """End one role, and hand over what is open under it."""
    person = queries.persons.get_visible(managers_standing(request), ref)
    held = queries.roles.get_of(person, role)
    if not rules.roles.can_end(request.actor, held, at=request.at):
        raise Http404
    items = work.open_work(held)
    takers = _takers([held], items, request)
    form = bind(forms.EndRole, request, items=items, takers=_choices(takers))
    if form.is_valid() and attempt(
        request,
        form,
        operations.roles.end,
        role=held,
        reason=form.cleaned_data["reason"],
        hand_overs=_chosen(form, takers),
    ):
        return _back(request, person)
    names = scopes.names_of([(held.scope_kind, held.scope_reference)])
    title = _("End %(name)s’s role: %(role)s") % {
        "name": person.name,
        "role": presenters.role_words(held, names),
    }
    return _hand_over_page(request, form, items, person=person, title=title, button=_("End the role"))


@show_or_send
def person_leave(request: Request, ref: str) -> HttpResponse:
    """End all roles of somebody who leaves, hand over their work, and close their account."""
    person = queries.persons.get_visible(managers_standing(request), ref)
    roles = queries.roles.open_of(person)
    may = [rules.roles.can_end(request.actor, role, at=request.at) for role in roles]
    if not rules.persons.can_leave(request.actor, person, at=request.at) or not all(may):
        raise Http404
    items = [item for role in roles for item in work.open_work(role)]
    takers = _takers(roles, items, request)
    form = bind(forms.HandOver, request, items=items, takers=_choices(takers))
    if form.is_valid() and attempt(
        request, form, operations.leavers.leave, person=person, hand_overs=_chosen(form, takers)
    ):
        return _back(request, person)
    title = _("%(name)s leaves") % {"name": person.name}
    return _hand_over_page(request, form, items, person=person, title=title, button=_("End all roles and the account"))


@show_or_send
def person_come_back(request: Request, ref: str) -> HttpResponse:
    """Ask before somebody who left can sign in again."""
    person = queries.persons.get_visible(managers_standing(request), ref)
    if not rules.persons.can_come_back(request.actor, person, at=request.at):
        raise Http404
    form = bind(forms.ComeBack, request)
    if form.is_valid() and attempt(request, form, operations.persons.come_back, person=person):
        return redirect("people:person_record", ref=ref)
    return short_question(
        request,
        form,
        title=_("Is %(name)s back?") % {"name": person.name},
        lead=_("They can sign in again with the same address. Roles do not come back: give them anew."),
        back=reverse("people:person_record", kwargs={"ref": ref}),
        button=_("Yes, open the account"),
    )


def _back(request: Request, person: Person) -> HttpResponse:
    """To the record, where one may still see it: not once the last role at one's own body ended."""
    if queries.persons.is_visible(standing_of(request.actor, at=request.at), person):
        return redirect("people:person_record", ref=person.reference)
    return redirect("people:person_list")


def _takers(roles: list[Role], items: list[WorkItem], request: Request) -> dict[str, Person]:
    """The people who could take over the work: able to do it, or, where nothing says who is, at the same body."""
    if not items:
        return {}
    today, leaver = london_day(request.at), roles[0].person
    abilities = {work.kind_of(item.kind).ability for item in items} - {""}
    found: list[Person] = []
    for ability in sorted(abilities):
        kinds = [kind.name for kind in KINDS.kinds_with(ability)]
        found += queries.persons.able(kinds, on=today, but=leaver)
    if not abilities:
        found = [each for role in roles for each in queries.persons.at_body(role.body_id, on=today, but=leaver)]
    return {person.reference: person for person in found}


def _choices(takers: dict[str, Person]) -> list[tuple[str, str]]:
    return sorted(((reference, person.name) for reference, person in takers.items()), key=lambda row: row[1].casefold())


def _chosen(form: forms.HandOver, takers: dict[str, Person]) -> TakeOver:
    return {item: takers[reference] for item, reference in form.takers.items()}


def _hand_over_page(
    request: Request, form: forms.HandOver, items: list[WorkItem], *, person: Person, title: str, button: str
) -> HttpResponse:
    return page(
        request,
        "people/hand_over.html",
        form=form,
        title=title,
        person=person,
        sentence=presenters.open_work_sentence(len(items)),
        work=presenters.work_rows(items),
        button=button,
        back=reverse("people:person_record", kwargs={"ref": person.reference}),
    )
